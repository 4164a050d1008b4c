"""HTML: the content of a page, its structure, and nothing that could do harm."""

import pytest

from importers.document import ASKED, BOLD, Heading, Item, ListBlock, Paragraph, Table, text_of
from importers.html_reader import read_html


def blocks(html):
    return read_html(html).blocks


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p{color:red}</style>",
        "<svg onload=alert(1)></svg>",
        "<base href=//evil>",
        "<iframe src='javascript:alert(1)'></iframe>",
        "<img src=x onerror=alert(1)>",
        "<!-- a comment -->",
    ],
)
def test_nothing_harmful_comes_in(html):
    assert blocks(f"<p>Hello {html}there</p>") == [Paragraph("Hello there")]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVa&#9;script:alert(1)", "data:text/html,x", "vbscript:x"]
)
def test_harmful_address_leaves_only_its_words(address):
    assert blocks(f'<p><a href="{address}">words</a></p>') == [Paragraph("words")]


def test_emphasis_and_links_are_kept_and_everything_else_is_words():
    html = '<p style="x"><b>Bold</b>, <i>slanted</i>, <u>under</u> <a href="/a?b=1&amp;c=2" onclick="x()">link</a> &lt;b&gt;</p>'
    assert blocks(html) == [
        Paragraph('<strong>Bold</strong>, <em>slanted</em>, under <a href="/a?b=1&amp;c=2">link</a> &lt;b&gt;')
    ]


def test_end_tags_may_be_missing():
    assert blocks("<p>One.<p>Two.<ul><li>a<li>b</ul>") == [
        Paragraph("One."), Paragraph("Two."), ListBlock((Item("a"), Item("b"))),
    ]  # fmt: skip


def test_bold_line_is_a_heading_and_a_bold_sentence_is_not():
    assert blocks("<p><strong>Risks</strong></p><p><strong>Call us at once.</strong></p><p>x</p>") == [
        Heading(BOLD, "Risks"), Paragraph("<strong>Call us at once.</strong>"), Paragraph("x"),
    ]  # fmt: skip


def test_lines_within_a_paragraph_are_read_one_by_one():
    assert blocks("<div><b>Risks</b><br>They are few:<br>• bruise<br>• swelling<br><br>That is all.</div>") == [
        Heading(BOLD, "Risks"),
        Paragraph("They are few:"),
        ListBlock((Item("bruise"), Item("swelling"))),
        Paragraph("That is all."),
    ]


def test_bullets_typed_in_paragraphs_make_one_list():
    assert blocks("<h2>x</h2><p>·&nbsp; one</p><p>·&nbsp; two</p><p>1) a</p><p>2) b</p>")[1:] == [
        ListBlock((Item("one"), Item("two"))), ListBlock((Item("a"), Item("b")), ordered=True),
    ]  # fmt: skip


def test_items_keep_what_is_nested_in_them():
    [block] = blocks(
        "<ul><li>one<ul><li>under</li></ul></li><li><p>two</p><p>more</p></li><li><h4>Three</h4>text</li></ul>"
    )
    assert block.items == (
        Item("one", (ListBlock((Item("under"),)),)),
        Item("two", (Paragraph("more"),)),
        Item("<strong>Three</strong>", (Paragraph("text"),)),
    )


def test_spanned_cells_are_filled():
    html = "<table><tr><th>A<th>B<th>C<tr><td rowspan=2>1<td>2<td>3<tr><td colspan=2>4</table>"
    assert blocks(html) == [Table((("A", "B", "C"), ("1", "2", "3"), ("1", "4", "")), headed=True)]


def test_table_that_only_arranges_a_page_is_none():
    html = "<table><tr><td><h2>Risks</h2><p>Few.</p></td><td>Side</td></tr></table>"
    assert [text_of(block) for block in blocks(html)] == ["Risks", "Few.", "Side"]


def test_definitions_and_disclosures_are_headings_with_text():
    assert blocks("<h2>FAQ</h2><details><summary>Why?</summary>So.</details><dl><dt>Disc</dt><dd>A cushion.</dd></dl>")[1:] == [
        Heading(ASKED, "Why?"), Paragraph("So."), Heading(BOLD, "Disc"), Paragraph("A cushion."),
    ]  # fmt: skip


def test_page_without_any_heading_has_its_short_lines_for_headings():
    assert blocks("<div>What is a hernia?</div><div>A gap in the wall.</div>")[0] == Heading(0, "What is a hernia?")


def test_only_the_content_is_read_and_the_rest_is_said():
    html = (
        "<body><header><nav>Home About</nav></header><main><h1>Hernia</h1><p>A gap in the wall of the belly that lets tissue out.</p>"
        "<form>Name <input><button>Send</button></form><div class='social-share'>Tweet</div></main><aside>Other pages</aside></body>"
    )
    document = read_html(html)
    assert [text_of(block) for block in document.blocks] == [
        "Hernia",
        "A gap in the wall of the belly that lets tissue out.",
    ]
    assert {said for _, said in document.left_out} == {"Home About Other pages", "Name Send", "Tweet"}


def test_form_around_a_whole_page_is_no_form():
    assert [text_of(block) for block in blocks("<form><h2>Risks</h2><p>Few of them are known.</p></form>")] == [
        "Risks", "Few of them are known.",
    ]  # fmt: skip


def test_class_that_names_everything_drops_nothing():
    html = "<div class='elementor-widget'><h2>Risks</h2><div class='elementor-widget-container'><p>Few.</p></div></div>"
    assert len(blocks(html)) == 2


def test_pictures_and_videos_are_said():
    left_out = read_html(
        "<p>x</p><img src='/a.jpg' alt='A knee'><iframe src='https://video.example/1'></iframe>"
    ).left_out
    assert left_out == [("media", "A knee /a.jpg"), ("media", "https://video.example/1")]


def test_date_in_the_head_is_a_fact():
    html = '<head><meta content="2023-03-05T09:12:00+02:00" property="article:published_time"></head><p>x</p>'
    assert read_html(html).facts == {"date": "2023-03-05T09:12:00+02:00"}


def test_text_without_tags_is_read_as_text():
    assert [type(block).__name__ for block in blocks("Risks\n\nThey are few.\n\n- one\n- two")] == [
        "Heading", "Paragraph", "ListBlock",
    ]  # fmt: skip
