"""What there is to try where nothing has all of the words: another query, and the nearest pages."""

from collections import Counter

from pages.search import spelling
from pages.search.engine import Asked
from pages.search.query import Query, keys_in, parse

MOST_NEAREST = 5
MOST_TRIED, MOST_COMPARED = 4, 30


class Suggestions:
    """What may have been meant by a Query that found nothing."""

    def __init__(self, sought, sets):
        self.sought, self.sets, self.tried = sought, sets, {}
        terms = sought.terms if len(sought.terms) > 1 else ()
        self.found = [self._best(Query("", sought.language, (term,))) for term in terms]
        unknown = [term for term, rows in zip(terms, self.found, strict=True) if not rows] if terms else sought.terms
        self.meant = {word: spelling.alike(word, sought.language) for term in unknown for word in term.words}
        self.other = " ".join(spelling.on_the_other_keyboard(sought.text).split())
        self._read([self.other, *(own for like in self.meant.values() for own in _tried_first(like))])

    def nearest(self):
        """The numbers of the editions that have most of the words, or of words like them, the best first."""
        scores = Counter()
        for rows in [*self.found, *map(self._first_rows, self.meant.values())]:
            for place, row in enumerate(rows):
                scores[row.number] += 1 - place / 1000
        return sorted(scores, key=lambda number: (-scores[number], -number))[:MOST_NEAREST]

    def query(self):
        """A whole query that finds something, "" for none: on the other keyboard, or with the site's own words."""
        if self._finds(self.other):
            return self.other
        text = self.sought.text
        for word in sorted(self.meant, key=lambda word: -word.start):
            better = self._better(self.meant[word])
            if better is None:
                return ""
            text = f"{text[: word.start]}{better}{text[word.end :]}"
        text = " ".join(text.split())
        return text if self.meant and self._finds(text) else ""

    def _better(self, like):
        """The site's word that an unknown one was meant for, None where there is none, or where a page is near by its own."""
        better = next((own for own in like.meant[:MOST_TRIED] if self._rows(own)), None)
        return None if better not in like.longer and self._is_begun(like) else better

    def _is_begun(self, like):
        """Whether the first of the nearest pages has one of the site's words that begin as an unknown one does."""
        nearest = self.nearest()[:1]
        return any(row.number in nearest for own in like.longer for row in self._rows(own))

    def _first_rows(self, like):
        """The rows of the first of the site's words like an unknown one that any current edition has."""
        return next(filter(None, map(self._rows, _tried_first(like))), [])

    def _finds(self, text):
        """Whether a text finds anything as it is, without synonyms."""
        if text in self.tried:
            return bool(self.tried[text])
        sought = self._parsed(text)
        return bool(sought and self._best(sought, most=1))

    def _rows(self, text):
        """What a text finds as it is, without synonyms; each is asked for once."""
        if text not in self.tried:
            sought = self._parsed(text)
            self.tried[text] = self._best(sought) if sought else []
        return self.tried[text]

    def _best(self, sought, most=MOST_COMPARED):
        return Asked(sought, self.sets, most=most).best()[0]

    def _read(self, texts):
        """Reads at once what several texts are going to be looked for by."""
        conditions = [sought.conditions()[-1] for sought in map(self._parsed, texts) if sought]
        self.sets.read(key for condition in conditions for key in keys_in(condition))

    def _parsed(self, text):
        return parse(text, self.sought.language, with_synonyms=False)


def _tried_first(like):
    return [*like.longer, *like.meant][:MOST_TRIED]
