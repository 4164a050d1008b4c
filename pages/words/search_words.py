"""The words of a text as they stand there, and what each is kept under in the index."""

import re
from functools import lru_cache
from typing import NamedTuple

from pages.words import arabic, english
from pages.words.word_forms import Forms

# Marks, tatweel and joiners stand within a word; so does an apostrophe.
_INNER = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200c\u200d"
WORD = re.compile(rf"[^\W_]+(?:(?:[{_INNER}]|['’ʼ](?=[^\W_]))[^\W_]*)*")
HYPHENS = {"-", "\u2010", "\u2011", "\u2013"}
LONGEST = 60
# They say nothing about what somebody looks for. Never a word that can be a complaint.
STOP_WORDS = """
    a about am an and any are as at be been but by can could did do does feel feeling for from get getting had has have
    having how i if in into is it its just many me might much must my need of off on or our please should so than
    that the their them then there these they this to want was we were what when where which who why will with would
    you your
    و في من على عن الى هل ما ماذا هو هي هم هذا هذه ذلك تلك التي الذي الذين ان او ام ثم لا لم لن قد كان كانت يكون تكون مع بعد
    قبل عند كل كم كيف متى اين لماذا انا انت نحن اي يا حتى بين لكن اذا لو غير منذ خلال حول له لها لي يجب يمكن يمكنني هناك اريد
    احتاج اشعر اعاني ارجو علي افعل
    كام ليه ازاي ايه فين امتى امتي مين انهي عايز عايزه عايزين عاوز عاوزه عاوزين محتاج محتاجه ممكن ينفع لازم اقدر نقدر اعمل
    نعمل عندي عندنا عنده عندها عندك بحس باحس حاسس بعاني باعاني اعرف نعرف اللي ده دي دول دا كده كدا عشان علشان بتاع بتاعه
    بتاعي بتاعتي لما بس برضه اوي جدا يعني معلش
    """.split()  # noqa: SIM905


class Word(NamedTuple):
    """One word of a text: how it is written there, its Forms, and where it stands."""

    text: str
    forms: Forms
    start: int
    end: int

    @property
    def is_stop_word(self):
        return not self.forms.exact.isdisjoint(_stop_words)


@lru_cache(maxsize=100_000)
def forms_of(word):
    """The Forms of a word, whatever its script."""
    word = word[:LONGEST]
    return arabic.forms(word) if arabic.is_arabic(word) else english.forms(word)


_stop_words = frozenset(form for word in STOP_WORDS for form in forms_of(word).exact)


def words_of(text):
    """Every Word of a text, in order, those without any form (an emoji is none) left out."""
    for match in WORD.finditer(text):
        forms = forms_of(match[0])
        if forms.exact:
            yield Word(match[0], forms, match.start(), match.end())


def runs_of(text):
    """The words of a text, those that hyphens join together: x-ray is one list of two."""
    runs = []
    last = None
    for word in words_of(text):
        if last and text[last.end : word.start] in HYPHENS:
            runs[-1].append(word)
        else:
            runs.append([word])
        last = word
    return runs


def joined(run):
    """The Forms of a hyphened word written as one (xray, followup); None for ranges and for single words."""
    if not 1 < len(run) < 4 or not any(word.text.isalpha() for word in run):
        return None
    return forms_of("".join(word.text for word in run))


def keys_of(text):
    """Everything that a text is found by: the keys of all of its words."""
    keys = set()
    for run in runs_of(text):
        for word in run:
            keys |= word.forms.keys
        if whole := joined(run):
            keys |= whole.keys
    return keys
