"""What changed in a text is told block by block, as its paragraphs, items and headings stand now."""

import pytest

from pages.content import changed_blocks
from pages.rich_text import text_of

OLD = "<h3>Before</h3><p>Eat nothing for six hours.</p><ul><li><p>Your card</p></li><li><p>Your scan</p></li></ul><p>Come early.</p>"
LONG = " ".join(f"word{number}" for number in range(60))


def told(old, new):
    """Each piece: True where it is folded, else the kind and the marked words of each of its blocks."""
    found = changed_blocks.pieces(text_of(old), new, is_rich=True)
    return [one.is_folded or [(block.kind, marked(block.runs)) for block in one.blocks] for one in found]


def marked(runs):
    signs = {"same": "{}", "added": "+{}+", "removed": "-{}-", "left_out": "{}"}
    return " ".join(signs[tag].format(words) for tag, words in runs)


def test_a_word_is_marked_where_it_stands_and_what_did_not_change_is_folded():
    new = OLD.replace("six", "eight")
    assert told(OLD, new) == [[("heading", "Before")], [("p", "Eat nothing for -six- +eight+ hours.")], True]


def test_an_item_that_is_new_and_one_that_is_gone_are_items():
    new = OLD.replace("<li><p>Your scan</p></li>", "<li><p>Your scan</p></li><li><p>Somebody who drives</p></li>")
    assert told(OLD, new) == [True, [("li", "+Somebody who drives+")], [("p", "Come early.")]]
    assert told(new, OLD)[1] == [("p", "-Somebody who drives-")]
    assert told(new, OLD.replace("<p>Come early.</p>", "<ul><li>Your file</li></ul>"))[1][0][0] == "li"


def test_a_paragraph_that_was_split_joined_or_taken_out_keeps_its_words_together():
    assert told("<p>One two. Three four.</p>", "<p>One two.</p><p>Three four.</p>") == [True]
    assert told("<p>One two.</p><p>Three four.</p>", "<p>One two. Three four.</p>") == [[("p", "One two. Three four.")]]
    assert told("<p>Gone for good.</p><p>One two.</p>", "<p>One three.</p>") == [
        [("p", "-Gone for good.-"), ("p", "One -two.- +three.+")]
    ]
    assert told("<p>One two.</p>", "") == [[("p", "-One two.-")]]


def test_words_far_from_a_change_are_left_out():
    ((block,),) = told(f"<p>{LONG} end.</p>", f"<p>{LONG} stop.</p>")
    assert block == ("p", f"… {' '.join(LONG.split()[-8:])} -end.- +stop.+")


def test_items_know_their_list_their_depth_and_their_number():
    html = "<ol start=3><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c<br>d</p></li></ol><blockquote><p>e</p></blockquote>"
    found = [(one.words, one.kind, one.list, one.depth, one.number) for one in changed_blocks.blocks_of(html)]
    assert found == [
        ("a", "li", "ol", 1, 3), ("b", "li", "ul", 2, None), ("c", "li", "ol", 1, 4), ("d", "li", "ol", 1, 4), ("e", "p", "", 0, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        OLD,
        "<table><tbody><tr><td>a</td><td>b &amp; c</td></tr></tbody></table>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    ],
)
def test_blocks_are_the_lines_of_a_text(html):
    assert [block.words for block in changed_blocks.blocks_of(html)] == text_of(html).split("\n")


def test_a_rewritten_text_of_any_length_is_told_in_time():
    old, new = ("\n".join(f"{side} {n} {LONG}" for n in range(80)) for side in ("old", "new"))
    found = changed_blocks.pieces(old, new, is_rich=False)
    assert sum(len(one.blocks) for one in found) == 160
