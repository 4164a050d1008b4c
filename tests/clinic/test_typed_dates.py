"""Dates and times typed with either kind of digits, and what is said of one that cannot be read."""

import re
from datetime import date, datetime, time

import pytest
from django import forms
from django.utils import timezone, translation
from django.utils.formats import date_format, time_format


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-20",
        "٢٠٢٦-١٢-٢٠",
        "20/12/2026",
        "٢٠/١٢/٢٠٢٦",
        "۲۰۲۶-۱۲-۲۰",
        "20-12-2026",
        "20.12.2026",
        "٢٠ ديسمبر ٢٠٢٦",
        "20 December 2026",
        "20 dec 2026",
        "December 20, 2026",
    ],
)
def test_a_date_is_read_in_both_kinds_of_digits_with_the_day_first(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2026, 12, 20)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_time_and_a_number_too(language):
    with translation.override(language):
        assert forms.TimeField().clean("١٠:٠٠") == time(10)
        assert forms.IntegerField().clean("١٢") == 12
        at = forms.DateTimeField().clean("٢٠٢٦-١٢-٢٠ ١٠:٣٠")
        assert timezone.make_naive(at) == datetime(2026, 12, 20, 10, 30)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whatever_the_interface_shows_is_read(language):
    with translation.override(language):
        for month in range(1, 13):
            shown = date(2026, month, 9)
            assert forms.DateField().clean(date_format(shown)) == shown
        for hour in range(24):
            shown = time(hour, 30)
            assert forms.TimeField().clean(time_format(shown)) == shown
        shown = timezone.make_aware(datetime(2026, 11, 30, 21, 5))
        assert forms.DateTimeField().clean(date_format(shown, "DATETIME_FORMAT")) == shown


def test_times_of_the_twelve_hours_are_read_as_people_say_them():
    typed = {
        "10:00 م": 22,
        "10 م": 22,
        "9 صباحًا": 9,
        "٩ مساءً": 21,
        "12 ظهرًا": 12,
        "12 ص": 0,
        "10 p.m.": 22,
        "22:00": 22,
    }
    assert {one: forms.TimeField().clean(one).hour for one in typed} == typed


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        (forms.DateField, "31/11/2026", "لا يوجد يوم 31 في نوفمبر 2026، فآخر أيامه 30."),
        (forms.DateField, "12/20/2026", "لا يوجد شهر رقمه 20"),
        (forms.DateField, "20 foo 2026", "اكتب الشهر"),
        (forms.DateField, "5 ديسمبر", "وسنته"),
        (forms.DateField, "20/12/26", "وسنته"),
        (forms.DateField, "20/12/0000", "وسنته"),
        (forms.TimeField, "25:00", "لا يوجد وقت كهذا"),
        (forms.TimeField, "15:30 ص", "لا يوجد وقت كهذا"),
        (forms.TimeField, "9", "10:00 ص"),
    ],
)
def test_a_day_that_is_none_is_told_apart_from_one_that_cannot_be_read(field, typed, why):
    with translation.override("ar"), pytest.raises(forms.ValidationError, match=why):
        field().clean(typed)


def test_no_example_is_painted_otherwise_than_it_is_read():
    """Numbers joined by hyphens change places between Arabic words."""
    with translation.override("ar"):
        for field in (forms.DateField, forms.TimeField, forms.DateTimeField):
            with pytest.raises(forms.ValidationError) as refused:
                field().clean("غدًا")
            assert not re.search(r"\d-\d", refused.value.message)


@pytest.mark.parametrize("field", [forms.DateField, forms.TimeField, forms.DateTimeField, forms.SplitDateTimeField])
def test_what_cannot_be_read_is_told_with_an_example(field):
    for language, example in (("ar", "هكذا"), ("en", "like this")):
        with translation.override(language), pytest.raises(forms.ValidationError, match=example):
            field().clean(["tomorrow", "10:00"] if field is forms.SplitDateTimeField else "tomorrow")
