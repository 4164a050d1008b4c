"""What is asked of whoever publishes or withdraws: when, until when, what is read instead from then on, and why."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages import plans
from pages.admin.replacing import ReplacementForm

# What fields of a form give that nobody filled in.
NOT_FILLED_IN = (None, False, "", [None, None], ["", ""])


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


class WhenForm(forms.Form):
    """When, and why."""

    at = forms.SplitDateTimeField(
        label=gettext_lazy("Publish at"),
        required=False,
        widget=DayAndTime(gettext_lazy("Publish at")),
        help_text=gettext_lazy("Empty: now."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Why; only colleagues see it."),
    )

    # The planned End that was filled in; None where it is not asked for, and stays as it is.
    end = None

    def told(self):
        """What `editions.publish` is told."""
        return {name: value for name, value in self.cleaned_data.items() if name != "without"}


class PublishForm(WhenForm, ReplacementForm):
    """When, until when, what is read instead from then on, and why."""

    until = forms.SplitDateTimeField(
        label=gettext_lazy("Until"),
        required=False,
        widget=DayAndTime(gettext_lazy("Until")),
        help_text=gettext_lazy("Empty: without end."),
    )
    field_order = ("at", "until", "replacement", "without", "note")

    def __init__(self, *args, end, **kwargs):
        """`end` is the planned End, which stays unless another one is filled in."""
        replacement = end.replacement and end.replacement.pk
        initial = {"until": end.at, "replacement": replacement, "without": bool(end.at and not replacement)}
        super().__init__(*args, initial=initial, **kwargs)

    @property
    def is_end_told(self):
        """Whether an end is planned, or anything about one was filled in."""
        asked = [self[name] for name in ("until", "replacement", "without") if name in self.fields]
        return any(field.errors or field.value() not in NOT_FILLED_IN for field in asked)

    @property
    def end(self):
        return plans.End(self.cleaned_data["until"], self.cleaned_data["replacement"])

    def ends(self, cleaned):
        return bool(cleaned.get("until"))


class WithdrawForm(ReplacementForm):
    """Where readers are sent instead, whether in both languages, and why."""

    both = forms.BooleanField(
        label=gettext_lazy("In both languages"),
        required=False,
        help_text=gettext_lazy("Withdraws the other language too, with the same replacement."),
    )
    note = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Why it is withdrawn; only colleagues see it."),
    )
    field_order = ("replacement", "without", "both", "note")

    def __init__(self, *args, is_twin_readable, end, **kwargs):
        """`end` is the planned End: what was to be read from then on is what is read now, unless another one is chosen."""
        super().__init__(*args, initial={"replacement": end.replacement and end.replacement.pk}, **kwargs)
        if not is_twin_readable:
            del self.fields["both"]
