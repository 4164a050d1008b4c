"""Asking the index: which editions meet a query, the best first; the same on SQLite and on PostgreSQL."""

from django.db import connection

from pages.models import Edition
from pages.search_keys import TIERS
from pages.search_query import with_filters
from pages.search_results import MOST_COUNTED

FTS5 = """SELECT edition_id, kind, topics FROM pages_search JOIN pages_searchentry ON edition_id = pages_search.rowid
 WHERE pages_search MATCH %s"""
FTS5_NUMBERS = "SELECT {place} AS place, rowid FROM pages_search WHERE pages_search MATCH %s"
GIN = "SELECT edition_id, kind, topics FROM pages_searchentry WHERE {tier}_index @@ %s::tsquery"
GIN_NUMBERS = "SELECT {place} AS place, edition_id FROM pages_searchentry WHERE {tier}_index @@ %s::tsquery"


MOST_TRIED = 20


class Asked:
    """One query with its filters, ready to be asked: `classes` are its (tier, level) pairs, the best first."""

    def __init__(self, query, *filters):
        self.levels = query.levels()
        self.conditions = {level: with_filters(query.condition(level), *filters) for level in self.levels}
        self.classes = [(tier, level) for tier in TIERS for level in self.levels]

    def rows(self, most=MOST_COUNTED):
        """Up to `most` + 1 rows (edition, kind, topics) of current editions, the best first."""
        rows = _any(TIERS[-1], self.conditions[self.levels[-1]], most + 1)
        if len(rows) <= most:
            return _current(self._ranked(rows))
        return self._best(most + 1)

    def finds(self):
        """Whether there is any."""
        rows = _any(TIERS[-1], self.conditions[self.levels[-1]], MOST_TRIED)
        return bool(_current(rows)) or (len(rows) == MOST_TRIED and bool(self.rows()))

    def _ranked(self, rows):
        """Few rows: every class says which of them it has, in one statement."""
        if len(rows) < 2:
            return rows
        places = _places([(tier, self.conditions[level]) for tier, level in self.classes])
        return sorted(rows, key=lambda row: (places[row[0]], -row[0]))

    def _best(self, most):
        """Many rows: one class after the other, until there are enough."""
        wanted = most
        while True:
            rows = {}
            for tier, level in self.classes:
                rows |= {row[0]: row for row in _newest(tier, self.conditions[level], wanted) if row[0] not in rows}
                if len(rows) >= wanted:
                    break
            current = _current(list(rows.values())[:wanted])
            if len(current) >= most or len(rows) < wanted:
                return current[:most]
            wanted *= 4  # many that are scheduled or have expired stand before the rest


def _current(rows):
    """Those of the rows that are current by the database's clock: whatever the index holds, only they are shown."""
    numbers = [row[0] for row in rows]
    current = set(Edition.objects.current().filter(pk__in=numbers).order_by().values_list("pk", flat=True))
    return [row for row in rows if row[0] in current]


def _any(tier, condition, most):
    return _asked(f"{_select(tier)} LIMIT %s", [_match(tier, condition), most])


def _newest(tier, condition, most):
    if connection.vendor == "sqlite":
        return _asked(f"{FTS5} ORDER BY pages_search.rowid DESC LIMIT %s", [_match(tier, condition), most])
    # Else PostgreSQL may walk all editions by number and look into each.
    hits = f"WITH hit AS MATERIALIZED ({_select(tier)}) SELECT * FROM hit ORDER BY edition_id DESC LIMIT %s"
    return _asked(hits, [_match(tier, condition), most])


def _places(classes):
    """The best class of every edition that is in one: {edition: place}."""
    numbers = FTS5_NUMBERS if connection.vendor == "sqlite" else GIN_NUMBERS
    arms = " UNION ALL ".join(numbers.format(place=place, tier=tier) for place, (tier, _) in enumerate(classes))
    rows = _asked(arms, [_match(tier, condition) for tier, condition in classes])
    best = {}
    for place, number in rows:
        best[number] = min(place, best.get(number, place))
    return best


def _asked(statement, parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _select(tier):
    return FTS5 if connection.vendor == "sqlite" else GIN.format(tier=tier)


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
