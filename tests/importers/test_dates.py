"""Dates and view counts in the odd formats of real pages."""

from datetime import date

import pytest

from importers.dates import date_of, date_within, is_change_date, views_of


@pytest.mark.parametrize(
    "line",
    [
        "Oct, 22 2024", "22/10/2024", "22-10-2024", "22.10.2024م", "2024-10-22", "٢٢ أكتوبر ٢٠٢٤", "22 October, 2024", "October 22nd, 2024",
        "22nd of October 2024", "22 اكتوبر 2024", "٢٢ تشرين الأول ٢٠٢٤", "الثلاثاء، 22 أكتوبر 2024", "Tuesday, 22 Oct 2024", "٢٢/١٠/٢٠٢٤",
        "Published on: Tuesday, October 22nd, 2024 at 10:30 AM", "نُشر في: 22 أكتوبر 2024", "تاريخ النشر 22/10/2024", "10/22/2024",
        "2024/10/22", "Posted October 22, 2024", "Date: 22 Oct. 2024",
    ],
)  # fmt: skip
def test_date_is_read(line):
    assert date_of(line) == date(2024, 10, 22)


@pytest.mark.parametrize(("line", "month"), [("3 كانون الثاني 2023", 1), ("3 شباط 2023", 2), ("3 آذار 2023", 3), ("3 نيسان 2023", 4),
    ("3 أيار 2023", 5), ("3 حزيران 2023", 6), ("3 تموز 2023", 7), ("3 آب 2023", 8), ("3 أيلول 2023", 9), ("3 تشرين الثاني 2023", 11),
    ("3 كانون الأول 2023", 12), ("3 يوليو 2023", 7), ("3 أغسطس 2023", 8), ("3 إبريل 2023", 4), ("3 مايو 2023", 5)])  # fmt: skip
def test_arabic_months_are_known(line, month):
    assert date_of(line) == date(2023, month, 3)


@pytest.mark.parametrize(
    "line", ["31/02/2024", "October 2024", "3106", "22", "In October 22 people came", "1.5 mg", "", "99/99/9999"]
)
def test_other_lines_are_no_dates(line):
    assert date_of(line) is None


def test_date_among_other_words_is_found_only_where_a_text_was_posted():
    assert date_within("Posted by admin on March 4th, 2022 in ENT") == date(2022, 3, 4)
    assert date_within("The hospital opened on March 4th, 2022") is None


def test_day_of_a_change_is_not_the_first_day():
    assert is_change_date("Last updated: 22/10/2024")
    assert is_change_date("آخر تحديث ٢٢ أكتوبر ٢٠٢٤")
    assert date_of("Last updated: 22/10/2024") is None


@pytest.mark.parametrize(
    "line",
    [
        "3106 مشاهدة", "3,106 views", "٣١٠٦ مشاهدة", "٣٬١٠٦ مشاهدة", "Views: 3106", "عدد المشاهدات: ٣١٠٦", "المشاهدات 3106", "3.106 Views",
        "تمت المشاهدة 3106 مرة", "Viewed 3106 times", "👁 3106 views", "3106 زيارة", "Post Views: 3,106", "مشاهدات: 3106",
    ],
)  # fmt: skip
def test_views_are_read(line):
    assert views_of(line) == 3106


def test_thousands_are_read():
    assert views_of("3.1K views") == 3100


@pytest.mark.parametrize(
    "line",
    ["3106", "two views", "Views of patients", "Reviews: 5", "5 visits a year", "3.5 views", "999,999,999,999 views"],
)
def test_other_lines_are_no_views(line):
    assert views_of(line) is None
