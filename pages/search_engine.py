"""Asking the index: which editions meet a query, the best first; the same on SQLite and on PostgreSQL."""

from typing import NamedTuple

from django.db import connection

from pages.models import Edition
from pages.prepared import Prepared
from pages.search_keys import ABOVE_TEXT, ALIASES, HEADINGS, TEXT, TITLE, at_tier
from pages.search_query import is_met
from pages.search_results import MOST_COUNTED

NEWEST = {
    "sqlite": "SELECT rowid FROM pages_search WHERE pages_search MATCH %s ORDER BY rowid DESC LIMIT %s",
    "postgresql": "SELECT pages_search(%s::tsquery[], %s)",
}
BEST = "SELECT numbers, above FROM pages_search_best(%s::tsquery[], %s::tsquery[], %s)"
LEVEL = {
    "sqlite": "SELECT rowid, {} FROM pages_search WHERE pages_search MATCH %s",
    "postgresql": "SELECT unnest(pages_search(ARRAY[%s::tsquery], NULL)), {}",
}
WRITTEN = {"sqlite": (" AND ", " OR ", '"'), "postgresql": (" & ", " | ", "'")}


class Row(NamedTuple):
    """A current edition that the index has: what is counted and, where it is to be ranked, its keys above the text."""

    number: int
    kind: str
    topics: str
    title: str = ""
    aliases: str = ""
    headings: str = ""


def _current(*columns):
    """Asks which of some editions are current by the database's clock, whatever the index holds."""
    return Prepared(
        int,
        lambda numbers: (
            Edition.objects.current()
            .filter(pk__in=numbers)
            .order_by()
            .values_list("pk", *(f"search_entry__{name}" for name in columns))
        ),
    )


to_count = _current("kind", "topics")
to_rank = _current("kind", "topics", *ABOVE_TEXT)


class Asked:
    """One query with its filters (keys of kinds and topics), ready to be asked.

    A class is a tier and a level; `conditions` are the query's at each level, the best first. The last one, of the
    lowest tier, has all hits.
    """

    def __init__(self, query, *filters, most=None):
        self.conditions, self.filters = query.conditions(), filters
        self.wanted = (most or MOST_COUNTED) + 1

    def best(self):
        """(Rows, whether these are all): up to `most` + 1 of current editions, the best first."""
        wanted = self.wanted
        while True:
            numbers, are_all = self._best(wanted)
            if are_all:
                rows = self._ranked(_rows(to_rank, numbers))
                return rows[: self.wanted], len(rows) < self.wanted
            found = {row.number: row for row in _rows(to_count, numbers[:wanted])}
            if len(found) >= self.wanted:
                return [found[number] for number in numbers if number in found][: self.wanted], False
            wanted *= 4  # many that are scheduled or have expired stand before the rest

    def best_or_newest(self):
        """The same; but of more than `most` some of the newest, in no order."""
        tried = dict.fromkeys(self._match(TEXT, condition) for condition in (self.conditions[0], self.conditions[-1]))
        numbers = _newest(list(tried), self.wanted)
        if len(numbers) < self.wanted:
            return self._ranked(_rows(to_rank, numbers)), True
        rows = _rows(to_count, numbers[: self.wanted])
        return (rows, False) if rows else self.best()

    def finds(self):
        """Whether any current edition meets the query."""
        numbers = _newest([self._match(TEXT, self.conditions[-1])], self.wanted)
        return bool(_rows(to_count, numbers) or (len(numbers) == self.wanted and self.best()[0]))

    def _best(self, wanted):
        """(numbers, whether these are all): fewer than wanted are all, in no order; of more the best, in order."""
        in_text = [self._match(TEXT, condition) for condition in self.conditions]
        above_text = [self._match(tier, one) for tier in (TITLE, ALIASES, HEADINGS) for one in self.conditions]
        numbers, above = _best(in_text, above_text, wanted)
        if above is None:
            return numbers, True
        ranked = [row.number for row in self._ranked(_rows(to_rank, above))]
        return list(dict.fromkeys(ranked + numbers)), False

    def _ranked(self, rows):
        """Few: what stands above the text says which class each is of; the index is asked about the others' level."""
        classes = {row.number: self._class_above(row) for row in rows}
        below = [number for number, found in classes.items() if found is None]
        levels = self._levels_in_text() if len(below) > 1 and len(self.conditions) > 1 else {}
        classes |= {number: (TEXT, levels.get(number, len(self.conditions))) for number in below}
        return sorted(rows, key=lambda row: (classes[row.number], -row.number))

    def _class_above(self, row):
        """The class of a row by its title, other names and headings; None where these do not have all that is asked."""
        keys, last = set(), self.conditions[-1]
        for tier in (TITLE, ALIASES, HEADINGS):
            keys.update(getattr(row, ABOVE_TEXT[tier - 1]).split())
            if is_met(last, keys):
                return tier, next(level for level, one in enumerate(self.conditions) if is_met(one, keys))
        return None

    def _levels_in_text(self):
        """The best level of each hit, but for those of the last: {number: level}, from one statement."""
        levels = list(enumerate(self.conditions[:-1]))[::-1]
        statement = " UNION ALL ".join(LEVEL[connection.vendor].format(level) for level, _ in levels)
        found = _asked(statement, [self._match(TEXT, condition) for _, condition in levels])
        return dict(sorted(found, key=lambda pair: -pair[1]))

    def _match(self, tier, condition):
        """A condition in a tier, with the filters, in the database's words."""
        both, either, quote = WRITTEN[connection.vendor]
        filters = [f"{quote}{key}{quote}" for key in self.filters]
        return both.join([_written(condition, tier, both, either, quote), *filters])


def _rows(current, numbers):
    return [Row(*row) for row in current.rows(numbers)]


def _newest(matches, most, found=()):
    """What was found, then the newest that meet the first of some conditions, then the next, until there are enough."""
    if connection.vendor == "postgresql":
        return _asked(NEWEST["postgresql"], [matches, most])[0][0]
    numbers = dict.fromkeys(found)
    for match in matches:
        if len(numbers) >= most:
            break
        numbers |= dict.fromkeys(number for (number,) in _asked(NEWEST["sqlite"], [match, most]))
    return list(numbers)


def _best(in_text, above_text, most):
    """(numbers, above): all that meet the last of `in_text`, and None, where they are fewer than `most`.

    Else enough, in order, where the newest of `above_text`'s last that come before them are ranked: the newest that
    meet the first of the classes `in_text`, then the next, for most words that very many pages have stand in few
    headings, and then one look sees to three tiers. Where they stand in many: of `above_text`, and none before them.
    """
    if connection.vendor == "postgresql":
        return _asked(BEST, [in_text, above_text, most])[0]
    best = _newest(in_text[:1], most)
    if len(best) < most:
        every = _newest(in_text[-1:], most)
        if len(every) < most:
            return every, None
    above = _newest(above_text[-1:], most)
    return (_newest(in_text[1:], most, best), above) if len(above) < most else (_newest(above_text, most), [])


def _asked(statement, parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _written(condition, tier, both, either, quote):
    if isinstance(condition, str):
        return f"{quote}{at_tier(tier, condition)}{quote}"
    join, parts = condition
    words = (both if join == "and" else either).join(_written(part, tier, both, either, quote) for part in parts)
    return f"({words})"
