"""Whether a branch is open today, by the clock in Cairo."""

from datetime import UTC, datetime, time

import pytest

from clinic import profile
from clinic.hours import today
from clinic.models import Branch, Clinic, OpeningHours

pytestmark = pytest.mark.django_db

SATURDAY, SUNDAY = 5, 6


@pytest.fixture
def branch():
    clinic = Clinic.objects.create(name_en="Nile")
    row = Branch.objects.create(clinic=clinic, name_en="Dokki", telephone="+20 2 5550 0101")
    for day, opens, closes in [(SATURDAY, 10, 14), (SATURDAY, 17, 21), (SUNDAY, 20, 2)]:
        OpeningHours.objects.create(branch=row, day=day, opens=time(opens), closes=time(closes))
    return profile.load("en").branches[0]


def at(day, hour, minute=0):
    """A moment of November 2026 in Cairo, which is two hours ahead of UTC then."""
    return datetime(2026, 11, day, hour - 2, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "is_open", "closes", "opens"),
    [
        (at(21, 9, 59), False, None, time(10)),
        (at(21, 10), True, time(14), None),
        (at(21, 13, 59), True, time(14), None),
        (at(21, 14), False, None, time(17)),
        (at(21, 21), False, None, None),
        (at(22, 21), True, time(2), None),  # Sunday night
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), True, time(2), None),  # 01:59 on Monday
        (at(23, 2), False, None, None),
    ],
)
def test_a_branch_is_open_from_the_first_minute_until_the_last(branch, moment, is_open, closes, opens):
    found = today(branch, moment)
    assert (found.is_open, found.closes, found.opens) == (is_open, closes, opens)


def test_the_day_is_the_clinics_and_not_the_servers(branch):
    """At 23:30 UTC on Friday it is Saturday in Cairo."""
    assert [span.opens.hour for span in today(branch, datetime(2026, 11, 20, 23, 30, tzinfo=UTC)).spans] == [10, 17]
    assert today(branch, at(20, 12)).spans == ()


def test_without_hours_nothing_is_claimed():
    Branch.objects.create(clinic=Clinic.objects.create(), name_en="Dokki")
    assert today(profile.load("en").branches[0]) is None
