"""Backlinks: what leads to a page, and from which page, language, edition and part."""

import pytest

from pages.drafting import drafts
from pages.linking import backlinks, wordings
from pages.models import Link
from pages.publishing import editions
from tests import factories
from tests.factories import later, published

pytestmark = pytest.mark.django_db


def told(page):
    return sorted((b.page, b.language, b.state, b.kind, b.anchor, b.to_anchor, b.address) for b in backlinks.to(page))


def test_every_way_to_lead_to_a_page_is_told_of_drafts_and_editions():
    target = factories.procedure(title_en="Hip wash")
    published(target, "en", confirmed=True)  # a wording finds by itself only what is
    page = factories.procedure(compared_with=target)
    section = factories.section(page, body_en=f'<p><a data-page="{target.pk}" data-part="risks">there</a></p>')
    Link.objects.create(from_page=page, wording=wordings.wording("Hip wash"), after_anchor="risks")
    drafts.record(page, by=None)
    draft = [
        (page.pk, "", "draft", "comparison", "comparison", "", ""),
        (page.pk, "", "draft", "line", "risks", "", ""),
        (page.pk, "en", "draft", "text", section.anchor, "risks", ""),
    ]
    assert told(target) == draft
    address = published(page, "en", confirmed=True).get_absolute_url()
    assert told(target) == sorted(
        [
            *draft,
            (page.pk, "en", "current", "comparison", "comparison", "", f"{address}#comparison"),
            (page.pk, "en", "current", "line", "risks", "", f"{address}#risks"),
            (page.pk, "en", "current", "text", section.anchor, "risks", f"{address}#{section.anchor}"),
        ]
    )


def test_what_is_scheduled_is_told_and_what_ended_or_was_cancelled_is_not(user):
    target, page = factories.article(), factories.page()
    line = Link.objects.create(from_page=page, to_page=target)
    published(page, "ar")
    editions.withdraw(page, "ar", by=user)
    editions.cancel(published(page, "en", at=later(days=2)), by=user)
    published(page, "en", at=later(days=1))
    line.delete()
    assert told(target) == [(page.pk, "en", "scheduled", "line", "", "", "")]


def test_a_page_s_title_is_in_the_language_of_its_edition_and_drafts_speak_the_interface_s():
    target, page = factories.article(), factories.page(title_en="Knee", title_ar="الركبة")
    Link.objects.create(from_page=page, to_page=target)
    published(page, "ar")
    assert [(link.state, link.title) for link in backlinks.to(target)] == [("current", "الركبة"), ("draft", "Knee")]
    assert backlinks.pages_leading_to(target) == [(page.pk, "page", "Knee")]


@pytest.mark.parametrize("count", [1, 20])
def test_backlinks_cost_the_same_queries_however_many_there_are(count, django_assert_num_queries):
    target = factories.procedure()
    for _ in range(count):
        page = factories.page()
        Link.objects.create(from_page=page, to_page=target)
        published(page, "en")
    with django_assert_num_queries(4):
        assert len(backlinks.to(target)) == 2 * count
