"""What is planned for a page: nothing of it is cancelled or lost without being said first and confirmed."""

import pytest

from pages import clock
from pages.publishing import editions
from pages.states import plans
from tests import factories
from tests.factories import current, later, published, time_passes

pytestmark = pytest.mark.django_db


def reasons(page, language="en"):
    return list(page.editions.filter(language=language).order_by("number").values_list("end_reason", flat=True))


def refused(page, **told):
    with pytest.raises(editions.Refused) as refusal:
        editions.publish(page, "en", by=None, **told)
    return [(problem.code, problem.confirmable) for problem in refusal.value.problems]


def planned(page):
    return plans.of(page, "en", clock.now())


def test_what_is_scheduled_is_cancelled_only_where_that_is_confirmed():
    page = factories.page()
    published(page, "en")
    published(page, "en", at=later(days=2))
    published(page, "en", at=later(days=4))
    assert refused(page) == [("cancels_scheduled", True)] * 2
    assert refused(page, at=later(days=3)) == [("cancels_scheduled", True)]
    assert reasons(page) == ["succeeded", "succeeded", ""]
    published(page, "en", at=later(days=5))
    published(page, "en", at=later(days=3), confirmed=True)
    assert reasons(page) == ["succeeded", "succeeded", "cancelled", "cancelled", ""]


def test_a_planned_end_and_its_replacement_are_those_of_the_next_edition_too():
    page, other, end = factories.page(), factories.page(), later(days=9)
    published(other, "en")
    published(page, "en", until=end, replacement=other)
    new = published(page, "en")
    assert (new.expires_at, new.ends_at, new.end_reason, new.replacement_id) == (end, end, "expired", other.pk)
    assert published(page, "en", at=later(days=2)).ends_at == end
    time_passes(days=10)
    assert (current(page), published(page, "en").ends_at) == (None, None)


def test_an_edition_takes_the_end_of_the_one_whose_place_it_takes():
    page, end = factories.page(), later(days=9)
    published(page, "en", until=later(days=2))
    published(page, "en", at=later(days=1), until=end, confirmed=True)
    assert published(page, "en", at=later(days=3)).ends_at == end
    assert published(page, "en", at=later(days=10)).ends_at is None


def test_another_end_than_was_planned_is_to_be_confirmed():
    page, other, end = factories.page(), factories.page(), later(days=9)
    published(other, "en")
    published(page, "en", until=end, replacement=other)
    for told in ({"until": None}, {"until": later(days=8), "replacement": other}, {"until": end}):
        assert refused(page, **told) == [("changes_end", True)]
    assert published(page, "en", until=end.replace(microsecond=0), replacement=other).number == 2
    assert published(page, "en", until=None, confirmed=True).ends_at is None
    assert published(page, "en", until=end).ends_at == end


@pytest.mark.parametrize("meanwhile", ["scheduled", "given an end", "cancelled"])
def test_what_was_planned_since_it_was_shown_is_not_confirmed_unseen(meanwhile):
    page = factories.page()
    published(page, "en")
    scheduled = published(page, "en", at=later(days=2)) if meanwhile == "cancelled" else None
    shown = editions.seal(*editions.compose(page, "en"), planned(page).told)
    if meanwhile == "scheduled":
        published(page, "en", at=later(days=2))
    elif meanwhile == "given an end":
        published(page, "en", until=later(days=2))
    else:
        editions.cancel(scheduled, by=None)
    with pytest.raises(editions.Unseen):
        editions.publish(page, "en", by=None, shown=shown, confirmed=True)
    told = {"shown": editions.seal(*editions.compose(page, "en"), planned(page).told), "confirmed": True}
    assert editions.publish(page, "en", by=None, **told)


def test_the_plans_are_what_holds_and_what_is_to_come():
    page = factories.page()
    assert (planned(page).current, planned(page).scheduled, planned(page).told) == (None, [], [])
    first, second = published(page, "en"), published(page, "en", at=later(days=1), until=later(days=2))
    third = published(page, "en", at=later(days=3))
    assert (planned(page).current, planned(page).scheduled) == (first, [second, third])
    assert planned(page).holding(later(days=2, hours=1)) is None
    time_passes(days=1, hours=1)
    assert (planned(page).current, planned(page).scheduled) == (second, [third])
    assert str(planned(page).end()).startswith("until ")
