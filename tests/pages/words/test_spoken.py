"""What a worried patient in Cairo types: spoken verbs, spoken spellings, whole questions."""

import pytest

from pages.words.search_words import forms_of
from tests.pages.search.test_search import found, page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        *((verb, "وجع") for verb in ("بيوجعني", "بتوجعني", "بيوجع", "وبيوجعني", "هيوجعني", "هتوجع", "يوجعني")),
        *((verb, "ألم") for verb in ("بيألم", "بيؤلمني", "تؤلمني", "يولمني")),
        ("بتنزف", "نزف"),
        ("بيورم", "ورم"),
        ("بيحرقني", "حرق"),
    ],
)
def test_spoken_verbs_meet_their_noun(typed, word):
    assert forms_of(typed).meets(forms_of(word))
    assert forms_of(word).meets(forms_of(typed))


@pytest.mark.parametrize(
    ("noun", "other"),
    [("بتجميل", "جميل"), ("بيكربونات", "كربون"), ("تمارين", "مارين"), ("هيكل", "كل"), ("هيموجلوبين", "موجلوبين")],
)
def test_nouns_that_begin_like_a_spoken_verb_are_none(noun, other):
    assert not forms_of(noun).meets(forms_of(other))


@pytest.mark.parametrize("typed", ["القئ", "القىء", "قئ", "القيئ"])
def test_a_hamza_on_the_wrong_seat_at_the_end_is_the_same_word(typed):
    assert forms_of(typed).meets(forms_of("القيء"))


@pytest.mark.parametrize("pair", ["شئ شيء", "بطئ بطيء", "طارئ طارئة", "سئ سيئ"], ids=str)
def test_adjectives_in_hamza_are_one_word_in_each_spelling(pair):
    one, other = map(forms_of, pair.split())
    assert one.meets(other)
    assert not forms_of("شئ").meets(forms_of("شاي"))


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("ضهري بيوجعني", "ألم الظهر"),
        ("بيوجعني", "ألم الظهر"),
        ("ركبتي بتوجعني اعمل ايه", "آلام الركبة"),
        ("رجلي بتوجعني اوي", "ألم الساق"),
        ("كم تكلفة عملية الغضروف", "تكلفة عملية الغضروف"),
        ("عملية الغضروف بكام", "تكلفة عملية الغضروف"),
        ("عملية الغضروف هتكلف كام", "تكلفة عملية الغضروف"),
        ("ممكن اعرف تكلفة الليزك", "تكلفة الليزك"),
        ("عايزة عملية الليزك", "عملية الليزك"),
        ("اعاني من صداع", "الصداع"),
        ("عندي دوخة وبستفرغ", "الدوخة والقيء"),
        ("كيف أستعد للعملية", "التحضير للعملية"),
        ("لبس النضارة بعد العملية", "لبس النظارات بعد العملية"),
        ("how many days off work", "Days of rest and work"),
        ("I have been feeling dizziness", "Dizziness"),
    ],
)
def test_a_question_in_own_words_finds_its_page(typed, title):
    language = "en" if typed.isascii() else "ar"
    page("شيء آخر", language=language)
    asked_for = page(title, language=language)
    assert found(typed, language=language) == [asked_for]
