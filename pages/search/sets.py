"""Reading the index: the sets of current and coming editions that have some keys, all of them with one query."""

from functools import reduce
from itertools import accumulate
from operator import and_, or_

from pages.models import SearchAddition, SearchPosting
from pages.prepared import Prepared
from pages.search import edition_sets
from pages.search.keys import GONE, TEXT


def _with_keys(keys):
    packed = SearchPosting.objects.filter(key__in=keys).values_list("key", "tier", "editions")
    added = SearchAddition.objects.filter(key__in=keys).values_list("key", "tier", "editions")
    return packed.union(added, all=True)


kept = Prepared(str, _with_keys)


class Sets:
    """The sets of editions under keys, each of which is read once; `first` are read with the first that are asked for."""

    def __init__(self, first=()):
        self.waiting, self.tiers = {GONE, *first}, {}

    def read(self, keys):
        """Reads what some keys have; what was read before is kept."""
        wanted = (self.waiting | set(keys)) - self.tiers.keys()
        self.waiting = set()
        for key in wanted:
            self.tiers[key] = [0] * (TEXT + 1)
        for key, tier, editions in kept.rows(wanted):
            self.tiers[key][tier] |= edition_sets.unpacked(bytes(editions))
        for key in wanted:
            self.tiers[key] = list(accumulate(self.tiers[key], or_))

    @property
    def gone(self):
        """The editions that ended or were cancelled."""
        return self.tiers[GONE][TEXT]

    def under(self, key):
        """The editions that have a key."""
        return self.tiers[key][TEXT]

    def meeting(self, condition, tier):
        """The editions that meet a condition in a tier or a better one. Its keys were read."""
        if isinstance(condition, str):
            return self.tiers[condition][tier]
        join, parts = condition
        return reduce(and_ if join == "and" else or_, (self.meeting(part, tier) for part in parts))
