"""Cancelling what has not begun, and withdrawing what holds."""

from datetime import timedelta

import pytest

from pages.publishing import editions
from tests import factories
from tests.factories import current, later, published, time_passes

pytestmark = pytest.mark.django_db


def reasons(page, language="en"):
    return list(page.editions.filter(language=language).order_by("number").values_list("end_reason", flat=True))


def codes(refusal):
    return [problem.code for problem in refusal.value.problems]


def test_cancelling_reopens_the_predecessor(user):
    page = factories.page()
    first = published(page, "en")
    editions.cancel(published(page, "en", at=later(days=1)), by=user)
    first.refresh_from_db()
    assert (first.ends_at, first.end_reason, first.ended_by) == (None, "", None)
    assert reasons(page) == ["", "cancelled"]
    time_passes(days=2)
    assert current(page) == first


def test_cancelling_gives_the_predecessor_its_own_expiry_back(user):
    page, expiry = factories.page(), later(days=10)
    first = published(page, "en", until=expiry)
    editions.cancel(published(page, "en", at=later(days=1)), by=user)
    first.refresh_from_db()
    assert (first.ends_at, first.end_reason) == (expiry, "expired")


def test_cancelling_the_middle_of_three_lets_the_first_hold_until_the_third(user):
    page = factories.page()
    first = published(page, "en")
    second = published(page, "en", at=later(days=1))
    third = published(page, "en", at=later(days=2))
    editions.cancel(second, by=user)
    first.refresh_from_db()
    assert (first.ends_at, first.end_reason) == (third.starts_at, "succeeded")
    assert reasons(page) == ["succeeded", "cancelled", ""]


def test_cancelling_the_middle_of_three_lets_the_first_expire_when_it_was_to(user):
    page, expiry = factories.page(), later(days=2)
    first = published(page, "en", until=expiry)
    second = published(page, "en", at=later(days=1))
    published(page, "en", at=later(days=3))
    editions.cancel(second, by=user)
    first.refresh_from_db()
    assert (first.ends_at, first.end_reason) == (expiry, "expired")


def test_cancelling_a_middle_one_that_was_to_expire_leaves_one_open(user):
    page = factories.page()
    first = published(page, "en")
    second = published(page, "en", at=later(days=1), until=later(days=2))
    third = published(page, "en", at=later(days=3))
    editions.cancel(second, by=user)
    first.refresh_from_db()
    assert (first.ends_at, first.end_reason) == (third.starts_at, "succeeded")


def test_cancelling_the_last_after_the_middle_reopens_the_first(user):
    page = factories.page()
    first = published(page, "en")
    second = published(page, "en", at=later(days=1))
    third = published(page, "en", at=later(days=2))
    editions.cancel(second, by=user)
    editions.cancel(third, by=user)
    first.refresh_from_db()
    assert (first.ends_at, first.end_reason) == (None, "")


def test_what_has_begun_or_was_cancelled_cannot_be_cancelled(user):
    page = factories.page()
    with pytest.raises(editions.Refused) as refusal:
        editions.cancel(published(page, "en"), by=user)
    assert codes(refusal) == ["not_scheduled"]
    scheduled = published(page, "en", at=later(days=1))
    editions.cancel(scheduled, by=user)
    with pytest.raises(editions.Refused) as refusal:
        editions.cancel(scheduled, by=user)
    assert codes(refusal) == ["not_scheduled"]
    assert reasons(page) == ["", "cancelled"]


def test_withdrawing_ends_now_what_holds_and_cancels_what_was_to_come(user):
    page, replacement = factories.page(), factories.page()
    published(replacement, "en")
    published(page, "en", until=later(days=30))
    published(page, "en", at=later(days=1))
    ended = editions.withdraw(page, "en", by=user, replacement=replacement)
    assert (ended.end_reason, ended.ended_by, ended.replacement_id) == ("withdrawn", user, replacement.pk)
    assert (current(page), reasons(page)) == (None, ["withdrawn", "cancelled"])
    time_passes(days=2)
    assert current(page) is None


def test_withdrawing_one_language_leaves_the_other(user):
    page = factories.page()
    published(page, "en", "ar")
    ended = editions.withdraw(page, "ar", by=user)
    assert (ended.replacement, current(page, "ar")) == (None, None)
    assert current(page, "en") is not None


def test_withdrawing_tells_others_after_the_commit(user, django_capture_on_commit_callbacks):
    page, told = factories.page(), []
    published(page, "en")

    def listener(sender, edition, **kwargs):
        told.append(edition.pk)

    editions.withdrawn.connect(listener)
    with django_capture_on_commit_callbacks(execute=True):
        ended = editions.withdraw(page, "en", by=user)
        assert told == []
    assert told == [ended.pk]


def test_what_is_not_published_cannot_be_withdrawn_nor_a_page_replace_itself(user):
    page = factories.page()
    with pytest.raises(editions.Refused) as refusal:
        editions.withdraw(page, "en", by=user)
    assert codes(refusal) == ["not_published"]
    published(page, "en")
    with pytest.raises(editions.Refused) as refusal:
        editions.withdraw(page, "en", by=user, replacement=page)
    assert codes(refusal) == ["own_replacement"]
    assert current(page) is not None


def test_a_withdrawn_page_can_be_published_again_with_a_gap(user):
    page = factories.page()
    first = published(page, "en")
    editions.withdraw(page, "en", by=user)
    time_passes(days=1)
    second = published(page, "en")
    first.refresh_from_db()
    assert (first.end_reason, second.number, current(page)) == ("withdrawn", 2, second)
    assert second.starts_at - first.ends_at >= timedelta(days=1)
