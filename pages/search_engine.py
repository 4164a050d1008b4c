"""Asking the index: which editions meet a query, the best first; the same on SQLite and on PostgreSQL."""

from functools import cached_property
from typing import NamedTuple

from django.db import connection

from pages.models import Edition
from pages.prepared import Prepared
from pages.search_keys import ABOVE_TEXT, ALIASES, HEADINGS, TEXT, TITLE, at_tier
from pages.search_query import is_met
from pages.search_results import MOST_COUNTED

NEWEST = {
    "sqlite": "SELECT rowid FROM pages_search WHERE pages_search MATCH %s ORDER BY rowid DESC LIMIT %s",
    "postgresql": "SELECT pages_search(%s::tsquery[], %s)",  # one statement for all of some conditions
}
LEVEL = {
    "sqlite": "SELECT rowid, {} FROM pages_search WHERE pages_search MATCH %s",
    "postgresql": "SELECT pages_search(ARRAY[%s::tsquery], NULL), {}",
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

    @property
    def are_few(self):
        """Whether there are no more than `most`, whatever of them is current."""
        return len(self._numbers) < self.wanted

    @cached_property
    def newest(self):
        """The Rows of those that are current among the newest, up to `most` + 1."""
        return _rows(to_rank if self.are_few else to_count, self._numbers)

    def rows(self):
        """Up to `most` + 1 Rows of current editions, the best first."""
        return self._ranked(self.newest) if self.are_few else self._best()

    @cached_property
    def _numbers(self):
        return _newest([self._match(TEXT, self.conditions[-1])], self.wanted)

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

    def _best(self):
        """Many: the best classes first, until there are enough."""
        wanted = self.wanted
        while True:
            numbers = self._best_numbers(wanted)
            found = {row.number: row for row in _rows(to_count, numbers[:wanted])}
            if len(found) >= self.wanted or len(numbers) < wanted:
                return [found[number] for number in numbers if number in found][: self.wanted]
            wanted *= 4  # many that are scheduled or have expired stand before the rest

    def _best_numbers(self, wanted):
        """The best, at least as many as wanted where there are so many."""
        # Most words that many pages have stand in few headings: then one look sees to three tiers.
        above = _newest([self._match(HEADINGS, self.conditions[-1])], wanted)
        few_above = len(above) < wanted
        ranked = dict.fromkeys(row.number for row in self._ranked(_rows(to_rank, above))) if few_above else {}
        tiers = [TEXT] if few_above else range(TITLE, TEXT + 1)
        matches = [self._match(tier, condition) for tier in tiers for condition in self.conditions]
        return list(ranked | dict.fromkeys(_newest(matches, wanted)))

    def _match(self, tier, condition):
        """A condition in a tier, with the filters, in the database's words."""
        both, either, quote = WRITTEN[connection.vendor]
        filters = [f"{quote}{key}{quote}" for key in self.filters]
        return both.join([_written(condition, tier, both, either, quote), *filters])


def _rows(current, numbers):
    return [Row(*row) for row in current.rows(numbers)]


def _newest(matches, most):
    """The newest that meet the first of some conditions, then those that meet the next, until there are enough."""
    if connection.vendor == "postgresql":
        return [number for (number,) in _asked(NEWEST["postgresql"], [matches, most])]
    numbers = {}
    for match in matches:
        numbers |= dict.fromkeys(number for (number,) in _asked(NEWEST["sqlite"], [match, most]))
        if len(numbers) >= most:
            break
    return list(numbers)


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
