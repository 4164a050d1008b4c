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


@pytest.mark.parametrize(
    ("unit", "phrases"),
    [
        (
            "minutes",
            ["دقيقة واحدة", "دقيقتان", "3 دقائق", "10 دقائق", "11 دقيقة", "100 دقيقة", "103 دقائق", "111 دقيقة"],
        ),
        ("hours", ["ساعة واحدة", "ساعتان", "3 ساعات", "10 ساعات", "11 ساعة", "100 ساعة", "103 ساعات", "111 ساعة"]),
        ("days", ["يوم واحد", "يومان", "3 أيام", "10 أيام", "11 يومًا", "100 يوم", "103 أيام", "111 يومًا"]),
        ("years", ["سنة واحدة", "سنتان", "3 سنوات", "10 سنوات", "11 سنة", "100 سنة", "103 سنوات", "111 سنة"]),
        (
            "results",
            ["نتيجة واحدة", "نتيجتان", "3 نتائج", "10 نتائج", "11 نتيجة", "100 نتيجة", "103 نتائج", "111 نتيجة"],
        ),
    ],
)
def test_counted_words_take_the_right_arabic_form(unit, phrases):
    counted = getattr(formatting, unit)
    assert [counted(n, "ar") for n in (1, 2, 3, 10, 11, 100, 103, 111)] == phrases


def test_counted_words_in_english_and_in_arabic_digits():
    assert [formatting.minutes(n, "en", "arabic") for n in (0, 1, 2, 1000)] == [
        "0 minutes", "1 minute", "2 minutes", "1,000 minutes",
    ]  # fmt: skip
    assert [formatting.days(n, "ar", "arabic") for n in (0, 2, 3, 1011)] == ["٠ يوم", "يومان", "٣ أيام", "١٬٠١١ يومًا"]


def test_decimals_have_the_separator_of_their_digits():
    assert [formatting.number(n, "ar") for n in (0.5, 1234.25, -7)] == ["0.5", "1,234.25", "-7"]
    assert [formatting.number(n, "ar", "arabic") for n in (0.5, 1234.25, 1_000_000)] == ["٠٫٥", "١٬٢٣٤٫٢٥", "١٬٠٠٠٬٠٠٠"]


def test_digits_of_a_text_become_the_clinics_and_only_the_separators_of_numbers_change():
    text = "1,250.5 جنيه، يوم 22.10.2024، بند 1,2 وحتى 2.5."
    assert formatting.digits(text, "ar", "arabic") == "١٬٢٥٠٫٥ جنيه، يوم ٢٢.١٠.٢٠٢٤، بند ١,٢ وحتى ٢٫٥."
    assert formatting.digits("١٬٢٥٠٫٥ و٣", "ar") == "1,250.5 و3"
    assert formatting.digits("٣ times", "en", "arabic") == "3 times"


def test_dates_have_the_day_first_and_the_months_of_egypt():
    assert formatting.day(date(2024, 10, 22), "en") == "22 October 2024"
    assert formatting.day("2024-10-22", "ar") == "22 أكتوبر 2024"
    assert formatting.day(date(2024, 10, 22), "ar", "arabic") == "٢٢ أكتوبر ٢٠٢٤"


def test_times_of_day_are_those_of_a_twelve_hour_clock():
    assert [formatting.hour(time(h, 30), "en") for h in (0, 12, 13)] == ["12:30 am", "12:30 pm", "1:30 pm"]
    assert formatting.hour(time(9), "ar") == "9 ص"
    assert formatting.hour(time(18), "ar", "arabic") == "٦ م"
