"""What there is to try where nothing has all of the words: another query, and the nearest pages."""

from collections import Counter

from pages import spelling
from pages.search_engine import Asked
from pages.search_query import Query, parse

MOST_NEAREST = 5
MOST_TRIED, MOST_COMPARED = 4, 30


class Suggestions:
    """What may have been meant by a Query that found nothing."""

    def __init__(self, sought, sets):
        self.sought, self.sets, self.tried = sought, sets, {}
        terms = sought.terms if len(sought.terms) > 1 else ()
        self.found = [Asked(Query("", sought.language, (term,)), sets, most=MOST_COMPARED).best()[0] for term in terms]
        unknown = [term for term, rows in zip(terms, self.found, strict=True) if not rows] if terms else sought.terms
        self.meant = {word: spelling.alike(word, sought.language) for term in unknown for word in term.words}

    def nearest(self):
        """The numbers of the editions that have most of the words, or of words like them, the best first."""
        scores = Counter()
        for rows in [*self.found, *map(self._first_rows, self.meant.values())]:
            for place, row in enumerate(rows):
                scores[row.number] += 1 - place / 1000
        return sorted(scores, key=lambda number: (-scores[number], -number))[:MOST_NEAREST]

    def query(self):
        """A whole query that finds something, "" for none: on the other keyboard, or with the site's own words."""
        text = self.sought.text
        other = " ".join(spelling.on_the_other_keyboard(text).split())
        if self._rows(other):
            return other
        for word in sorted(self.meant, key=lambda word: -word.start):
            better = next((own for own in self.meant[word].meant[:MOST_TRIED] if self._rows(own)), None)
            if better is None:
                return ""
            text = f"{text[: word.start]}{better}{text[word.end :]}"
        text = " ".join(text.split())
        return text if self.meant and self._rows(text) else ""

    def _first_rows(self, like):
        """The rows of the first of the site's words like an unknown one that any current edition has."""
        return next(filter(None, map(self._rows, [*like.longer, *like.meant][:MOST_TRIED])), [])

    def _rows(self, text):
        """What a text finds as it is, without synonyms; each is asked for once."""
        if text not in self.tried:
            sought = parse(text, self.sought.language, with_synonyms=False)
            self.tried[text] = Asked(sought, self.sets, most=MOST_COMPARED).best()[0] if sought else []
        return self.tried[text]
