"""Several people at once, on both databases: threads with connections of their own."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from articles.models import Article
from pages import clock
from pages.drafting import drafts
from pages.models import Address, Deed, Edition, Handover, Page, Revision, SearchAddition, Section
from pages.publishing import editions, handovers
from pages.search import index, search
from pageviews import counting
from pageviews.models import DailyViews
from procedures.models import Procedure, Risk
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Does all deeds at the same moment, each in a thread, and gives what each returned or raised."""
    start, results = Barrier(len(deeds)), [None] * len(deeds)

    def do(number, deed):
        try:
            start.wait()
            results[number] = deed()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=do, args=pair, daemon=True) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def history(page, language="en"):
    return list(page.editions.filter(language=language).exclude(end_reason="cancelled").order_by("number"))


def test_eight_who_publish_at_once_leave_one_chain_and_one_current():
    page = factories.procedure()
    made = at_once(*[lambda: editions.publish(page, "en", by=None)] * 8)
    chain = history(page)
    assert sorted(edition.number for edition in made) == [edition.number for edition in chain] == list(range(1, 9))
    assert [edition.ends_at for edition in chain] == [edition.starts_at for edition in chain[1:]] + [None]
    assert [edition.end_reason for edition in chain] == ["succeeded"] * 7 + [""]
    assert list(Edition.objects.current()) == [chain[-1]]


def test_two_who_publish_at_once_leave_exactly_one_successor():
    page = factories.procedure()
    first = factories.published(page, "en")
    at_once(*[lambda: editions.publish(page, "en", by=None)] * 2)
    first.refresh_from_db()
    assert [edition.starts_at for edition in history(page)][1] == first.ends_at
    assert list(Edition.objects.current()) == [history(page)[2]]


def test_both_languages_published_at_once_do_not_meet():
    page = factories.procedure()
    at_once(*[lambda code=code: editions.publish(page, code, by=None) for code in ("en", "ar") * 2])
    assert [len(history(page, code)) for code in ("en", "ar")] == [2, 2]
    assert Edition.objects.current().count() == 2


def test_publishing_and_withdrawing_at_once_happen_one_after_the_other():
    page = factories.procedure()
    factories.published(page, "en")
    at_once(
        lambda: editions.publish(page, "en", by=None),
        lambda: editions.withdraw(page, "en", by=None),
    )
    first, second = history(page)
    if first.end_reason == "withdrawn":
        assert first.ends_at <= second.starts_at
        assert list(Edition.objects.current()) == [second]
    else:
        assert (first.ends_at, second.end_reason) == (second.starts_at, "withdrawn")
        assert list(Edition.objects.current()) == []


def test_an_edition_is_withdrawn_once():
    page = factories.page()
    factories.published(page, "en")
    results = at_once(*[lambda: editions.withdraw(page, "en", by=None)] * 4)
    assert sorted(type(result).__name__ for result in results) == ["Edition", "Refused", "Refused", "Refused"]


def test_a_scheduled_edition_is_cancelled_once():
    page = factories.page()
    first = factories.published(page, "en")
    second = factories.published(page, "en", at=clock.now() + timedelta(days=1))
    results = at_once(*[lambda: editions.cancel(Edition.objects.get(pk=second.pk), by=None)] * 4)
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "Refused", "Refused", "Refused"]
    assert [(edition, edition.ends_at) for edition in history(page)] == [(first, None)]


def test_two_pages_published_at_once_do_not_share_an_address():
    pages = [factories.page(slug_en="same") for _ in range(4)]
    results = at_once(*[lambda page=page: editions.publish(page, "en", by=None) for page in pages])
    published = [result for result in results if isinstance(result, Edition)]
    refused = [result for result in results if isinstance(result, editions.Refused)]
    assert (len(published), [r.problems[0].code for r in refused]) == (1, ["address_taken"] * 3)
    assert [address.page_id for address in Address.objects.all()] == [published[0].page_id]
    assert list(Edition.objects.all()) == published


def test_eight_who_save_a_draft_at_once_leave_exact_versions_and_revisions():
    page = factories.page(parts=0)
    before = Page.objects.get(pk=page.pk).version

    def save(n):
        with transaction.atomic():
            Section.objects.create(page=page, heading_en=f"Part {n}")
            return drafts.record(page, by=None)

    made = at_once(*[lambda n=n: save(n) for n in range(8)])
    assert sorted(revision.number for revision in made) == list(range(before + 1, before + 9))
    page.refresh_from_db()
    assert page.version == before + 8
    counted = Revision.objects.filter(page=page).order_by("number")
    assert [len(revision.content["groups"]["sections"]) for revision in counted] == list(range(9))
    assert [revision.version for revision in counted] == list(range(before, before + 9))


def test_eight_pages_saved_at_once_wait_for_each_other():
    """SQLite has one writer: none of the others may fail with "database is locked"."""
    made = at_once(*[factories.procedure] * 8)
    assert [type(page) for page in made] == [Procedure] * 8
    assert Procedure.objects.count() == 8


@pytest.mark.postgres
def test_views_are_counted_while_somebody_publishes():
    page = factories.page()
    factories.published(page, "en")
    with transaction.atomic():
        drafts.locked(page.pk)
        at_once(lambda: counting.add(page.pk, "en"))
        assert DailyViews.objects.get().count == 1


def test_parts_added_at_once_get_anchors_of_their_own():
    page = factories.procedure(parts=0)

    def add():
        return Risk.objects.create(procedure=Procedure.objects.get(pk=page.pk), heading_ar="خطر").anchor

    assert sorted(at_once(*[add] * 8)) == [f"risk-{n}" for n in range(1, 9)]


def test_publishing_while_the_draft_is_saved_gives_one_whole_text():
    page = factories.procedure(parts=0)

    def save():
        with transaction.atomic():
            Page.objects.select_for_update().get(pk=page.pk)
            for n in range(12):
                factories.part(Risk, page, order=n)
            return drafts.record(page, by=None)

    edition, revision = at_once(lambda: editions.publish(page, "en", by=None, confirmed=True), save)
    assert (len(edition.content["groups"]["risks"]), revision.number) in [(0, 2), (12, 2)]


def test_four_who_hand_a_page_over_at_once_tell_publishers_once(django_user_model):
    page = factories.article()
    people = [django_user_model.objects.create_user(f"editor {n}") for n in range(4)]
    results = at_once(*[lambda by=by: handovers.hand_over(page, "en", by=by) for by in people])
    assert sorted(is_new for _held, is_new in results) == [False] * 3 + [True]
    assert {held.pk for held, _is_new in results} == {Handover.objects.get().pk}
    assert Deed.objects.filter(what="handed_over").count() == 1


def test_what_is_published_while_it_is_handed_over_and_back_waits_for_nobody():
    page = factories.article()
    handovers.hand_over(page, "en", by=None)
    results = at_once(
        lambda: editions.publish(page, "en", by=None),
        lambda: handovers.hand_over(page, "en", by=None),
        lambda: handovers.hand_back(page, "en", by=None, reason="Not yet"),
    )
    assert isinstance(results[0], Edition)
    assert not Handover.objects.exists()


def test_four_who_bring_one_page_back_at_once_have_the_same_one():
    page = factories.article()
    drafts.delete(page, by=None)
    last = drafts.deleted().get()
    made = at_once(*[lambda: drafts.bring_back(last, by=None)] * 4)
    assert made == [Article.objects.get()] * 4
    assert Deed.objects.filter(what="brought_back").count() == 1


def test_packing_the_search_twice_at_once_beside_publishing_loses_nothing(monkeypatch):
    monkeypatch.setattr("pages.search.postings.AT_ONCE", 20)
    made = [factories.article(title_en=f"Vertebroplasty {n}") for n in range(8)]
    deeds = [lambda page=page: editions.publish(page, "en", by=None, confirmed=True) for page in made[2:]]
    for page in made[:2]:
        factories.published(page, "en")
    results = at_once(*deeds, index.pack, index.pack, lambda: editions.withdraw(made[0], "en", by=None))
    assert [result for result in results if isinstance(result, Exception)] == []
    assert search.find("vertebroplasty", "en").total == 7
    index.pack()
    assert (SearchAddition.objects.count(), list(index.differences())) == (0, [])
    assert search.find("vertebroplasty", "en").total == 7
