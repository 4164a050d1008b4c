import json
from datetime import date, time
from pathlib import Path

import pytest

from pages import formatting

CASES = json.loads((Path(__file__).parent.parent / "cases" / "cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("count", "phrase"), CASES["plural_views"].items())
def test_views_take_the_right_arabic_form(count, phrase):
    assert formatting.views(int(count), "ar") == phrase


def test_views_in_english():
    assert [formatting.views(n, "en") for n in (0, 1, 2, 3106)] == ["0 views", "1 view", "2 views", "3,106 views"]


def test_views_in_arabic_digits_where_the_clinic_chose_them():
    assert formatting.views(12345, "ar", "arabic") == "١٢٬٣٤٥ مشاهدة"
    assert formatting.views(12345, "en", "arabic") == "12,345 views"


def test_dates_have_the_day_first_and_the_months_of_egypt():
    assert formatting.day(date(2024, 10, 22), "en") == "22 October 2024"
    assert formatting.day("2024-10-22", "ar") == "22 أكتوبر 2024"
    assert formatting.day(date(2024, 10, 22), "ar", "arabic") == "٢٢ أكتوبر ٢٠٢٤"


def test_hours_are_those_of_a_twelve_hour_clock():
    assert [formatting.hour(time(h, 30), "en") for h in (0, 12, 13)] == ["12:30 am", "12:30 pm", "1:30 pm"]
    assert formatting.hour(time(9), "ar") == "9 ص"
    assert formatting.hour(time(18), "ar", "arabic") == "٦ م"
