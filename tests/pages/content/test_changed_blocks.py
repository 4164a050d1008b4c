"""What changed in a text is told block by block, as its paragraphs, items, headings and tables stand now."""

import time

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from pages.admin import told_changes
from pages.content import blocks, changed_blocks
from pages.content.differences import ORDER, Change
from pages.rich_text import text_of

OLD = "<h3>Before</h3><p>Eat nothing for six hours.</p><ul><li><p>Your card</p></li><li><p>Your scan</p></li></ul><p>Come early.</p>"
LONG = " ".join(f"word{number}" for number in range(60))


def told(old, new):
    """Each piece: what folds it, else the kind and the marked words of each of its blocks."""
    return [one.folded or shown(one) for one in changed_blocks.pieces(blocks.of_rich(old), blocks.of_rich(new))]


def shown(piece):
    return [(one.block.kind, marked(one.runs)) for one in piece.blocks]


def marked(runs):
    signs = {"same": "{}", "added": "+{}+", "removed": "-{}-", "left_out": "{}"}
    return " ".join(signs[tag].format(words.strip()) for tag, words in runs)


def lines(old, new, place=("part", "body")):
    """The pieces of a plain text: what is said of those that are folded, the marked words of the others."""
    found = changed_blocks.of_change(Change(place, old, new))
    return [told_changes.folded(one) if one.folded else [marked(block.runs) for block in one.blocks] for one in found]


def test_a_word_is_marked_where_it_stands_and_what_did_not_change_is_folded():
    new = OLD.replace("six", "eight")
    assert told(OLD, new) == [[("heading", "Before"), ("p", "Eat nothing for -six- +eight+ hours.")], "same"]


def test_an_item_that_is_new_and_one_that_is_gone_are_items():
    new = OLD.replace("<li><p>Your scan</p></li>", "<li><p>Your scan</p></li><li><p>Somebody who drives</p></li>")
    assert told(OLD, new) == ["same", [("item", "+Somebody who drives+"), ("p", "Come early.")]]
    assert told(new, OLD)[1][0] == ("item", "-Somebody who drives-")


def test_what_is_gone_looks_like_what_it_was():
    new = OLD.replace("<ul><li><p>Your card</p></li><li><p>Your scan</p></li></ul>", "").replace("<h3>Before</h3>", "")
    kinds = [block[0] for piece in told(OLD, new) for block in piece]
    assert kinds == ["heading", "p", "item", "item", "p"]


def test_a_paragraph_that_was_split_joined_or_taken_out_keeps_its_words_together():
    assert told("<p>One two. Three four.</p>", "<p>One two.</p><p>Three four.</p>") == ["same"]
    assert told("<p>One two.</p><p>Three four.</p>", "<p>One two. Three four.</p>") == [[("p", "One two. Three four.")]]
    assert told("<p>Gone for good.</p><p>One two.</p>", "<p>One three.</p>") == [
        [("p", "-Gone for good.-"), ("p", "One -two.- +three.+")]
    ]
    assert told("<p>One two.</p>", "") == [[("p", "-One two.-")]]


def test_a_line_of_which_little_stayed_is_one_that_is_gone_and_one_that_is_new():
    old, new = (f"{side} in {LONG.replace('word', side)}" for side in ("old", "new"))
    found = changed_blocks.pieces(blocks.of_plain(old), blocks.of_plain(new))
    assert [shown(one) for one in found] == [[("p", f"-{old}-")], [("p", f"+{new}+")]]


def test_a_block_that_stands_elsewhere_now_and_one_of_another_kind_are_called_so():
    old = "<h3>A heading</h3><p>One.</p><p>Two.</p><p>Three.</p>"
    new = "<p>A heading</p><p>Two.</p><p>Three.</p><p>One.</p>"
    found = [one for piece in changed_blocks.pieces(*map(blocks.of_rich, (old, new))) for one in piece.blocks]
    assert [(one.state, one.is_moved, one.was and one.was.kind) for one in found] == [
        ("changed", False, "heading"), ("gone", True, None), ("same", False, None), ("same", False, None), ("new", True, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<p>Before. Eat nothing.</p>", "<h3>Before.</h3><p>Eat nothing.</p>", "was a paragraph:"),
        ("<h3>Before one day.</h3>", "<p>Before two days.</p>", "was a heading:"),
        ("<blockquote><p>One.</p></blockquote>", "<p>One.</p>", "was a quotation:"),
        ("<ul><li><p>One.</p></li></ul>", "<ol><li><p>One.</p></li></ol>", "was an item of another list:"),
        (
            "<ul><li>a<p>One.</p></li></ul>",
            "<ul><li>a<ul><li>One.</li></ul></li></ul>",
            "was an item of another level:",
        ),
    ],
)
def test_a_line_of_another_kind_is_told_though_its_words_are_the_same(old, new, said):
    html = told_changes.html(Change(("part", "body"), "old", "new", "", "", "ar", old, new))
    assert [note.string for note in BeautifulSoup(html, "html.parser").select(".change-note")] == [said]


def test_what_moved_away_in_many_words_is_not_called_gone():
    assert lines(f"{LONG}\nOne.\nTwo.", f"One.\nTwo.\n{LONG}") == [
        "1 paragraph moved away (60 words)", "2 paragraphs did not change", [f"+{LONG}+"],
    ]  # fmt: skip


def test_words_far_from_a_change_are_left_out():
    ((block,),) = told(f"<p>{LONG} end.</p>", f"<p>{LONG} stop.</p>")
    assert block == ("p", f"… {' '.join(LONG.split()[-8:])} -end.- +stop.+")


def test_items_know_their_list_their_depth_and_their_number():
    html = "<ol start=3><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c<br>d</p></li></ol><blockquote><p>e</p></blockquote>"
    found = [(one.words, one.kind, one.list, one.depth, one.number) for one in blocks.of_rich(html)]
    assert found == [
        ("a", "item", "ol", 1, 3), ("b", "item", "ul", 2, None), ("c", "item", "ol", 1, 4), ("d", "item", "ol", 1, 4),
        ("e", "quote", "", 0, None),
    ]  # fmt: skip


@pytest.mark.parametrize("html", [OLD, "<ul><li>a<ul><li>b</li></ul></li></ul>", "<p>a &amp; b</p>c<h4>d<br>e</h4>"])
def test_blocks_are_the_lines_of_a_text(html):
    assert [block.words for block in blocks.of_rich(html)] == text_of(html).split("\n")


def test_paragraphs_that_did_not_change_are_counted_between_those_that_did():
    old = "One.\nTwo.\nThree.\nFour words are here.\nFive."
    new = "One.\nTwo.\nThree.\nFour words stand here.\nFive.\nSix."
    assert lines(old, new) == [
        "3 paragraphs did not change",
        ["Four words -are- +stand+ here.", "Five.", "+Six.+"],
    ]


def test_what_is_gone_in_many_words_is_folded_and_what_is_new_is_not():
    assert lines(f"{LONG}\nOne.", "") == ["2 paragraphs are gone (61 words)"]
    assert lines("", f"{LONG}\nOne.") == [[f"+{LONG}+", "+One.+"]]
    assert lines("One.\nTwo.", None) == [["-One.-", "-Two.-"]]


@pytest.mark.parametrize(("language", "said"), [("en", "2 lines did not change"), ("ar", "سطران لم يتغيرا")])
def test_words_that_patients_search_for_are_lines(language, said):
    with translation.override(language):
        assert lines("a\nb\nc", "a\nb\nd", ("", "aliases_en")) == [said, ["-c- +d+"]]


def test_of_the_order_only_what_moved_is_named_with_its_neighbours():
    old, new = "\n".join("ABCDEFGHIJ"), "\n".join("ABDEFGHCIJ")
    assert lines(old, new, ORDER) == [
        "1 part in its place", ["B", "-C-", "D"], "3 parts in their places", ["H", "+C+", "I"], "1 part in its place",
    ]  # fmt: skip


def test_neighbours_are_named_once_and_ends_have_one():
    assert lines("A\nB\nC", "C\nA\nB", ORDER) == [["+C+", "A", "B", "-C-"]]
    assert lines("A\nB\nC", "B\nA\nC", ORDER) == [["+B+", "A", "-B-", "C"]]
    assert str(Change(ORDER, "A\nA", "A\nA").note) == "Parts of the same name changed places."


def test_a_text_of_ten_thousand_words_that_was_wholly_rewritten_is_told_in_time():
    texts = ([f"{side} {n} {LONG.replace('word', side)} the a of" for n in range(150)] for side in ("old", "new"))
    old, new = ("".join(f"<p>{line}</p>" for line in side) for side in texts)
    begun = time.process_time()
    found = changed_blocks.pieces(blocks.of_rich(old), blocks.of_rich(new))
    assert time.process_time() - begun < 1
    assert [one.folded for one in found] == ["gone", ""] * 150


LINES = [f"<p>kept{n} gone{n}</p>" for n in range(2500)]
TABLES = [f"<table><tr><td>a{n}</td></tr><tr><td>b{n}</td></tr></table>" for n in range(400)]


@pytest.mark.parametrize("old", [LINES, TABLES], ids=["lines", "tables"])
def test_thousands_of_lines_and_hundreds_of_tables_are_told_in_time(old):
    new = [one.replace(" gone", "</p><p>").replace("<td>", "<td>x") for one in old]
    begun = time.process_time()
    changed_blocks.pieces(*(blocks.of_rich("".join(side)) for side in (old, new)))
    assert time.process_time() - begun < 1
