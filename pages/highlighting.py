"""Where a text has what was looked for: runs of (text, is_match), compared by their forms as the index does."""

from pages import told
from pages.search_words import words_of
from pages.word_forms import STEM

AROUND = 25  # words on each side of a match


class Marker:
    """Marks the words of a query, and its synonyms where a whole phrase of them stands."""

    def __init__(self, query):
        runs = [run for term in query.terms for run in getattr(term, "runs", (term,))]
        self.words = [frozenset(word.forms.sought(STEM)) for run in runs for word in run.words]
        phrases = [phrase for term in query.terms for phrase in term.synonyms]
        self.phrases = [[frozenset(forms.sought(STEM)) for forms in phrase] for phrase in dict.fromkeys(phrases)]
        self.asked = [told.spaced(keys) for keys in self.words]
        self.every = frozenset().union(*self.words, *(keys for phrase in self.phrases for keys in phrase))
        self.known = {}

    def matches(self, words):
        """Which of the words match: {place: number of what it matches}."""
        touched = [place for place, word in enumerate(words) if self._touches(word)]
        found = {}
        for place in touched:
            for number, keys in enumerate(self.words):
                if not keys.isdisjoint(words[place].forms.keys):
                    found[place] = number
                    break
            else:
                for number, phrase in enumerate(self.phrases, len(self.words)):
                    if _stands(phrase, words, place):
                        found.update((place + i, found.get(place + i, number)) for i in range(len(phrase)))
        return found

    def runs(self, text):
        """The whole of a text in runs."""
        words = list(words_of(text))
        return _runs(text, words, self.matches(words), 0, len(text))

    def excerpt(self, parts):
        """(anchor, heading, runs) around the first place of the first part that has most of what was looked for.

        Where no part has any of it, the edition's first words.
        """
        for part in self._fullest_first(parts):
            words = self._enough_of(part)
            if found := self.matches(words):
                return _cut(part, words, found, _fullest(found))
        first = next((part for part in parts if part.text), None)
        return _cut(first, list(words_of(first.text)), {}, 0) if first else ("", "", [])

    def _enough_of(self, part):
        """The words of a part, no further than an excerpt reaches from where the last of those looked for first stands."""
        words, every = [], set(range(len(self.asked)))
        missing = {number for number in every if part.has(self.asked[number])} or every
        enough = None if all(len(phrase) == 1 for phrase in self.phrases) else float("inf")
        for word in words_of(part.text):
            words.append(word)
            if missing and self._touches(word):
                missing -= {n for n in missing if not self.words[n].isdisjoint(word.forms.keys)}
            if not missing and enough is None:
                enough = len(words) + AROUND + 1
            if len(words) == enough:
                break
        return words

    def _touches(self, word):
        """Whether a word is any of those looked for; texts repeat their words, so each is compared once."""
        if (known := self.known.get(word.text)) is None:
            known = self.known[word.text] = not self.every.isdisjoint(word.forms.keys)
        return known

    def _fullest_first(self, parts):
        """The parts that have words of the query, those with most of them first; else those with any of a synonym."""
        counted = [(sum(part.has(keys) for keys in self.asked), part) for part in parts]
        if any(count for count, _ in counted):
            return [part for count, part in sorted(counted, key=lambda pair: -pair[0]) if count]
        synonyms = told.spaced(self.every)
        return [part for part in parts if part.has(synonyms)]


def _stands(phrase, words, place):
    stretch = words[place : place + len(phrase)]
    return len(stretch) == len(phrase) and all(
        not keys.isdisjoint(word.forms.keys) for keys, word in zip(phrase, stretch, strict=True)
    )


def _fullest(found):
    """The first match after which most different ones follow within an excerpt."""
    return max(
        sorted(found),
        key=lambda place: len({number for other, number in found.items() if place <= other < place + AROUND}),
    )


def _cut(part, words, found, place):
    text, first, last = part.text, max(0, place - AROUND), place + AROUND + 1
    start = words[first].start if first else 0
    end = words[last - 1].end if last < len(words) else len(text)
    runs = _runs(text, words, found, start, end)
    ellipsis = [("…", False)]
    return part.anchor, part.heading, ellipsis * bool(start) + runs + ellipsis * (end < len(text))


def _runs(text, words, found, start, end):
    runs, at = [], start
    for place in sorted(found):
        word = words[place]
        if start <= word.start and word.end <= end:
            runs += [(text[at : word.start], False), (text[word.start : word.end], True)]
            at = word.end
    return [run for run in [*runs, (text[at:end], False)] if run[0]]
