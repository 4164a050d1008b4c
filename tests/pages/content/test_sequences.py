"""Which items of two lists are the same."""

import random
import time
from difflib import SequenceMatcher

import pytest

from pages.content import sequences


@pytest.mark.parametrize("most", [sequences.MOST_PAIRS, 20, 0])
def test_opcodes_say_how_one_list_becomes_another(most, monkeypatch):
    monkeypatch.setattr(sequences, "MOST_PAIRS", most)
    chance = random.Random(5)
    for _ in range(300):
        old, new = (chance.choices("abcdefgh", k=chance.randint(0, 14)) for _side in range(2))
        made, before = [], (0, 0)
        found = sequences.opcodes(old, new)
        for tag, i, j, k, m in found:
            assert (i, k) == before
            assert (tag == "equal") == (old[i:j] == new[k:m])
            made += old[i:j] if tag == "equal" else new[k:m]
            before = j, m
        assert made == new
        if most > 200:
            assert found == SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


@pytest.mark.parametrize("words", [["a"], ["a", "b"], [f"word{n}" for n in range(3000)]])
def test_ten_thousand_items_of_any_kind_are_compared_in_time(words):
    chance = random.Random(7)
    old, new = (chance.choices(words, k=10_000) for _side in range(2))
    begun = time.process_time()
    sequences.opcodes(old, new)
    assert time.process_time() - begun < 1
