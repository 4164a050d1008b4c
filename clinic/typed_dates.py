"""Dates and times as people here type them; one that cannot be read is told with an example.

Both kinds of digits are read, and whatever the interface itself shows: 20 ديسمبر 2026 and 9:30 ص as well as 20/12/2026.
No example has the year first: between Arabic words its numbers are painted in the opposite order.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time

from django import forms
from django.forms.fields import BaseTemporalField
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pages.formatting import MONTHS
from pages.plain_text import DIGITS, fold

DAY = re.compile(r"(\w+)[\s/.,،-]+(\w+)[\s/.,،-]+(\w+)")
TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?\s*([^\W\d]*)")
DAY_AND_TIME = re.compile(r"(.*\d{4}|\d{4}.*?)[\s,،]+(\d{1,2}(?:[:.]\d{2})*\s*[^\W\d]*)")
FORENOON, AFTERNOON = ("am", "ص", "صباحا"), ("pm", "م", "مسا", "ظهرا")
MONTH_NUMBERS = {fold(name): number for names in MONTHS.values() for number, name in enumerate(names, 1)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items() if name.isascii()}


def read():
    """Has every form's field of a date or a time read what people type, and say how one is written."""
    as_django_reads = BaseTemporalField.to_python

    def to_python(field, value):
        try:
            return as_django_reads(field, value.translate(DIGITS))
        except forms.ValidationError:
            return _reader_of(field)(re.sub(r"(?<=[a-z])\.", "", fold(value)))

    BaseTemporalField.to_python = to_python


def _reader_of(field):
    readers = {forms.DateField: _day, forms.TimeField: _time, forms.DateTimeField: _day_and_time}
    return next(reader for kind, reader in readers.items() if isinstance(field, kind))


def _day(text):
    """The date in a folded text: with the day first, unless it begins with a year or a month's name."""
    found = DAY.fullmatch(text)
    parts = list(found.groups()) if found else []
    if parts and len(parts[0]) == 4 and parts[0].isdecimal():
        parts.reverse()
    elif parts and parts[0] in MONTH_NUMBERS:
        parts[:2] = reversed(parts[:2])
    if not (parts and _is_number(parts[0], 2) and _is_number(parts[2], 4) and len(parts[2]) == 4 and int(parts[2])):
        raise _refused(_("Write the date with its day, month and year, like this: 20/12/2026 or 20 December 2026."))
    day, month, year = int(parts[0]), _month(parts[1]), int(parts[2])
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        told = {"day": day, "month": date_format(date(year, month, 1), "YEAR_MONTH_FORMAT"), "last": last}
        raise _refused(_("There is no day %(day)s in %(month)s; its last day is %(last)s.") % told)
    return date(year, month, day)


def _month(text):
    number = MONTH_NUMBERS.get(text) or (int(text) if _is_number(text, 2) else None)
    if number is None:
        raise _refused(_("Write the month as a number or by its name, like this: 20/12/2026 or 20 December 2026."))
    if not 1 <= number <= 12:
        raise _refused(
            _("There is no month %(number)s: the day comes first, like this: 20/12/2026.") % {"number": number}
        )
    return number


def _is_number(text, longest):
    return text.isdecimal() and len(text) <= longest


def _time(text):
    """The time in a folded text, by the clock of 24 hours or of twelve; a whole hour needs the half of its day."""
    found = TIME.fullmatch(text)
    hour, minute, second, half = found.groups() if found else (None,) * 4
    if not found or not (half or minute) or half not in ("", *FORENOON, *AFTERNOON):
        raise _refused(_("Write the time like this: 10:00 am, 10:00 pm or 22:00."))
    hour, minute, second = int(hour), int(minute or 0), int(second or 0)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half in AFTERNOON)
    elif half in FORENOON:
        hour = 24
    try:
        return time(hour, minute, second)
    except ValueError:
        raise _refused(_("There is no such time. Write it like this: 10:00 am, 10:00 pm or 22:00.")) from None


def _day_and_time(text):
    found = DAY_AND_TIME.fullmatch(text)
    if not found:
        raise _refused(_("Write the date and the time like this: 20/12/2026 15:30."))
    return datetime.combine(_day(found[1]), _time(found[2]))


def _refused(message):
    return forms.ValidationError(message, code="invalid")
