"""Asking the index: which editions meet a query, the best first; the same on SQLite and on PostgreSQL."""

from django.db import connection

from pages.models import Edition
from pages.search_keys import TIERS
from pages.search_query import with_filters
from pages.search_results import MOST_COUNTED

FTS5 = "SELECT rowid{place} FROM pages_search WHERE pages_search MATCH %s"
GIN = "SELECT edition_id{place} FROM pages_searchentry WHERE {tier}_index @@ %s::tsquery"
# Else PostgreSQL may walk through all editions by number and look into each.
NEWEST = {
    "sqlite": "{hits} ORDER BY rowid DESC LIMIT %s",
    "postgresql": "WITH hit AS MATERIALIZED ({hits}) SELECT * FROM hit ORDER BY edition_id DESC LIMIT %s",
}
MOST_TRIED = 20


class Asked:
    """One query with its filters, ready to be asked: `classes` are its (tier, condition) pairs, the best first."""

    def __init__(self, query, *filters):
        conditions = [with_filters(query.condition(level), *filters) for level in query.levels()]
        self.classes = [(tier, condition) for tier in TIERS for condition in conditions]

    def rows(self, most=None):
        """Up to `most` + 1 rows (edition, kind, topics) of current editions, the best first."""
        most = most or MOST_COUNTED
        numbers = self._any(most + 1)
        if len(numbers) <= most:
            return _current(self._ranked(numbers))
        return self._best(most + 1)

    def finds(self):
        """Whether there is any."""
        numbers = self._any(MOST_TRIED)
        return bool(_current(numbers)) or (len(numbers) == MOST_TRIED and bool(self.rows()))

    def _any(self, most):
        tier, condition = self.classes[-1]
        return [number for (number,) in _asked(f"{_hits(tier)} LIMIT %s", [_match(tier, condition), most])]

    def _ranked(self, numbers):
        """Few: every class but the last, which has them all, says which of them it has, in one statement."""
        classes = self.classes[:-1]
        if len(numbers) < 2:
            return numbers
        arms = " UNION ALL ".join(_hits(tier, f", {place}") for place, (tier, _) in enumerate(classes))
        best = dict.fromkeys(numbers, len(classes))
        for number, place in _asked(arms, [_match(tier, condition) for tier, condition in classes]):
            best[number] = min(place, best.get(number, place))
        return sorted(numbers, key=lambda number: (best[number], -number))

    def _best(self, most):
        """Many: one class after the other, until there are enough."""
        wanted = most
        while True:
            numbers = {}
            for tier, condition in self.classes:
                numbers |= dict.fromkeys(_newest(tier, condition, wanted))
                if len(numbers) >= wanted:
                    break
            current = _current(list(numbers)[:wanted])
            if len(current) >= most or len(numbers) < wanted:
                return current[:most]
            wanted *= 4  # many that are scheduled or have expired stand before the rest


def _current(numbers):
    """(edition, kind, topics) of those that are current by the database's clock, whatever the index holds."""
    if not numbers:
        return []
    editions = Edition.objects.current().filter(pk__in=numbers).order_by()
    rows = {row[0]: row for row in editions.values_list("pk", "kind", "search_entry__topics")}
    return [rows[number] for number in numbers if number in rows]


def _newest(tier, condition, most):
    statement = NEWEST[connection.vendor].format(hits=_hits(tier))
    return [number for (number,) in _asked(statement, [_match(tier, condition), most])]


def _hits(tier, place=""):
    return (FTS5 if connection.vendor == "sqlite" else GIN).format(tier=tier, place=place)


def _asked(statement, parameters):
    if connection.vendor == "postgresql":
        # It takes unpacking a text's keys for free, and would rather read the whole table than its index: 140 ms.
        statement = f"SET LOCAL enable_seqscan = off; {statement}"
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _match(tier, condition):
    """A condition in the database's words. A tier counts together with those above it."""
    if connection.vendor == "sqlite":
        return f"{{{' '.join(TIERS[: TIERS.index(tier) + 1])}}} : ({_written(condition, ' AND ', ' OR ', chr(34))})"
    return _written(condition, " & ", " | ", "'")


def _written(condition, both, either, quote):
    if isinstance(condition, str):
        return f"{quote}{condition}{quote}"
    join, parts = condition
    return f"({(both if join == 'and' else either).join(_written(part, both, either, quote) for part in parts)})"
