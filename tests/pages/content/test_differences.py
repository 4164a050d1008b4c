"""What changed between two texts, word by word."""

import random

import pytest

from pages.content import differences
from pages.content.differences import Change, Text


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("", "", []),
        (None, "a", [("added", "a")]),
        ("a b", "", [("removed", "a b")]),
        ("a b c", "a b c", [("same", "a b c")]),
        ("a b c", "a x c", [("same", "a "), ("removed", "b "), ("added", "x "), ("same", "c")]),
        ("a\nb", "a b", [("same", "a b")]),
        ("حقن الجذر", "حقن العصب", [("same", "حقن "), ("removed", "الجذر"), ("added", "العصب")]),
    ],
)
def test_two_texts_are_told_as_runs_of_words(old, new, runs):
    assert differences.of_words(old, new) == runs


def test_no_word_is_lost_between_two_texts():
    chance = random.Random(11)
    for _ in range(200):
        old, new = (" ".join(chance.choices("abcdef", k=chance.randint(0, 12))) for _ in range(2))
        runs = differences.of_words(old, new)
        assert [word for kind, words in runs if kind != "removed" for word in words.split()] == new.split()
        assert [word for kind, words in runs if kind != "added" for word in words.split()] == old.split()


def test_only_texts_that_differ_are_named_those_that_are_gone_last():
    old = {("", "title"): Text("a"), ("x", "body"): Text("b\r\nc"), ("y", "body"): Text("gone", part="Y")}
    new = {("x", "body"): Text(" b c"), ("", "title"): Text("A"), ("z", "body"): Text("new", language="ar")}
    changes = differences.of_texts(old, new)
    assert changes == [
        Change(("", "title"), "a", "A"),
        Change(("z", "body"), "", "new", language="ar"),
        Change(("y", "body"), "gone", "", "Y"),
    ]
    assert changes[0].runs == [("removed", "a"), ("added", "A")]


def test_a_text_of_any_length_that_is_another_is_shown_whole():
    old, new = "a " * 10_000, "b " * 10_000
    assert differences.of_words(old, new) == [("removed", old), ("added", new)]
