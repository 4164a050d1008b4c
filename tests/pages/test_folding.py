"""What changed in a text, with what did not change between it only counted."""

import pytest
from django.utils import translation

from pages.content.differences import ORDER, Change
from pages.content.folding import blocks_of


def shown(old, new, place=("part", "body")):
    """The blocks of a change: the runs of those that are shown, what is said of those that are not."""
    return [block.folded or block.runs for block in blocks_of(Change(place, old, new))]


def test_paragraphs_that_did_not_change_are_counted_between_those_that_did():
    old = "One.\nTwo.\nThree.\nFour words are here.\nFive."
    new = "One.\nTwo.\nThree.\nFour words stand here.\nFive.\nSix."
    assert shown(old, new) == [
        "3 paragraphs did not change",
        [("same", "Four words "), ("removed", "are "), ("added", "stand "), ("same", "here.")],
        "1 paragraph did not change",
        [("added", "Six.")],
    ]


def test_what_is_folded_is_there_to_be_read():
    folded = blocks_of(Change(("part", "body"), "One.\nTwo.\nThree.", "One.\nTwo.\n3."))[0]
    assert folded.runs == [("same", "One.\nTwo.")]


def test_a_text_that_is_new_or_gone_is_shown_whole():
    assert shown("", "One.\nTwo.") == [[("added", "One.\nTwo.")]]
    assert shown("One.\nTwo.", None) == [[("removed", "One.\nTwo.")]]


@pytest.mark.parametrize(("language", "told"), [("en", "2 lines did not change"), ("ar", "سطران لم يتغيرا")])
def test_words_that_patients_search_for_are_lines(language, told):
    with translation.override(language):
        assert shown("a\nb\nc", "a\nb\nd", ("", "aliases_en")) == [told, [("removed", "c"), ("added", "d")]]


def test_of_the_order_only_what_moved_is_named_with_its_neighbours():
    old = "\n".join("ABCDEFGHIJ")
    new = "\n".join("ABDEFGHCIJ")
    assert shown(old, new, ORDER) == [
        "1 part in its place",
        [("same", "B")],
        [("removed", "C")],
        [("same", "D")],
        "3 parts in their places",
        [("same", "H")],
        [("added", "C")],
        [("same", "I")],
        "1 part in its place",
    ]


def test_neighbours_are_named_once_and_ends_have_one():
    assert shown("A\nB\nC", "C\nA\nB", ORDER) == [
        [("added", "C")], [("same", "A")], [("same", "B")], [("removed", "C")],
    ]  # fmt: skip
    assert shown("A\nB\nC", "B\nA\nC", ORDER) == [
        [("added", "B")], [("same", "A")], [("removed", "B")], [("same", "C")],
    ]  # fmt: skip


def test_parts_of_the_same_name_that_changed_places_are_told_so():
    assert str(Change(ORDER, "A\nA", "A\nA").note) == "Parts of the same name changed places."
