"""What somebody may have meant: the site's own words within a letter or two, and the other keyboard's letters."""

from itertools import combinations
from typing import NamedTuple

from pages.models import Misspelling, SiteWord
from pages.prepared import Prepared
from pages.search.keys import key_in
from pages.words import arabic
from pages.words.search_words import words_of

SHORTEST, LONGEST = 3, 30
# Of a long word only its beginning is kept with letters left out; the whole word is compared afterwards.
BEGINNING = 7
MOST_BEGINNING = 3
AT_ONCE = 500
# Letters that are mistaken for each other, spoken or on the keyboard, weigh less.
ALIKE = {
    one
    for pair in ("سص", "تط", "دض", "ذز", "ذظ", "زظ", "ضظ", "ثس", "هح", "قك", "قغ", "حخ", "جغ", "اع", "يو", "نت", "بت",
                 "ei", "ae", "ao", "sz", "ck", "iy", "ou", "mn")
    for one in (pair, pair[::-1])
}  # fmt: skip
OTHERS_LIKE = {letter: {b for a, b in ALIKE if a == letter} for letter, _ in ALIKE}
ARABIC_KEYS = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvnm,./`"

under = Prepared(
    str, lambda letters: Misspelling.objects.filter(letters__in=letters).values_list("word__word", "word__text")
)
_to_arabic = str.maketrans(LATIN_KEYS, ARABIC_KEYS) | {ord("b"): "لا"}
_to_latin = str.maketrans(ARABIC_KEYS, LATIN_KEYS)


def learn(language, texts):
    """Adds the words of some texts to the site's own. Words that no edition has any more do no harm: see `nearest`."""
    words = dict(sorted(pair for text in texts for word in words_of(text) if (pair := _entry(word))))
    known = SiteWord.objects.filter(language=language, word__in=words).values_list("word", flat=True)
    new = [SiteWord(language=language, word=word, text=words[word]) for word in sorted(words.keys() - set(known))]
    if not new:
        return
    # In one order, so that two who publish at once wait for each other instead of locking each other out.
    SiteWord.objects.bulk_create(new, AT_ONCE, ignore_conflicts=True)
    rows = SiteWord.objects.filter(language=language, word__in=[word.word for word in new]).order_by("word")
    Misspelling.objects.bulk_create(
        [
            Misspelling(word=row, letters=letters)
            for row in rows
            for letters in sorted(_kept_under([row.word], language))
        ],
        AT_ONCE,
        ignore_conflicts=True,
    )


class Alike(NamedTuple):
    """The site's words that are like an unknown one: those it may have been `meant` for, the likeliest first, and the
    `longer` ones that begin as it does, the shortest first."""

    meant: list
    longer: list


def alike(word, language):
    """The site's words that are like a Word: an Alike. Only words of five letters and more have longer ones."""
    forms = {form for form in word.forms.exact | word.forms.bare if SHORTEST <= len(form) <= LONGEST}
    starts = tuple(form for form in forms if len(form) >= BEGINNING - 2)
    similar = _similar(forms, language)
    near = ((_nearness(forms, own), own, text) for own, text in similar)
    longer = ((len(own), own, text) for own, text in similar if own.startswith(starts))
    return Alike(
        [text for distance, own, text in sorted(near) if distance <= _allowed(own)],
        [text for _, _, text in sorted(longer)[:MOST_BEGINNING]],
    )


def on_the_other_keyboard(text):
    """What was typed, had the other keyboard been on: لسس is gss, and gdv. is ليزر."""
    if arabic.is_arabic(text):
        return text.replace("لا", "b").translate(_to_latin)
    return text.lower().translate(_to_arabic)


def _entry(word):
    """A word of a text as the site knows it, without its prefix: (folded, as it is written); None for what is none."""
    exact = min(word.forms.exact)
    form = next(iter(word.forms.bare)) if len(word.forms.bare) == 1 else exact
    if not (SHORTEST <= len(form) <= LONGEST and form.isalpha()) or word.is_stop_word:
        return None
    written = arabic.letters(word.text) if arabic.is_arabic(word.text) else exact
    return form, written[len(written) - len(form) :] if len(written) >= len(form) else form


def _nearness(forms, own):
    most = _allowed(own)
    return min((_distance(form, own, most) for form in forms if abs(len(form) - len(own)) <= most), default=most + 1)


def _similar(forms, language):
    """The site's words that share a misspelling with one of some forms, but are none of them: (word, as written)."""
    return {(word, text) for word, text in under.rows(_kept_under(forms, language)) if word not in forms}


def _kept_under(words, language):
    return {key_in(language, letters) for word in words for letters in _shortened(word)}


def _shortened(word):
    """The beginning of a word with one letter left out, of a long word with two, and as it is."""
    start = word[:BEGINNING]
    most = 1 if len(word) < BEGINNING else 2
    return {
        "".join(letter for i, letter in enumerate(start) if i not in left_out)
        for count in range(most + 1)
        for left_out in combinations(range(len(start)), count)
    }


def _allowed(word):
    return 1 if len(word) < BEGINNING else 2


def _distance(one, two, most):
    """How far two words are apart: letters added, left out, changed or swapped; half as much for those alike.

    Anything above `most` is only known to be too far.
    """
    one, two = _without_common_ends(one, two)
    if len(one) < 2 and len(two) < 2:
        return (0.5 if one + two in ALIKE else 1) if one and two else len(one) + len(two)
    if _letters_missing(one, two) > most or _letters_missing(two, one) > most:
        return most + 1
    return _distance_of_rests(one, two, most)


def _letters_missing(one, two):
    """What the letters of a word that another one has not cost at least: a look at letters is cheaper than a comparison."""
    others = set(two)
    return sum(1 if others.isdisjoint(OTHERS_LIKE.get(letter, "")) else 0.5 for letter in set(one) - others)


def _distance_of_rests(one, two, most):
    far = most + 1
    before, row = [], list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [far] * (len(two) + 1)
        row[0] = i
        for j in range(max(1, i - most), min(len(two), i + most) + 1):  # further from the diagonal is further than most
            b = two[j - 1]
            cost = before[j - 1] + (0 if a == b else 0.5 if a + b in ALIKE else 1)
            if before[j] + 1 < cost:
                cost = before[j] + 1
            if row[j - 1] + 1 < cost:
                cost = row[j - 1] + 1
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b and last[j - 2] + 1 < cost:
                cost = last[j - 2] + 1
            row[j] = cost
        if min(row) > most and min(before) > most:
            return far
    return row[-1]


def _without_common_ends(one, two):
    start = _in_common(one, two)
    one, two = one[start:], two[start:]
    end = _in_common(one[::-1], two[::-1])
    return one[: len(one) - end], two[: len(two) - end]


def _in_common(one, two):
    """With how many letters two words begin alike."""
    return next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
