"""The period that a report is about: days of the clinic's time zone, from one to another."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from pages.admin.moments import Day

SPANS = (7, 30, 90, 365)  # days
USUAL = 30
EARLIEST = date(2000, 1, 1)
# Of more days than these, months are shown.
MOST_DAYS = 92


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __len__(self):
        return (self.last - self.first).days + 1

    def __iter__(self):
        return (self.first + timedelta(days=n) for n in range(len(self)))

    @property
    def is_long(self):
        return len(self) > MOST_DAYS

    @property
    def months(self):
        """The first days of its months, the oldest first."""
        months, month = [], self.first.replace(day=1)
        while month <= self.last:
            months.append(month)
            month = (month + timedelta(days=31)).replace(day=1)
        return months

    @property
    def span(self):
        """How many of the last days it is, None where it does not end today or is none of SPANS."""
        return len(self) if self.last == timezone.localdate() and len(self) in SPANS else None


def last(days=USUAL):
    """The last days, today being the last of them."""
    today = timezone.localdate()
    return Period(today - timedelta(days=days - 1), today)


def asked(query):
    """The Period that a request's query asks for by `days`, or by `from` and `to`; the usual one where it is none."""
    days = next((days for days in SPANS if str(days) == query.get("days", "")), USUAL)
    first, end = _day(query.get("from", "")), _day(query.get("to", ""))
    today = timezone.localdate()
    first, end = first and max(first, EARLIEST), min(end or today, today)
    return Period(first, end) if first and first <= end else last(days)


class PeriodForm(forms.Form):
    """The first and the last day, as they are typed: named `from` and `to`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for name, label in (("from", gettext_lazy("From")), ("to", gettext_lazy("To"))):
            self.fields[name] = forms.DateField(label=label, required=False, widget=Day)


def form_of(query, period):
    """A PeriodForm that shows the period, or what was typed and cannot be read, with why."""
    typed = PeriodForm(query)
    return PeriodForm(initial={"from": period.first, "to": period.last}) if typed.is_valid() else typed


def _day(text):
    try:
        return forms.DateField(required=False).clean(text)
    except forms.ValidationError:
        return None
