"""The forms that a word may stand for: without what Arabic hangs on it, and without an English plural."""

from functools import cache

PREFIXES = ("وال", "فال", "بال", "كال", "ولل", "وبال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "وب", "ول")
SUFFIXES = ("ها", "هم", "هن", "ه", "ك", "كم", "نا", "ي", "ات", "ين", "ون", "ان", "يه")
SHORTEST = 3


@cache
def forms(word):
    """All that a folded word may stand for, itself included: a frozenset."""
    return frozenset(_arabic(word) if word and word[0] > "\u0600" else _english(word))


@cache
def alike(one, two):
    """Whether two folded words can be forms of one: injection and injections, الحقن and حقنة."""
    return bool(forms(one) & forms(two))


def _arabic(word):
    bare = {word} | {word[len(p) :] for p in PREFIXES if word.startswith(p) and len(word) - len(p) >= SHORTEST - 1}
    for stem in list(bare):
        for suffix in SUFFIXES:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= SHORTEST:
                short = stem[: -len(suffix)]
                bare |= {short, f"{short[:-1]}ه"} if short.endswith("ت") else {short}
    return bare


def _english(word):
    shorter = {word}
    if word.endswith("ies") and len(word) > 5:
        shorter.add(f"{word[:-3]}y")
    if word.endswith("es") and len(word) > 4:
        shorter.add(word[:-2])
    if word.endswith("s") and not word.endswith("ss") and len(word) > SHORTEST:
        shorter.add(word[:-1])
    return shorter
