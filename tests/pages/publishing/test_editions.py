"""Publishing, scheduling, cancelling and withdrawing: what patients can read, and when."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from pages import clock
from pages.drafting import drafts
from pages.models import Address, Edition, Section
from pages.publishing import editions
from tests import factories
from tests.factories import current, later, published, time_passes

pytestmark = pytest.mark.django_db


def reasons(page, language="en"):
    return list(page.editions.filter(language=language).order_by("number").values_list("end_reason", flat=True))


def codes(refusal):
    return [problem.code for problem in refusal.value.problems]


def test_a_draft_is_no_edition():
    page = factories.procedure()
    assert (Edition.objects.count(), current(page)) == (0, None)


def test_publishing_makes_the_edition_that_composing_gave(user):
    page = factories.procedure()
    composed, problems = editions.compose(page, "ar")
    assert (problems, composed.pk) == ([], None)
    edition = editions.publish(page, "ar", by=user, note="First.")
    told = ("kind", "language", "slug", "title", "summary", "content")
    assert [getattr(edition, name) for name in told] == [getattr(composed, name) for name in told]
    assert (edition.number, edition.published_by, edition.note, edition.ends_at) == (1, user, "First.", None)
    assert current(page, "ar") == edition
    assert current(page, "en") is None


def test_publishing_again_ends_the_predecessor_at_the_start_of_its_successor():
    page = factories.page()
    first, second = published(page, "en"), published(page, "en")
    first.refresh_from_db()
    assert (first.ends_at, first.end_reason) == (second.starts_at, "succeeded")
    assert (second.number, current(page)) == (2, second)


def test_each_language_is_published_by_itself():
    page = factories.page()
    english = published(page, "en")
    published(page, "ar")
    english.refresh_from_db()
    assert (english.ends_at, current(page, "en"), current(page, "ar").number) == (None, english, 1)


def test_a_scheduled_edition_becomes_current_without_a_job(user):
    page = factories.page()
    first = published(page, "en")
    second = editions.publish(page, "en", by=user, at=later(hours=2))
    assert current(page) == first
    time_passes(hours=1, minutes=59)
    assert current(page) == first
    time_passes(minutes=2)
    assert current(page) == second


def test_an_edition_expires_without_a_job():
    page = factories.page()
    edition = published(page, "en", until=later(days=1))
    assert (edition.end_reason, current(page)) == ("expired", edition)
    time_passes(days=1)
    assert current(page) is None


def test_an_edition_can_be_scheduled_with_its_end():
    page = factories.page()
    published(page, "en", at=later(days=1), until=later(days=2))
    held = []
    for _ in range(3):
        held.append(current(page) is not None)
        time_passes(hours=25 if len(held) == 1 else 23)
    assert held == [False, True, False]


def test_an_edition_holds_from_its_very_start_until_just_before_its_end():
    page = factories.page()
    start = later(days=-1)
    edition = published(page, "en")
    Edition._base_manager.update(starts_at=start, ends_at=clock.now(), end_reason="expired")
    assert current(page) is None
    Edition._base_manager.update(ends_at=later(hours=1))
    assert current(page) == edition


@pytest.mark.parametrize("microsecond", [0, 1000, 999_000])
def test_a_start_without_fractions_compares_like_any_other(microsecond):
    """SQLite compares times as text, and Python leaves out a fraction of zero."""
    page = factories.page()
    published(page, "en")
    past = datetime(2026, 1, 1, tzinfo=UTC).replace(microsecond=microsecond)
    Edition._base_manager.update(starts_at=past)
    assert current(page) is not None
    Edition._base_manager.update(starts_at=past.replace(year=2100))
    assert current(page) is None


def test_what_begins_at_this_very_instant_is_current_at_once():
    """SQLite compares times as text: three digits of a second against six hide an edition for a millisecond."""
    page = factories.page()
    published(page, "en")
    for _ in range(200):
        Edition._base_manager.update(starts_at=clock.now())
        assert current(page) is not None


def test_publishing_cancels_what_was_to_begin_later(user):
    page = factories.page()
    published(page, "en")
    editions.publish(page, "en", by=user, at=later(days=5))
    third = editions.publish(page, "en", by=user, at=later(days=2), confirmed=True)
    assert reasons(page) == ["succeeded", "cancelled", ""]
    fourth = editions.publish(page, "en", by=user, confirmed=True)
    assert reasons(page) == ["succeeded", "cancelled", "cancelled", ""]
    time_passes(days=9)
    assert (current(page), Edition.objects.get(pk=third.pk).ended_by) == (fourth, user)


def test_a_second_edition_for_the_same_moment_takes_the_place_of_the_first(user):
    page, moment = factories.page(), later(days=1)
    first = published(page, "en")
    editions.publish(page, "en", by=user, at=moment)
    third = editions.publish(page, "en", by=user, at=moment, confirmed=True)
    assert reasons(page) == ["succeeded", "cancelled", ""]
    editions.cancel(third, by=user)
    first.refresh_from_db()
    assert (first.ends_at, first.end_reason) == (None, "")


def test_two_editions_of_one_instant_have_both_begun(monkeypatch):
    """SQLite's clock ticks in milliseconds: the first one was published, not cancelled."""
    page, instant = factories.page(), clock.now()
    monkeypatch.setattr(clock, "now", lambda: instant)
    published(page, "en")
    published(page, "en")
    assert reasons(page) == ["succeeded", ""]


def test_a_start_in_the_past_and_an_end_before_the_start_are_refused(user):
    page = factories.page()
    with pytest.raises(editions.Refused) as refusal:
        editions.publish(page, "en", by=user, at=later(hours=-1), until=later(hours=-2))
    assert codes(refusal) == ["start_in_the_past", "end_before_start"]
    with pytest.raises(editions.Refused) as refusal:
        editions.publish(page, "en", by=user, until=clock.now())
    assert codes(refusal) == ["end_before_start"]


def test_the_first_day_is_that_of_the_earliest_edition_in_either_language(user):
    page = factories.page()
    published(page, "ar", at=later(days=40))
    english = published(page, "en")
    assert english.first_published_on == timezone.localdate()
    arabic = published(page, "ar", at=later(days=50))
    assert arabic.first_published_on == english.first_published_on
    page.first_published_on = datetime(2019, 5, 1).date()
    page.save()
    assert published(page, "en").first_published_on == datetime(2019, 5, 1).date()


def test_a_cancelled_first_edition_does_not_set_the_first_day(user):
    page = factories.page()
    published(page, "en", at=later(days=40))
    assert published(page, "en", confirmed=True).first_published_on == timezone.localdate()


def test_saving_a_draft_changes_nothing_that_patients_read():
    page = factories.procedure()
    published(page)
    before = list(Edition.objects.order_by("pk").values())
    page.title_en, page.slug_en, page.summary_ar = "Other", "other", "آخر"
    page.save()
    page.risks.all().delete()
    Section.objects.update(body_en="<p>changed</p>")
    drafts.record(page, by=None)
    assert list(Edition.objects.order_by("pk").values()) == before
    assert current(page).get_absolute_url() == f"/en/procedures/{current(page).slug}/"


def test_the_text_of_an_edition_cannot_be_changed():
    edition = published(factories.page(), "en")
    edition.title = "Changed"
    with pytest.raises(TypeError):
        edition.save()
    with pytest.raises(TypeError):
        edition.save(update_fields=["title"])
    with pytest.raises(TypeError):
        Edition.objects.filter(pk=edition.pk).update(title="Changed")
    assert Edition.objects.get(pk=edition.pk).title != "Changed"


def test_publishing_keeps_the_address_that_leads_to_the_page():
    page = factories.procedure(title_en="Knee wash", slug_en="")
    published(page, "en")
    page.slug_en = "knee-washing"
    page.save()
    published(page, "en")
    published(page, "en")
    kept = Address.objects.filter(page=page).values_list("path", "language")
    assert sorted(kept) == [("/en/procedures/knee-wash/", "en"), ("/en/procedures/knee-washing/", "en")]


def test_publishing_is_done_whole_or_not_at_all(user):
    page = factories.page()

    def failing(sender, edition, **kwargs):
        raise RuntimeError("in the middle")

    editions.published.connect(failing)
    try:
        with pytest.raises(RuntimeError):
            editions.publish(page, "en", by=user)
    finally:
        editions.published.disconnect(failing)
    assert (Edition.objects.count(), Address.objects.count()) == (0, 0)
    assert not connection.needs_rollback
