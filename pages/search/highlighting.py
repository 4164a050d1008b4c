"""Where a text has what was looked for: runs of (text, is_match), compared by their forms as the index does."""

import re
from collections import Counter
from itertools import islice

from pages.search import told
from pages.words.search_words import HYPHENS, WORD, forms_of, joined, runs_of
from pages.words.word_forms import STEM

AROUND = 25  # words on each side of a match
# Letters in which so many words stand; of longer words fewer are shown.
REACH = 8 * AROUND
MOST_PLACES, MOST_TRIED = 50, 8
HYPHENED = re.compile(rf"\w[{''.join(sorted(HYPHENS))}]\w")


class Marker:
    """Marks the words of a query, and its synonyms where a whole phrase of them stands."""

    def __init__(self, query):
        runs = [run.words for term in query.terms for run in getattr(term, "runs", (term,))]
        asked = [word.forms for words in runs for word in words] + list(filter(None, map(joined, runs)))
        phrases = list(dict.fromkeys(phrase for term in query.terms for phrase in term.synonyms))
        self.sought = list(map(told.sought, asked))
        self.sought_phrases = [told.sought(phrase[0]) for phrase in phrases]
        self.phrases = [[forms.sought(STEM) for forms in phrase] for phrase in phrases]
        self.is_sought = _Known(frozenset().union(*(forms.sought(STEM) for forms in asked)))
        self.is_first = _Known(frozenset().union(*(phrase[0] for phrase in self.phrases)))

    def runs(self, text):
        """The whole of a text in runs."""
        words, found = self._read(text)
        return _runs(text, [words[n] for n in found], 0, len(text))

    def excerpt(self, of_edition):
        """(anchor, heading, runs) around the best place in a Told: in the part that has most of what was looked for.

        Where no part has any of it, the edition's first words.
        """
        for part in map(of_edition.part, islice(self._parts(of_edition), MOST_TRIED)):
            words, phrases = ([part.places(one) for one in asked] for asked in (self.sought, self.sought_phrases))
            places = set().union(*words, *phrases)
            for place in islice(_fullest_first(words if any(words) else phrases), MOST_TRIED):
                if runs := self._around(part.text, place, places=places):
                    return part.anchor, part.heading, runs
        first = next((part for part in of_edition.parts() if part.text), None)
        return (first.anchor, first.heading, self._around(first.text, places=set())) if first else ("", "", [])

    def _parts(self, of_edition):
        """The numbers of the parts to look into: those with most of the words; then those with any of a synonym."""
        having = Counter(number for sought in self.sought for number in of_edition.parts_with(sought))
        yield from sorted(having, key=lambda number: (-having[number], number))
        for sought in self.sought_phrases:
            yield from sorted(of_edition.parts_with(sought) - set(having))

    def _around(self, text, place=None, *, places):
        """The runs of what stands around a place, None where it is nothing that was looked for; or of the first words."""
        at = place or 0
        start = text.rfind(" ", 0, at - REACH) + 1 if at > REACH else 0
        stop = text.find(" ", at + REACH) if at + REACH < len(text) else -1
        shown = text[start:] if stop < 0 else text[start:stop]
        words, found = self._read(shown, {one - start for one in places})
        number = next((n for n, (_, begin, _) in enumerate(words) if start + begin >= at), 0)
        if place is not None and number not in found:
            return None
        first, last = max(0, number - AROUND), number + AROUND + 1
        begin = words[first][1] if first or start else 0
        end = words[last - 1][2] if last < len(words) else len(shown)
        runs = _runs(shown, [words[n] for n in found if first <= n < last], begin, end)
        ellipsis = [("…", False)]
        return ellipsis * bool(start + begin) + runs + ellipsis * (start + end < len(text))

    def _read(self, text, places=None):
        """The words of a text, each as (word, start, end), and the numbers of those that were looked for, in order.

        Where it is known at which `places` they can begin, no other words are compared.
        """
        words = [(match[0], *match.span()) for match in WORD.finditer(text)]
        looked_at = [(n, word) for n, (word, start, _) in enumerate(words) if places is None or start in places]
        found = {n for n, word in looked_at if self.is_sought[word]}
        for n, word in looked_at:
            for phrase in self.phrases if n not in found and self.is_first[word] else ():
                if _stands(phrase, [word for word, _, _ in words[n : n + len(phrase)]]):
                    found.update(range(n, n + len(phrase)))
        if HYPHENED.search(text):
            hyphened = [(run[0].start, run[-1].end) for run in runs_of(text) if self._is_joined(run)]
            found.update(n for n, word in enumerate(words) if any(a <= word[1] < b for a, b in hyphened))
        return words, sorted(found)

    def _is_joined(self, run):
        """Whether what was looked for is a hyphened word written as one, as in xray for x-ray."""
        whole = joined(run)
        return whole is not None and not self.is_sought.sought.isdisjoint(whole.keys)


class _Known(dict):
    """Whether a word has one of some keys: texts repeat their words, so each is compared once."""

    def __init__(self, keys):
        super().__init__()
        self.sought = keys

    def __missing__(self, word):
        known = self[word] = not self.sought.isdisjoint(forms_of(word).keys)
        return known


def _fullest_first(asked):
    """Of the places where each of several words may stand in a part: those first after which most of the words follow
    within an excerpt. What stands there is still to be compared.
    """
    found = sorted((place, n) for n, places in enumerate(asked) for place in places)[:MOST_PLACES]
    after = [len({n for other, n in found[i:] if other < place + REACH // 2}) for i, (place, _) in enumerate(found)]
    return [found[i][0] for i in sorted(range(len(found)), key=lambda i: -after[i])]


def _stands(phrase, words):
    """Whether some words are a phrase, word by word."""
    pairs = zip(phrase, words, strict=False)
    return len(words) == len(phrase) and all(not keys.isdisjoint(forms_of(word).keys) for keys, word in pairs)


def _runs(text, words, start, end):
    """A text from `start` to `end` in runs; some words of it are matches, each by itself."""
    runs = []
    for _, begin, after in words:
        runs += [(text[start:begin], False), (text[begin:after], True)]
        start = after
    return [run for run in [*runs, (text[start:end], False)] if run[0]]
