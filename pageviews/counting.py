"""Adding views, exactly: each is acknowledged once it is committed, and one that is told twice counts once."""

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from pageviews import rollups
from pageviews.group_commit import GroupCommit
from pageviews.models import DailyViews, ToldView

# How long it is known that a view was told: a page's script tries again for less than a minute.
KNOWN = timedelta(minutes=10)
# Each is one statement on both engines (SQLite 3.35 and later): it needs no lock of ours and loses nothing.
TELL = "INSERT INTO {table} (event, at) VALUES {rows} ON CONFLICT (event) DO NOTHING RETURNING event"
ADD = """
    INSERT INTO {table} (page_id, language, day, count) VALUES {rows}
    ON CONFLICT (page_id, language, day) DO UPDATE SET count = {table}.count + excluded.count
"""


class View(NamedTuple):
    """One view of a page (its number) in a language. `event` is what the page's script calls it, "" where it has no name."""

    page: int
    language: str
    day: date
    event: str = ""


def add(page, language, today=None, event=""):
    """Adds one view of a page (its number) in a language, today in the clinic's time zone, and returns once it is committed.

    A view whose `event` was told before is not added again. Raises group_commit.NotCommitted.
    """
    _commits.add(View(page, language, today or timezone.localdate(), event))


def forget():
    """Deletes which views were told once nobody tells them again; returns how many."""
    return ToldView.objects.filter(at__lt=timezone.now() - KNOWN).delete()[0]


def _write(views):
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        told = _told_first(cursor, [view.event for view in views if view.event])
        sums = Counter(view[:3] for view in views if not view.event)
        sums.update({view.event: view[:3] for view in views if view.event in told}.values())
        if sums:
            store(cursor, sums)


def store(cursor, sums):
    """Adds {(page, language, day): views} to the views by day and to all sums of them, in the transaction that goes on."""
    # Always in one order, so that two servers never wait for each other.
    rows = [value for (page, language, day), n in sorted(sums.items()) for value in (page, language, day, n)]
    cursor.execute(ADD.format(table=DailyViews._meta.db_table, rows=_places(4, len(sums))), rows)
    rollups.add(cursor, sums)


def _told_first(cursor, events):
    """Those of the events that nobody told before, as a set."""
    if not events:
        return set()
    events, now = sorted(set(events)), connection.ops.adapt_datetimefield_value(timezone.now())
    statement = TELL.format(table=ToldView._meta.db_table, rows=_places(2, len(events)))
    cursor.execute(statement, [value for event in events for value in (event, now)])
    return {event for (event,) in cursor.fetchall()}


def _places(columns, rows):
    return ", ".join([f"({', '.join(['%s'] * columns)})"] * rows)


_commits = GroupCommit(_write)
