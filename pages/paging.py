"""Long lists a page at a time, from a key on: the last of 100,000 is as near as the first, and nothing is counted.

The key of an edition is its day and the number of its page, as `newest()` orders them: `2026-03-01.417`.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

KEY = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})", re.ASCII)
# Addresses of pages by their number (`?page=7`) were given once, and are led to where that page is now: so far.
FARTHEST = 100


@dataclass(frozen=True)
class Listed:
    """Some editions of a list, the newest first.

    `here` is the query that gives them, "" for the newest of all; `newer` and `older` give their neighbours, None where
    there are none.
    """

    editions: list
    here: str = ""
    newer: str | None = None
    older: str | None = None

    @property
    def is_first(self):
        return not self.here


def listed(editions, parameters, size):
    """The Listed that the parameters of a request ask for (`before` or `after` a key); whatever else they say, the newest.

    `editions`: a query for current editions, of any order.
    """
    if key := key_of(parameters.get("before", "")):
        return _before(editions, key, size)
    if key := key_of(parameters.get("after", "")):
        return _after(editions, key, size)
    found = list(editions.newest()[: size + 1])
    return Listed(found[:size], older=_older(found, size))


def shelves(lists, parameters, size):
    """{name: Listed} of several lists on one page, of which `lists` gives the queries by name.

    Where the parameters lead further down one of them (`shelf`, its name), that one alone is there.
    """
    name = parameters.get("shelf")
    if name in lists:
        further = listed(lists[name], parameters, size)
        if not further.is_first:
            return {name: _on_shelf(further, name)}
    return {name: _on_shelf(listed(editions, {}, size), name) for name, editions in lists.items()}


def _on_shelf(found, name):
    here, newer, older = (query and f"{query}&shelf={name}" for query in (found.here, found.newer, found.older))
    return replace(found, here=here, newer=newer, older=older)


def place(found):
    """The query that gives shelves as they are, "" for the newest of each."""
    return "".join(shelf.here for shelf in found.values())


def from_number(editions, parameters, size):
    """The query that leads to what an address asks for by the number of a page (`page`), "" where that is the first."""
    text = parameters.get("page", "")
    number = min(int(text[:9]), FARTHEST) if text.isascii() and text.isdigit() else 1
    if number < 2:
        return ""
    keys = list(editions.newest().values_list("first_published_on", "page_id")[: (number - 1) * size + 1])
    whole = (len(keys) - 1) // size * size  # so many stand above the page, or above the last one that there is
    return _query("before", keys[whole - 1]) if whole > 0 else ""


def key_of(text):
    """The key that a text is, None where it is none."""
    if not (found := KEY.fullmatch(text)):
        return None
    try:
        return date.fromisoformat(found[1]), int(found[2])
    except ValueError:
        return None


def _before(editions, key, size):
    older = editions.filter(_beyond(editions, key, "lt"))
    found = list(older.newest()[: size + 1])
    if not found:
        return listed(editions, {}, size)
    return Listed(found[:size], _query("before", key), _query("after", _key(found[0])), _older(found, size))


def _after(editions, key, size):
    """Those that come next above a key; the newest of all where they are not more than a page."""
    newer = editions.filter(_beyond(editions, key, "gt"))
    found = list(newer.order_by(*editions.day_and_number)[: size + 1])
    if len(found) <= size:
        return listed(editions, {}, size)
    shown = found[:size][::-1]
    above = _key(found[size])
    return Listed(shown, _query("before", above), _query("after", _key(shown[0])), _query("before", _key(shown[-1])))


def _beyond(editions, key, way):
    """What is older ("lt") or newer ("gt") than a key, as a Q; the day alone narrows it, so that an index is gone by."""
    (on, number), (day, page) = editions.day_and_number, key
    return Q(Q(**{f"{on}__{way}": day}) | Q(**{f"{number}__{way}": page}), **{f"{on}__{way}e": day})


def _older(found, size):
    """The query for what comes below, where one more was found than is shown."""
    return _query("before", _key(found[size - 1])) if len(found) > size else None


def _key(edition):
    return edition.first_published_on, edition.page_id


def _query(name, key):
    day, page = key
    return f"?{name}={day.isoformat()}.{page}"
