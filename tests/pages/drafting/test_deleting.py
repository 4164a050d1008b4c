"""Deleting a page that was never published, bringing it back, and how long revisions are kept."""

from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from articles.models import Article
from pages.drafting import drafts, snapshots
from pages.models import Address, Link, Page, Revision, Section
from tests import factories

pytestmark = pytest.mark.django_db


def content(page):
    return snapshots.plain(snapshots.of(type(page).objects.get(pk=page.pk)))


@pytest.mark.parametrize("make", [factories.page, factories.article, factories.everything])
def test_a_deleted_page_can_be_brought_back_with_its_parts(make, user):
    page = make()
    before, number, model = content(page), page.pk, type(page)
    drafts.delete(page, by=user)
    assert not Page.objects.exists() or not Page.objects.filter(pk=number).exists()
    revision = Revision.objects.filter(page_number=number).first()
    assert (revision.page, revision.by, revision.content) == (None, user, before)
    back = drafts.bring_back(revision, by=user)
    assert (type(back), back.pk, back.kind) == (model, number, page.kind)
    assert content(model.objects.get(pk=number)) == before
    assert Revision.objects.filter(page_number=number, page=None).count() == 0
    assert drafts.bring_back(revision, by=user) == back


def test_new_parts_of_a_page_that_came_back_get_new_anchors(user):
    page = factories.page(parts=0)
    Section.objects.create(page=page, heading_ar="قسم")
    drafts.record(page, by=user)
    drafts.delete(page, by=user)
    back = drafts.bring_back(Revision.objects.first(), by=user)
    for _ in range(3):
        Section.objects.create(page=back, heading_ar="قسم")
    assert back.sections.values("anchor").distinct().count() == 4


def test_lines_that_led_to_a_deleted_page_wait_for_it_by_its_title(user):
    page, target = factories.page(), factories.article(title_en="Hip wash")
    line = Link.objects.create(from_page=page, to_page=target)
    drafts.delete(target, by=user)
    line.refresh_from_db()
    assert (line.to_page, line.wording.text, line.target()) == (None, "Hip wash", None)
    drafts.bring_back(Revision.objects.filter(kind="article").first(), by=user)
    line.refresh_from_db()
    assert line.target().pk == target.pk


def test_a_linked_page_that_code_deletes_takes_its_lines_along():
    page, target = factories.page(), factories.article()
    Link.objects.create(from_page=page, to_page=target)
    target.delete()
    assert page.links.count() == 0


def test_a_page_that_was_ever_published_cannot_be_deleted(user):
    page = factories.article()
    factories.published(page, "ar")
    for delete in (page.delete, Article.objects.all().delete, lambda: drafts.delete(page, by=user)):
        with pytest.raises(ProtectedError):
            delete()
    assert Article.objects.get() == page


def test_neither_an_edition_nor_an_address_alone_lets_go_of_its_page():
    page, moved = factories.article(), factories.article()
    factories.published(page, "en")
    page.addresses.all().delete()
    Address.objects.create(path="/old/", page=moved, language="en")
    for draft in (page, moved):
        with pytest.raises(ProtectedError):
            draft.delete()


def aged(revisions, **span):
    revisions.update(at=timezone.now() - timedelta(**span))


def test_revisions_are_kept_90_days_and_the_last_ten_for_ever():
    page = factories.page()
    for n in range(14):
        drafts.keep(page, {"n": n}, by=None)
    assert drafts.prune() == 0
    aged(Revision.objects.filter(number__lte=14), days=91)
    assert drafts.prune() == 5
    assert list(page.revisions.order_by("number").values_list("number", flat=True)) == list(range(6, 16))
    aged(Revision.objects, days=89)
    for n in range(10):
        drafts.keep(page, {"n": n}, by=None)
    assert drafts.prune() == 0
    assert drafts.prune(now=timezone.now() + timedelta(days=2)) == 10


def test_pruning_counts_each_page_by_itself():
    for _ in range(3):
        page = factories.page()
        for n in range(9):
            drafts.keep(page, {"n": n}, by=None)
    aged(Revision.objects, days=400)
    assert drafts.prune() == 0


def test_ten_are_kept_of_a_page_that_has_few_beside_one_that_has_many():
    few, many = factories.page(), factories.page()
    for n in range(9):
        drafts.keep(few, {"n": n}, by=None)
    for n in range(24):
        drafts.keep(many, {"n": n}, by=None)
    aged(Revision.objects, days=400)
    assert (drafts.prune(), few.revisions.count(), many.revisions.count()) == (15, 10, 10)


def test_a_deleted_page_can_be_brought_back_for_30_days_however_old_it_was(user):
    page = factories.page()
    aged(Revision.objects, days=400)
    drafts.delete(page, by=user)
    assert (drafts.prune(), Revision.objects.count()) == (0, 2)
    assert drafts.prune(now=timezone.now() + timedelta(days=29)) == 0
    assert drafts.prune(now=timezone.now() + timedelta(days=31)) == 2
