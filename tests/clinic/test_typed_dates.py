"""Dates and times typed with either kind of digits, and what is said of one that cannot be read."""

from datetime import date, datetime, time

import pytest
from django import forms
from django.utils import timezone, translation


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("typed", ["2026-12-20", "٢٠٢٦-١٢-٢٠", "20/12/2026", "٢٠/١٢/٢٠٢٦", "۲۰۲۶-۱۲-۲۰"])
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


@pytest.mark.parametrize("field", [forms.DateField, forms.TimeField, forms.DateTimeField, forms.SplitDateTimeField])
def test_what_cannot_be_read_is_told_with_an_example(field):
    for language, example in (("ar", "هكذا"), ("en", "like this")):
        with translation.override(language), pytest.raises(forms.ValidationError, match=example):
            field().clean(["tomorrow", "10:00"] if field is forms.SplitDateTimeField else "tomorrow")
