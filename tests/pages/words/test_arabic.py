"""Arabic words as they are found: what is one word, and what is not."""

import json
from pathlib import Path

import pytest

from pages.words import arabic
from pages.words.search_words import forms_of

CASES = Path(__file__).parents[2] / "cases"
GIVEN = json.loads((CASES / "cases.json").read_text(encoding="utf-8"))


def pairs(name):
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split()) for line in lines if line and not line.startswith("#")]


def meet(one, two):
    """Whether two words are forms of one; asked both ways, the answer must be the same."""
    there, back = (a.meets(b) for a, b in [(forms_of(one), forms_of(two)), (forms_of(two), forms_of(one))])
    assert there == back
    return there


@pytest.mark.parametrize(("one", "two"), GIVEN["search_must_match"] + GIVEN["search_rank_exact_first"])
def test_forms_of_one_word_meet(one, two):
    assert meet(one, two)


@pytest.mark.parametrize(("one", "two"), GIVEN["search_no_match"])
def test_different_words_do_not_meet(one, two):
    assert not meet(one, two)


def test_forms_of_one_medical_word_meet():
    known = pairs("arabic_same.txt")
    assert ([pair for pair in known if not meet(*pair)], len(known) > 250) == ([], True)


def test_different_medical_words_do_not_meet():
    known = pairs("arabic_different.txt")
    assert ([pair for pair in known if meet(*pair)], len(known) > 220) == ([], True)


def test_pairs_that_nothing_was_tuned_for_are_right_but_for_four():
    same, different = pairs("arabic_same_held_out.txt"), pairs("arabic_different_held_out.txt")
    assert (len(same), [pair for pair in same if not meet(*pair)]) == (153, [])
    # A word and the same with ة cannot be told from حقن and حقنة; رئوي and رؤية differ in the seat of a hamza.
    known = [("كلف", "كلفة"), ("رياضة", "رياض"), ("رئوي", "رؤية"), ("حنك", "حنكة")]
    assert (len(different), [pair for pair in different if meet(*pair)]) == (161, known)


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        ("الأَلَم", "الالم"),
        ("مستشفى", "مستشفي"),
        ("رئة", "ريه"),
        ("مسؤول", "مسول"),
        ("مسئول", "مسول"),
        ("قراءة", "قرايه"),
        ("قرائة", "قرايه"),
        ("دواء", "دواء"),
        ("آلام", "آلام"),
        ("آثار", "اثار"),
        ("کیس", "كيس"),
        ("ﻻصق", "لاصق"),
        ("جدًّا", "جد"),
        ("عــمــلية", "عمليه"),
    ],
)
def test_a_word_has_one_spelling(written, exact):
    assert arabic.normalised(written) == exact


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("والعملية", ["عملية"]),
        ("بالليزر", ["ليزر"]),
        ("للأسنان", ["أسنان", "لأسنان"]),
        ("لليزر", ["يزر", "ليزر"]),
        ("التهاب", ["تهاب", "التهاب"]),
        ("ألم", ["ألم"]),
        ("الم", ["الم"]),
        ("آلام", ["آلام"]),
        ("بالغين", ["بالغين"]),
        ("والدة", ["والدة"]),
    ],
)
def test_only_an_article_is_taken_off(word, left):
    assert arabic.stripped(word) == left


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("عملياتها", "عمل"),
        ("عمليتين", "عمل"),
        ("أسنانك", "اسنان"),
        ("التهابات", "التهاب"),
        ("دوائية", "دوا"),
        ("بكتيريا", "بكتير"),
        ("سرطانية", "سرطان"),
        ("قولون", "قولون"),
        ("تمرين", "تمرين"),
        ("معدات", "معدات"),
        ("رحم", "رحم"),
        ("دم", "دم"),
    ],
)
def test_light_suffixes_are_taken_off(word, stem):
    assert arabic.stem(word) == stem


def test_a_letter_that_may_be_a_particle_meets_the_word_itself_and_no_other_such_word():
    assert meet("بليزر", "ليزر")
    assert meet("لعملية", "عملية")
    assert not meet("فلوريد", "كلوريد")
    assert not meet("وريد", "ريد")


def test_a_word_without_its_hamza_has_both_readings():
    assert meet("الام", "آلام")
    assert meet("الام", "الأم")
    assert not meet("الأم", "آلام")
