"""Reading the log: what is asked for, a page at a time from wherever one is, and where each entry leads."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages import plain_text
from pages.admin import log_words
from pages.admin.link_report import numbered
from pages.admin.moments import Day
from pages.models import Deed, Page

RIGHT = "pages.view_deed"
PER_PAGE = 50


@dataclass(frozen=True)
class Entry:
    """A Deed, and the address of what it was done to, "" where that is gone or not theirs to see who reads."""

    deed: Deed
    address: str

    def __getattr__(self, name):
        return getattr(self.deed, name)

    @property
    def label(self):
        return log_words.label(self.deed)

    @property
    def kind(self):
        return log_words.kind(self.deed)

    @property
    def person(self):
        return log_words.who(self.deed)

    @property
    def lines(self):
        return log_words.lines(self.deed)


@dataclass(frozen=True)
class LogPage:
    """Some entries, and the numbers from which older and newer ones are asked for; None where there are none."""

    entries: list
    older: int | None
    newer: int | None


class FilterForm(forms.Form):
    """Whose deeds, which, of what page, and on what day."""

    person = forms.ModelChoiceField(get_user_model().objects.none(), label=gettext_lazy("Person"), required=False)
    deed = forms.ChoiceField(label=gettext_lazy("Deed"), required=False)
    page = forms.CharField(
        label=gettext_lazy("Page"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=Day,
        # The first and the last days that there are have no neighbour, and their midnights no place in other time zones.
        validators=[MinValueValidator(date.min + timedelta(days=2)), MaxValueValidator(date.max - timedelta(days=2))],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = Deed.objects.exclude(by=None).order_by().values("by")
        self.fields["person"].queryset = get_user_model().objects.filter(pk__in=people).order_by("username")
        self.fields["person"].empty_label = _("Everybody")
        self.fields["deed"].choices = [("", _("All")), *log_words.DEEDS.items()]

    def deeds(self):
        """The deeds that are asked for: all of them where something was filled in that cannot be."""
        told = self.cleaned_data if self.is_valid() else {}
        found = Deed.objects.all()
        if told.get("person"):
            found = found.filter(by=told["person"])
        if told.get("deed"):
            found = found.filter(what=told["deed"])
        if told.get("page"):
            found = found.filter(page__in=_pages(told["page"]))
        if told.get("day"):
            found = found.filter(at__gte=_midnight(told["day"]), at__lt=_midnight(told["day"] + timedelta(days=1)))
        return found


def urls(site):
    """The address of the log within an admin site."""

    def log(request):
        """The whole log, for those who may read it."""
        if not may_see(request.user):
            raise PermissionDenied
        form, asked = FilterForm(request.GET), request.GET.copy()
        for place in ("before", "after"):
            asked.pop(place, None)
        own = {"title": _("Log"), "form": form, "log": page_of(form.deeds(), request, site), "asked": asked.urlencode()}
        return render(request, "admin/log/log.html", site.each_context(request) | own)

    return [path("log/", site.admin_view(log), name="log")]


def may_see(user):
    """Whether somebody may read the log of everybody."""
    return user.has_perm(RIGHT)


def of_thing(thing):
    """What was done to one row; for a page also what was said of it."""
    if isinstance(thing, Page):
        return Deed.objects.filter(page=thing.pk)
    return Deed.objects.filter(model=thing._meta.label_lower, number=str(thing.pk))


def page_of(deeds, request, site):
    """A LogPage: the newest deeds, or those before or after the number that the address asks for."""
    before, after = (numbered(request.GET.get(name, "")) for name in ("before", "after"))
    if after:
        found = list(deeds.filter(pk__gt=after).order_by("pk")[: PER_PAGE + 1])
        shown, has_newer, has_older = found[:PER_PAGE][::-1], len(found) > PER_PAGE, True
    else:
        found = list((deeds.filter(pk__lt=before) if before else deeds).order_by("-pk")[: PER_PAGE + 1])
        shown, has_newer, has_older = found[:PER_PAGE], bool(before), len(found) > PER_PAGE
    return LogPage(
        entries(shown, request, site),
        older=shown[-1].pk if shown and has_older else None,
        newer=shown[0].pk if shown and has_newer else None,
    )


def entries(deeds, request, site):
    """Deeds with where each leads: one query for each kind of thing."""
    by_model = {}
    for deed in deeds:
        by_model.setdefault(deed.model, set()).add(deed.number)
    there = {model: _addresses(model, numbers, request, site) for model, numbers in by_model.items()}
    return [Entry(deed, there[deed.model].get(deed.number, "")) for deed in deeds]


def _addresses(model, numbers, request, site):
    try:
        found = apps.get_model(model)
    except LookupError:
        return {}
    if not site.is_registered(found) or not site.get_model_admin(found).has_view_or_change_permission(request):
        return {}
    name = f"admin:{found._meta.app_label}_{found._meta.model_name}_change"
    there = found._default_manager.filter(pk__in=[number for number in numbers if numbered(number)])
    return {str(number): reverse(name, args=[number]) for number in there.values_list("pk", flat=True)}


def _pages(words):
    """The numbers of the pages that are called so in either language, or the number that it is itself."""
    if number := numbered(words.strip()):
        return {number}
    found = Page.objects.order_by()
    for word in plain_text.fold(words).split():
        found = found.filter(finding_words__contains=word)
    return set(found.values_list("pk", flat=True)[:500])


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))
