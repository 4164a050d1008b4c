"""Writing the index: publishing only adds rows to it, and from time to time these are merged into the sets.

So nobody who publishes waits for a common word's set, or for whoever publishes beside them. What is gone is noted under
a key of its own, and taken out of each set when that is written next.
"""

import json
from itertools import islice

from django.db import connection, transaction

from pages.models import SearchAddition, SearchPosting
from pages.search import edition_sets
from pages.search.keys import GONE, TITLE
from pages.search.sets import Sets

AT_ONCE = 5000
# A word for each of very many keys: one statement, whose parameter is "tier and key" of each.
ADD = """
    INSERT INTO {table} (key, tier, editions)
    SELECT substr(value, 2), CAST(substr(value, 1, 1) AS integer), %s FROM {values}
"""
VALUES = {"sqlite": "json_each(%s)", "postgresql": "json_array_elements_text(%s::json) AS value"}


def add(number, tiers):
    """Lets an edition be found by its keys, `{key: the best tier}`."""
    statement = ADD.format(table=SearchAddition._meta.db_table, values=VALUES[connection.vendor])
    told = json.dumps([f"{tier}{key}" for key, tier in sorted(tiers.items())])
    with connection.cursor() as cursor:
        cursor.execute(statement, [edition_sets.packed(1 << number), told])


def forget(numbers):
    """Lets editions be found no longer."""
    for number in numbers:
        add(number, {GONE: TITLE})


def by_place(tiers):
    """The keys of editions, `{number: {key: tier}}`, as `merge` takes them."""
    places = {}
    for number, of_edition in tiers.items():
        one = edition_sets.packed(1 << number)
        for place in of_edition.items():
            places.setdefault(place, []).append(one)
    return places


def pack():
    """Merges what was added into the sets, some thousand rows a transaction; returns how many there were."""
    packed = 0
    while found := _pack_some():
        packed += found
        if found < AT_ONCE:
            break
    return packed


def merge(added):
    """Merges `{(key, tier): [packed set, …]}` into the sets, and takes out what is gone. Within a transaction."""
    sets = Sets()
    sets.read([])
    places = iter(sorted(added))
    while some := list(islice(places, AT_ONCE)):
        _write({place: added[place] for place in some}, sets.gone)


@transaction.atomic
def _pack_some():
    """Two who pack at once: the second waits for the rows that the first has, and finds them gone."""
    rows = list(SearchAddition.objects.select_for_update().order_by("key", "pk")[:AT_ONCE])
    added = {}
    for row in rows:
        added.setdefault((row.key, row.tier), []).append(bytes(row.editions))
    merge(added)
    SearchAddition.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _write(added, gone):
    keys = {key for key, _ in added}
    rows = SearchPosting.objects.select_for_update().filter(key__in=keys).order_by("key", "tier")
    known = {(row.key, row.tier): [bytes(row.editions)] for row in rows}
    made = [SearchPosting(key=key, tier=tier) for key, tier in sorted(added)]
    for row in made:
        sets = [*added[row.key, row.tier], *known.get((row.key, row.tier), [])]
        editions = edition_sets.any_of(*map(edition_sets.unpacked, sets))
        row.editions = edition_sets.packed(editions if row.key == GONE else edition_sets.without(editions, gone))
    options = {"update_conflicts": True, "unique_fields": ["key", "tier"], "update_fields": ["editions"]}
    SearchPosting.objects.bulk_create(made, **options)
