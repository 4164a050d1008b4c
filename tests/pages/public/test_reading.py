"""Reading: an address becomes an edition, with all that its page shows, in one query."""

import pytest
from django.db.models import Value
from django.http import Http404

from pages.json_rows import JSONRows
from pages.linking import wordings
from pages.models import Edition, Link
from pages.public import reading
from pages.publishing import editions
from tests import factories
from tests.factories import published, time_passes

pytestmark = pytest.mark.django_db


def read(page, language="en"):
    edition = factories.current(page, language)
    return reading.read(edition.kind, language, edition.slug)


def linked_page(parts=1):
    """A published procedure that leads to a page in each way, and has a topic in common with others."""
    topic, named = factories.topic(), wordings.wording("Hip wash")
    targets = [factories.article(), factories.procedure(), factories.article(title_en="Hip wash")]
    page = factories.procedure(parts=parts, compared_with=targets[1])
    factories.section(page, body_en=f'<p><a data-page="{targets[0].pk}">there</a></p>')
    Link.objects.create(from_page=page, wording=named, after_anchor="risks", label_en="Also")
    related = [factories.article() for _ in range(5)]
    for draft in (page, *related):
        draft.topics.add(topic)
    for draft in (*targets, *related):
        published(draft, "en")
    published(page, confirmed=True)
    return page, targets, related


@pytest.mark.parametrize("parts", [1, 50])
def test_a_page_with_all_that_it_shows_is_one_query(parts, django_assert_num_queries):
    page, targets, _related = linked_page(parts)
    slug = page.slug_en
    with django_assert_num_queries(1):
        found = reading.read("procedure", "en", slug)
        told = (found.edition.content, found.alternates, found.targets, found.also_read, found.edition.views)
    assert len(told[0]["groups"]["risks"]) == parts
    assert (set(told[2]), told[4]) == ({target.pk for target in targets}, 0)
    assert len(found.related) == reading.MOST_RELATED


def test_a_column_that_a_room_adds_is_read_from_then_on(monkeypatch):
    page = factories.page()
    published(page, "en")
    assert not hasattr(read(page).edition, "seven")
    monkeypatch.setattr(reading, "_annotations", reading._annotations | {"seven": lambda: Value(7)})
    assert read(page).edition.seven == 7


def test_where_nothing_is_there_is_a_404():
    page = factories.page(slug_en="hours")
    for kind, language, slug in (("page", "en", "hours"), ("page", "en", ""), ("poem", "en", "hours")):
        with pytest.raises(Http404):
            reading.read(kind, language, slug)
    published(page, "en")
    assert reading.read("page", "en", "hours").edition.page_id == page.pk
    for kind, language in (("page", "ar"), ("article", "en")):
        with pytest.raises(Http404):
            reading.read(kind, language, "hours")


def test_what_is_scheduled_expired_or_withdrawn_is_not_there(user):
    page = factories.page(slug_en="hours")
    published(page, "en", at=factories.later(days=1), until=factories.later(days=3))
    seen = []
    for span in (0, 2, 2):
        time_passes(days=span)
        try:
            seen.append(reading.read("page", "en", "hours").edition.number)
        except Http404:
            seen.append(None)
    assert seen == [None, 1, None]
    published(page, "en")
    editions.withdraw(page, "en", by=user)
    with pytest.raises(Http404):
        reading.read("page", "en", "hours")


def test_a_twin_is_told_while_it_can_be_read(user):
    page = factories.article()
    published(page)
    english, arabic = f"/en/articles/{page.slug_en}/", f"/ar/articles/{page.slug_ar}/"
    assert read(page).alternates == read(page, "ar").alternates == {"en": english, "ar": arabic}
    editions.withdraw(page, "ar", by=user)
    assert read(page).alternates == {"en": english}


def test_links_lead_only_to_what_can_be_read_in_the_reader_s_language(user):
    page, (one, two, three), _related = linked_page()
    assert {page: target.address for page, target in read(page).targets.items()} == {
        one.pk: f"/en/articles/{one.slug_en}/",
        two.pk: f"/en/procedures/{two.slug_en}/",
        three.pk: "/en/articles/hip-wash/",
    }
    assert read(page, "ar").targets == {}
    editions.withdraw(one, "en", by=user)
    published(two, "en", at=factories.later(days=2), until=factories.later(days=3))
    time_passes(days=4)
    assert set(read(page).targets) == {three.pk}


def test_a_draft_that_is_linked_to_shows_nothing_of_itself():
    page, draft = factories.page(), factories.article(title_en="Secret plan")
    Link.objects.create(from_page=page, to_page=draft)
    factories.section(page, body_en=f'<a data-page="{draft.pk}">words</a>')
    published(page, "en", confirmed=True)
    found = read(page)
    assert (found.targets, found.also_read, "Secret" in str(vars(found))) == ({}, {}, False)


def test_a_wording_becomes_a_link_when_its_page_comes_without_publishing_again():
    page = factories.page()
    Link.objects.create(from_page=page, wording=wordings.wording("Hip wash"), after_anchor="x")
    published(page, "en")
    assert read(page).also_read == {}
    target = published(factories.article(title_en="Hip wash"), "en")
    assert read(page).also_read == {"x": [{"address": target.get_absolute_url(), "text": "Hip wash"}]}


def test_related_pages_share_a_topic_and_the_newest_stand_first():
    page, _targets, related = linked_page()
    for day, draft in enumerate(related, 1):
        draft.first_published_on = f"2026-01-0{day}"
        draft.save()
        published(draft, "en")
    assert [row["page_id"] for row in read(page).related] == [draft.pk for draft in related[:0:-1]]
    newest = read(page).related[0]
    assert (newest["title"], newest["address"]) == (related[4].title_en, f"/en/articles/{related[4].slug_en}/")
    assert (newest["first_published_on"], newest["summary"]) == ("2026-01-05", related[4].summary_en)
    assert read(page, "ar").related == []


def test_a_page_of_several_common_topics_is_related_once():
    one, two = factories.page(), factories.page()
    for name in ("Spine", "Hip"):
        topic = factories.topic(name, name)
        one.topics.add(topic)
        two.topics.add(topic)
    published(one, "en")
    published(two, "en")
    assert [row["page_id"] for row in read(one).related] == [two.pk]


def test_views_are_those_of_both_languages():
    page = factories.page(opening_views=3106)
    published(page)
    factories.viewed(page, "ar", "2026-01-01", 2)
    assert (read(page).edition.views, read(page, "ar").edition.views) == (3108, 3108)


def test_a_preview_shows_what_publishing_would_give():
    page, targets, _related = linked_page()
    edition, _ = editions.compose(page, "en")
    preview, found = reading.preview(edition), read(page)
    assert not preview.edition.is_saved
    for told in ("alternates", "targets", "wordings", "also_read"):
        assert getattr(preview, told) == getattr(found, told), told
    assert set(preview.targets) == {target.pk for target in targets}


def test_rows_of_a_subquery_come_alike_on_both_databases():
    published(factories.page(title_en='It\'s "100%" {x}', title_ar="حقن", first_published_on="2026-01-02"))
    rows = Edition.objects.order_by("language").values("title", "number", "first_published_on", "ends_at")
    expected = [
        {"title": title, "number": 1, "first_published_on": "2026-01-02", "ends_at": None}
        for title in ("حقن", 'It\'s "100%" {x}')
    ]
    assert Edition.objects.annotate(rows=JSONRows(rows)).values_list("rows", flat=True)[0] == expected
    nothing = Edition.objects.filter(language="xx").values("title")
    assert Edition.objects.annotate(rows=JSONRows(nothing)).first().rows == []
