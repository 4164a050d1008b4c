"""A day and a time as they are asked for: a time that the clocks skip or repeat is told with the next one that is valid."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminSplitDateTime
from django.forms.utils import from_current_timezone
from django.utils import formats
from django.utils.translation import gettext as _

# Further back than the clocks of any country are put at once.
LONGEST_STEP = timedelta(hours=3)


class Day(AdminDateWidget):
    """A day with Django's calendar, on a page that is no form of a model: it brings what the calendar stands on."""

    class Media:
        css = {"all": ["admin-bayan/days.css"]}
        js = ["admin/js/core.js", "admin/js/calendar.js", "admin/js/admin/DateTimeShortcuts.js"]


class DayAndTime(AdminSplitDateTime):
    """A day and a time, each of which says what it is for to who hears it."""

    def __init__(self, label):
        super().__init__()
        self.label = label

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, words in zip(context["widget"]["subwidgets"], (_("day"), _("time")), strict=True):
            part["attrs"]["aria-label"] = f"{self.label}: {words}"
        return context


class MomentField(forms.SplitDateTimeField):
    """A moment, asked for as a day and a time. `label` names both."""

    def __init__(self, *, label, **kwargs):
        super().__init__(label=label, required=False, widget=DayAndTime(label), **kwargs)

    def compress(self, data_list):
        try:
            return super().compress(data_list)
        except forms.ValidationError as refused:
            if refused.code != "ambiguous_timezone":
                raise
            raise forms.ValidationError(_why(datetime.combine(*data_list)), code=refused.code) from refused


def _why(at):
    """Why a time is none, or two, and which is the next one that is."""
    later = next(at + timedelta(minutes=n) for n in range(1, 300) if _is_one(at + timedelta(minutes=n)))
    told = {"moment": _told(at), "next": _told(later)}
    if _is_skipped(at, later):
        return _("%(moment)s does not exist: the clocks are put forward then. The next valid time: %(next)s") % told
    return _("%(moment)s comes twice: the clocks are put back then. The next valid time: %(next)s") % told


def _is_one(at):
    try:
        return from_current_timezone(at) is not None
    except forms.ValidationError:
        return False


def _is_skipped(at, later):
    """Whether the clocks go forward: then less time passes than they show."""
    before = at - LONGEST_STEP
    passed = from_current_timezone(later).astimezone(UTC) - from_current_timezone(before).astimezone(UTC)
    return passed < later - before


def _told(at):
    return formats.date_format(at, "DATETIME_FORMAT")
