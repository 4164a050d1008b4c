"""Links: their index, and how they become addresses."""

import pytest
from django.db import IntegrityError, transaction

from pages import drafts, links, wordings
from pages.models import EditionLink, Link, Page
from procedures.models import Aspect, Question
from tests import factories

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


def test_the_links_of_an_edition_are_indexed():
    page, one, two = factories.procedure(), factories.article(), factories.article()
    page.compared_with = factories.procedure()
    page.save()
    factories.section(page, body_en=anchor(one))
    Link.objects.create(from_page=page, to_page=two)
    wording = wordings.wording("Hip wash")
    Link.objects.create(from_page=page, wording=wording)
    edition = factories.published(page, "en", confirmed=True)
    found = set(EditionLink.objects.filter(edition=edition).values_list("to_page", "wording"))
    assert found == {(one.pk, None), (two.pk, None), (page.compared_with_id, None), (None, wording.pk)}


def test_a_link_needs_somewhere_to_lead():
    page = factories.page()
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(from_page=page)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.bulk_create([Link(from_page=page)])
    assert page.links.count() == 0


def test_a_link_in_the_text_becomes_an_address_and_keeps_its_words():
    html = '<p>See <a data-page="7" data-part="risks">the <em>risks</em></a> and <a data-page="8">more</a>.</p>'
    targets = {7: "/ar/procedures/حقن/", 8: "/ar/x/"}
    assert links.fill(html, targets) == (
        '<p>See <a href="/ar/procedures/حقن/#risks">the <em>risks</em></a> and <a href="/ar/x/">more</a>.</p>'
    )


def test_a_link_to_what_cannot_be_read_leaves_its_words_plain():
    html = '<p>See <a data-page="7">the <em>risks</em></a>, <a data-page="abc">b</a>, <a>c</a>.</p>'
    assert links.fill(html, {8: "/en/x/"}) == "<p>See the <em>risks</em>, b, c.</p>"


def test_a_link_to_another_site_stays_and_says_so():
    html = '<p><a href="https://example.org/?a=1&amp;b=2">x</a> <abbr>y</abbr></p>'
    assert links.fill(html, {}) == html.replace('">x', '" rel="noopener">x')


@pytest.mark.parametrize(
    "attributes",
    [
        'data-part="&quot;><img src=x onerror=alert(1)>"',
        'data-part="x" onclick="alert(1)"',
        "data-part='\"onmouseover=alert(1) '",
        'href="x><script>alert(1)</script>"',
        'href="javascript:alert(1)"',
    ],
)
def test_what_is_written_into_a_link_is_escaped(attributes):
    page = factories.page()
    section = factories.section(page, body_en=f'<p><a data-page="7" {attributes}>words</a></p>')
    section.refresh_from_db()
    filled = links.fill(section.body_en, {7: '/en/"><script>/'})
    assert filled.startswith('<p><a href="/en/&quot;&gt;&lt;script&gt;/')
    assert filled.endswith('">words</a></p>')
    assert (filled.count("<"), filled.count(">"), filled.count('"')) == (4, 4, 2)


def test_also_read_lines_stand_after_their_part_and_hide_what_cannot_be_read():
    def line(**own):
        return {"after": "risks", "page": None, "part": "", "wording": None, "label": ""} | own

    content = {
        "links": [
            line(page=1),
            line(page=2),
            line(wording=5, label="Named", part="cost"),
            line(wording=6),
            line(label="Nowhere"),
            line(page=1, after=""),
        ]
    }
    targets = {1: {"address": "/en/one/", "title": "One"}, 3: {"address": "/en/three/", "title": "Three"}}
    assert links.also_read(content, targets, {5: 3}) == {
        "risks": [{"address": "/en/one/", "text": "One"}, {"address": "/en/three/#cost", "text": "Named"}],
        "": [{"address": "/en/one/", "text": "One"}],
    }


def test_a_link_says_where_it_leads():
    page, target = factories.page(), factories.page()
    wording = wordings.wording("Hip wash")
    assert str(Link(from_page=page, to_page=target)) == str(target)
    assert str(Link(from_page=page, wording=wording)) == "Hip wash"
    wording.page = Page.objects.get(pk=target.pk)
    assert Link(from_page=page, wording=wording).target() == wording.page
