"""Asking the index: which editions meet a query, the best first; the same on SQLite and on PostgreSQL."""

from itertools import islice
from typing import NamedTuple

from pages.models import Edition
from pages.prepared import Prepared
from pages.search.edition_sets import newest, without
from pages.search.keys import TEXT, TITLE
from pages.search.query import keys_in
from pages.search.results import MOST_COUNTED


class Row(NamedTuple):
    """A current edition that the index has, as it is counted."""

    number: int
    kind: str
    topics: str


# Which of some editions are current by the database's clock, whatever the index holds.
current = Prepared(
    int,
    lambda numbers: (
        Edition.objects.current().filter(pk__in=numbers).order_by().values_list("pk", "kind", "search_entry__topics")
    ),
)


class Asked:
    """One query with its filters (keys of kinds and topics), asked of some Sets.

    A class is a tier and a level; `conditions` are the query's at each level, the best first. The last one, of the
    lowest tier, has all hits.
    """

    def __init__(self, query, sets, *filters, most=None):
        self.conditions, self.sets, self.filters = query.conditions(), sets, filters
        self.wanted = (most or MOST_COUNTED) + 1
        sets.read([*keys_in(self.conditions[-1]), *filters])

    def best(self):
        """(Rows, whether these are all): up to `most` + 1 of current editions, the best first."""
        rows, numbers, more = [], self._numbers(), self.wanted
        while len(rows) < self.wanted and (some := list(islice(numbers, more))):
            found = {row[0]: Row(*row) for row in current.rows(some)}
            rows += [found[number] for number in some if number in found]
            more *= 4  # many that are scheduled or have expired stand before the rest
        return rows[: self.wanted], len(rows) < self.wanted

    def _numbers(self):
        """The numbers of all that the index has, class by class, the newest first in each."""
        others = self.sets.gone
        for tier in range(TITLE, TEXT + 1):
            if not without(self._of_class(tier, self.conditions[-1]), others):
                continue
            for condition in self.conditions:
                found = without(self._of_class(tier, condition), others)
                yield from newest(found)
                others |= found

    def _of_class(self, tier, condition):
        editions = self.sets.meeting(condition, tier)
        for key in self.filters:
            editions &= self.sets.under(key)
        return editions
