"""Links: their index, and how they become addresses."""

import pytest
from django.db import IntegrityError, transaction

from pages.content import links
from pages.content.links import Target
from pages.linking import wordings
from pages.models import Link, Page
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_link_needs_somewhere_to_lead():
    page = factories.page()
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(from_page=page)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.bulk_create([Link(from_page=page)])
    assert page.links.count() == 0


def test_a_link_in_the_text_becomes_an_address_and_keeps_its_words():
    html = '<p>See <a data-page="7" data-part="risks">the <em>risks</em></a> and <a data-page="8">more</a>.</p>'
    targets = {7: Target("/ar/procedures/حقن/", "حقن", {"risks": "المخاطر"}), 8: Target("/ar/x/", "x")}
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
            line(page=3, part="cost"),
            line(page=3, part="gone"),
            line(wording=5, label="Named", part="cost"),
            line(wording=6),
            line(label="Nowhere"),
            line(page=1, after=""),
        ]
    }
    targets = {1: Target("/en/one/", "One"), 3: Target("/en/three/", "Three", {"cost": "What it costs"})}
    assert links.also_read(content, targets, {5: 3}) == {
        "risks": [
            {"address": "/en/one/", "text": "One"},
            {"address": "/en/three/#cost", "text": "Three: What it costs"},
            {"address": "/en/three/", "text": "Three"},
            {"address": "/en/three/#cost", "text": "Named"},
        ],
        "": [{"address": "/en/one/", "text": "One"}],
    }


def test_a_link_says_where_it_leads():
    page, target = factories.page(), factories.page()
    wording = wordings.wording("Hip wash")
    assert str(Link(from_page=page, to_page=target)) == str(target)
    assert str(Link(from_page=page, wording=wording)) == "Hip wash"
    wording.page = Page.objects.get(pk=target.pk)
    assert Link(from_page=page, wording=wording).target() == wording.page
