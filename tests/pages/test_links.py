"""Links: their index, the wordings that wait for a page, and how they become addresses."""

import pytest
from django.db import IntegrityError, transaction

from pages import links
from pages.links import Target
from pages.models import Link, Page, Wording
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_wording_leads_to_a_page_of_that_name_once_there_is_one():
    waiting = links.wording("Vertebroplasty")
    assert waiting.page is None
    page = factories.procedure(title_en="Vertebroplasty")
    waiting.refresh_from_db()
    assert waiting.page_id == page.pk


@pytest.mark.parametrize(
    "names",
    [
        {"title_en": "VERTEBROPLASTY!"},
        {"title_ar": "رأب الفقرات"},
        {"aliases_en": "spine cement\nvertebro-plasty\nvertebroplasty"},
        {"aliases_ar": "رَأْب  الفِقْـرات"},
    ],
)
def test_a_wording_is_found_by_title_or_other_name_in_either_language(names):
    english, arabic = links.wording("Vertebroplasty"), links.wording("راب الفقرات")
    page = factories.procedure(**names)
    assert page.pk in (Wording.objects.get(pk=english.pk).page_id, Wording.objects.get(pk=arabic.pk).page_id)
    assert links.wording("“Vertebroplasty”").pk == english.pk


@pytest.mark.parametrize(
    "wording", ["Vertebroplasty Cost", "The Vertebroplasty", "Vertebro", "Vertebroplasty Vertebroplasty"]
)
def test_a_wording_does_not_lead_to_a_page_of_another_name(wording):
    before = links.wording(wording)
    factories.procedure(title_en="Vertebroplasty", aliases_en="spine cement")
    before.refresh_from_db()
    assert (before.page, links.wording(f"{wording}.").page) == (None, None)


def test_a_wording_that_names_two_pages_leads_to_neither():
    factories.procedure(title_en="Vertebroplasty")
    factories.article(title_en="Vertebroplasty")
    assert links.wording("Vertebroplasty").page is None


def test_a_wording_of_a_page_that_is_there_leads_to_it_at_once():
    page = factories.procedure(title_en="Vertebroplasty", aliases_ar="حقن الأسمنت")
    assert links.wording("vertebroplasty").page_id == page.pk
    assert links.wording("حقن الاسمنت").page_id == page.pk
    assert links.page_named("") is None


@pytest.mark.parametrize("text", ["x" * 400, "ﷺ" * 250, "word " * 90, "🙂🙂", "a\u202eb\x00c"])
def test_any_wording_can_be_kept_and_is_found_again(text):
    assert links.wording(text) == links.wording(text)
    assert Wording.objects.count() == 1


def test_a_link_needs_somewhere_to_lead():
    page = factories.page()
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(from_page=page)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.bulk_create([Link(from_page=page)])
    assert page.links.count() == 0


def test_a_link_in_the_text_becomes_an_address_and_keeps_its_words():
    html = '<p>See <a data-page="7" data-part="risks">the <em>risks</em></a> and <a data-page="8">more</a>.</p>'
    targets = {7: Target("/ar/procedures/حقن/", "حقن", frozenset({"risks"})), 8: Target("/ar/x/", "x")}
    assert links.fill(html, targets) == (
        '<p>See <a href="/ar/procedures/حقن/#risks">the <em>risks</em></a> and <a href="/ar/x/">more</a>.</p>'
    )


def test_a_link_to_what_cannot_be_read_leaves_its_words_plain():
    html = '<p>See <a data-page="7">the <em>risks</em></a>, <a data-page="abc">b</a>, <a>c</a>.</p>'
    assert links.fill(html, {8: Target("/en/x/", "x")}) == "<p>See the <em>risks</em>, b, c.</p>"


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
    filled = links.fill(section.body_en, {7: Target('/en/"><script>/', "x")})
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
    targets = {1: Target("/en/one/", "One"), 3: Target("/en/three/", "Three", frozenset({"cost"}))}
    assert links.also_read(content, targets, {5: 3}) == {
        "risks": [{"address": "/en/one/", "text": "One"}, {"address": "/en/three/#cost", "text": "Named"}],
        "": [{"address": "/en/one/", "text": "One"}],
    }


def test_a_link_says_where_it_leads():
    page, target = factories.page(), factories.page()
    wording = links.wording("Hip wash")
    assert str(Link(from_page=page, to_page=target)) == str(target)
    assert str(Link(from_page=page, wording=wording)) == "Hip wash"
    wording.page = Page.objects.get(pk=target.pk)
    assert Link(from_page=page, wording=wording).target() == wording.page
