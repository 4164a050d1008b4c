"""All topics of a language from A to Z, a page at a time: each page begins at a topic (`?from=` its slug)."""

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from pages.public import listing

ON_A_PAGE = 120


@dataclass(frozen=True)
class TopicList:
    """Some topics. `by_letter`: [(letter, [(path, name), …])]; `letters`: [(letter, query)] of the whole alphabet.

    `here` is the query that gives them, "" for the first; `previous` and `following` give their neighbours, None where
    there are none. Where all are shown there are no `letters` to turn to.
    """

    by_letter: list
    letters: list
    here: str = ""
    previous: str | None = None
    following: str | None = None


def of(language, parameters):
    """The TopicList that the parameters of a request ask for; whatever they say, at least the first."""
    rows = sorted(listing.named(language), key=lambda row: (listing.sort_key(row[2]), row[0]))
    start = next((place for place, row in enumerate(rows) if row[1] == parameters.get("from")), 0)
    shown = listing.readable(rows[start:], language, ON_A_PAGE + 1)
    before = listing.readable(rows[:start][::-1], language, ON_A_PAGE)
    following = _query(shown[ON_A_PAGE]) if len(shown) > ON_A_PAGE else None
    return TopicList(
        by_letter=_by_letter(shown[:ON_A_PAGE], language),
        letters=_letters(rows) if before or following else [],
        here=_query(rows[start]) if before else "",
        previous=_query(before[-1]) if before else None,
        following=following,
    )


def _letters(rows):
    return [(letter, _query(next(found))) for letter, found in groupby(rows, key=_letter)]


def _by_letter(rows, language):
    return [(letter, listing.links_to(found, language)) for letter, found in groupby(rows, key=_letter)]


def _letter(row):
    return listing.first_letter(row[2])


def _query(row):
    return f"?{urlencode({'from': row[1]})}"
