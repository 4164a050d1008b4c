"""The index of links: complete, transactional, and the same when it is made anew."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from doctors.models import Credit
from pages.drafting import drafts
from pages.linking import link_index, wordings
from pages.models import Edition, EditionLink, EditionTopic, Link, Page, Revision
from pages.publishing import editions
from procedures.models import Aspect, Question
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db


def anchor(page, part=""):
    return f'<a data-page="{page.pk}"{f""" data-part="{part}" """.rstrip() if part else ""}>words</a>'


def indexed(page):
    return sorted(page.links.filter(in_text=True).values_list("after_anchor", "to_page", "to_anchor"))


def test_every_link_in_every_text_of_both_languages_is_indexed():
    page, one, two = factories.procedure(), factories.article(), factories.article()
    section = factories.section(page, body_en=f"<p>{anchor(one)}</p>", closing_ar=f"<p>{anchor(two, 'risks')}</p>")
    aspect = Aspect.objects.create(procedure=page, there_ar=f"<ul><li>{anchor(one)}</li></ul>")
    question = Question.objects.create(procedure=page, answer_en=anchor(one) + anchor(one) + anchor(two))
    drafts.record(page, by=None)
    assert indexed(page) == sorted(
        [
            (section.anchor, one.pk, ""),
            (section.anchor, two.pk, "risks"),
            (aspect.anchor, one.pk, ""),
            (question.anchor, one.pk, ""),
            (question.anchor, two.pk, ""),
        ]
    )


def test_the_index_follows_the_text_and_leaves_also_read_lines_alone():
    page, one, two = factories.page(), factories.article(), factories.article()
    section = factories.section(page, body_en=anchor(one))
    line = Link.objects.create(from_page=page, to_page=one)
    drafts.record(page, by=None)
    kept = page.links.get(in_text=True)
    drafts.record(page, by=None)
    assert page.links.get(in_text=True) == kept
    section.body_en = anchor(two)
    section.save()
    drafts.record(page, by=None)
    assert indexed(page) == [(section.anchor, two.pk, "")]
    assert page.links.get(in_text=False) == line


@pytest.mark.parametrize("number", ["0", "-1", "abc", "", "9" * 30, "99999"])
def test_a_link_to_no_page_is_not_indexed(number):
    page = factories.page()
    factories.section(page, body_en=f'<a data-page="{number}">words</a>')
    drafts.record(page, by=None)
    assert indexed(page) == []


def test_a_number_in_other_digits_is_no_link():
    page, target = factories.page(), factories.article()
    arabic = str(target.pk).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    factories.section(page, body_en=f'<a data-page="{arabic}">words</a>')
    drafts.record(page, by=None)
    assert indexed(page) == []


def test_the_index_of_a_draft_knows_the_language_of_a_link():
    page, target = factories.page(), factories.article()
    factories.section(page, body_en=anchor(target), closing_ar=anchor(target))
    drafts.record(page, by=None)
    assert sorted(page.links.filter(in_text=True).values_list("language", flat=True)) == ["ar", "en"]


def test_the_index_of_an_edition_says_where_each_link_stands_and_what_it_leads_to():
    page, one, two = factories.procedure(), factories.article(), factories.article()
    page.compared_with = factories.procedure()
    page.save()
    section = factories.section(page, body_en=anchor(one, "risks") + anchor(one, "risks"))
    Link.objects.create(from_page=page, to_page=two, after_anchor="risks", to_anchor="cost")
    wording = wordings.wording("Hip wash")
    Link.objects.create(from_page=page, wording=wording)
    edition = published(page, "en", confirmed=True)
    found = EditionLink.objects.filter(edition=edition).values_list("kind", "anchor", "to_page", "to_anchor", "wording")
    assert sorted(found, key=str) == sorted(
        [
            ("text", section.anchor, one.pk, "risks", None),
            ("line", "risks", two.pk, "cost", None),
            ("comparison", "comparison", page.compared_with_id, "", None),
            ("line", "", None, "", wording.pk),
        ],
        key=str,
    )


def test_a_publishing_that_fails_leaves_no_index():
    page, target = factories.page(), factories.article()
    Link.objects.create(from_page=page, to_page=target)
    factories.page(slug_en="taken")
    published(factories.page(slug_en="taken"), "en")
    page.slug_en = "taken"
    page.save()
    with pytest.raises(editions.Refused):
        published(page, "en")
    assert EditionLink.objects.count() == 0


def test_rebuilding_finds_no_difference_after_deleting_bringing_back_and_restoring(user):
    page, target = factories.page(), factories.article(title_en="Hip wash")
    factories.section(page, body_en=anchor(target))
    Link.objects.create(from_page=page, to_page=target)
    drafts.record(page, by=user)
    first = published(page, "en", confirmed=True)
    drafts.delete(target, by=user)
    assert (page.links.filter(in_text=True).count(), list(link_index.differences())) == (0, [])
    drafts.bring_back(Revision.objects.filter(page_number=target.pk).first(), by=user)
    assert (page.links.filter(in_text=True).count(), list(link_index.differences())) == (1, [])
    editions.restore(first, by=user)
    drafts.restore(Revision.objects.filter(page=page.pk).last(), by=user)
    assert list(link_index.differences()) == []
    published(target, "en")
    assert [link.to_page_id for link in first.links.all()] == [target.pk] * 2


def test_the_command_mends_what_it_finds(capsys):
    page, target = factories.article(title_en="Sciatica"), factories.article()
    factories.section(page, body_en=anchor(target))
    drafts.record(page, by=None)
    edition = published(page, "en", confirmed=True)
    call_command("rebuild_links", check=True)
    assert capsys.readouterr().out == "The index is right.\n"
    before = list(EditionLink.objects.values_list("kind", "anchor", "to_page", "to_anchor"))
    page.links.all().delete()
    Link.objects.create(from_page=page, in_text=True, language="ar", to_page=target)
    EditionLink.objects.update(anchor="other")
    EditionLink.objects.create(edition=edition, to_page=target)
    Edition._base_manager.filter(pk=edition.pk).update(anchors="")
    with pytest.raises(CommandError, match="wrong in 3 places"):
        call_command("rebuild_links", check=True)
    assert capsys.readouterr().out.splitlines() == [
        "draft of “Sciatica”: 1 missing, 1 wrong",
        "Sciatica (English, 1): 1 missing, 2 wrong",
        "Sciatica (English, 1): its parts differ",
    ]
    call_command("rebuild_links")
    assert "the links of 2 drafts and 1 editions" in capsys.readouterr().out
    call_command("rebuild_links", check=True)
    assert list(EditionLink.objects.values_list("kind", "anchor", "to_page", "to_anchor")) == before


@pytest.mark.django_db(transaction=True)
def test_others_can_write_while_the_index_is_made_anew(monkeypatch):
    monkeypatch.setattr(link_index, "AT_ONCE", 2)
    pages = [factories.article() for _ in range(5)]
    factories.section(pages[0], body_en=anchor(pages[1]))
    published(pages[0], "en", confirmed=True)
    told = []

    def tell(done, total):
        told.append((done, total, connection.in_atomic_block))
        Page.objects.filter(pk=pages[4].pk).delete()  # as somebody else might

    assert link_index.rebuild(tell) == (5, 1)
    assert told == [(2, 6, False), (4, 6, False), (5, 6, False), (6, 6, False)]
    assert list(link_index.differences()) == []


def test_what_other_indexes_have_of_an_edition_is_mended_too():
    page = factories.article(author=factories.doctor())
    page.topics.add(factories.topic())
    edition = published(page, "en")
    assert list(link_index.differences()) == []
    EditionTopic.objects.update(language="ar")
    Credit.objects.update(page_number=0)
    assert list(link_index.differences()) == [
        f"{edition}: what the index “{name}” has of it differs" for name in ("topic of an edition", "credit")
    ]
    link_index.rebuild()
    assert list(link_index.differences()) == []


def test_a_link_that_is_indexed_twice_is_found():
    page, target = factories.article(), factories.article()
    factories.section(page, body_en=anchor(target))
    drafts.record(page, by=None)
    row = page.links.get(in_text=True)
    row.pk = None
    row.save(force_insert=True)
    assert list(link_index.differences()) == [f"draft of “{page}”: 1 wrong"]
    link_index.rebuild()
    assert list(link_index.differences()) == []


def test_where_neither_an_edition_nor_its_index_has_a_day_nothing_differs():
    page = factories.article()
    page.topics.add(factories.topic())
    published(page, "en")
    EditionTopic.objects.update(first_published_on=None)
    assert len(list(link_index.differences())) == 1
    Edition._base_manager.update(first_published_on=None)
    assert list(link_index.differences()) == []
