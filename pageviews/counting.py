"""Adding views, exactly: each is acknowledged once it is committed, and one that is told twice counts once."""

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from pageviews import readers, rollups, totals
from pageviews.group_commit import GroupCommit
from pageviews.models import ToldView
from pageviews.statements import filled

# How long it is known that a view was told: a page's script tries again for less than a minute.
KNOWN = timedelta(minutes=10)
# PostgreSQL's servers count one after another, as SQLite's do by themselves: at the rows of a page that everybody reads they would have to,
# and here they still gather views while they wait. Nobody waits for another's disk: what is committed is brought there afterwards, by a
# record that is behind it in the log.
IN_TURN = "SET LOCAL synchronous_commit TO OFF; SELECT pg_advisory_xact_lock(hashtext('pageviews.counting'))"
TO_DISK = "SELECT pg_logical_emit_message(true, 'pageviews.counting', '')"
TELL = (
    f"INSERT INTO {ToldView._meta.db_table} (event, at) VALUES {{rows}} ON CONFLICT (event) DO NOTHING RETURNING event"
)


class View(NamedTuple):
    """One view of a page (its number) in a language.

    `event` is what the page's script calls it, "" where it has no name; `mark` what is remembered of its reader, "" for nobody.
    """

    page: int
    language: str
    day: date
    event: str = ""
    mark: str = ""


def add(page, language, today=None, event="", mark=""):
    """Adds one view of a page (its number) in a language, today in the clinic's time zone, and returns once it is committed.

    The page's views with it, or None of a page that cannot be read, of which nothing is added and nobody remembered. A view whose
    `event` was told before, or whose reader (readers.mark) repeats it, is not added again. Raises group_commit.NotCommitted.
    """
    return _commits.add(View(page, language, today or timezone.localdate(), event, mark))


def total(page, language):
    """The views of a page (its number) that can be read in a language; None of another one."""
    return _shown(totals.of_current([page]).get((page, language)))


def forget():
    """Deletes which views were told once nobody tells them again; returns how many."""
    return ToldView.objects.filter(at__lt=timezone.now() - KNOWN).delete()[0]


def _write(take):
    """Stores the views that `take` gives; returns the total of each one's page, None where it cannot be read, and whether any was new."""
    views = []
    try:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(IN_TURN)
            views = take()
            before = totals.of_current([view.page for view in views])
            sums = _sums(cursor, _first_times([view for view in views if view[:2] in before]))
            if sums:
                rollups.add(cursor, sums)
    except Exception:
        readers.forget([view.mark for view in views if view.mark])
        raise
    added = Counter()
    for (page, _language, _day), number in sums.items():
        added[page] += number
    return [_shown(before.get(view[:2]), added[view.page]) for view in views], bool(sums)


def _flush():
    """Returns once what was written is on the disk."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(TO_DISK)


def _first_times(views):
    """Those of the views that no reader repeats; remembers all of them."""
    marked = [view for view in views if view.mark]
    repeats = readers.are_repeats([(view.mark, view.event) for view in marked]) if marked else []
    return [view for view in views if not view.mark] + [
        view for view, is_repeat in zip(marked, repeats, strict=True) if not is_repeat
    ]


def _sums(cursor, views):
    """{(page, language, day): views} of those that nobody told before."""
    told = _told_first(cursor, [view.event for view in views if view.event])
    sums = Counter(view[:3] for view in views if not view.event)
    sums.update({view.event: view[:3] for view in views if view.event in told}.values())
    return sums


def _shown(before, added=0):
    return None if before is None else max(before + added, 0)


def _told_first(cursor, events):
    """Those of the events that nobody told before, as a set."""
    if not events:
        return set()
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    cursor.execute(*filled(TELL, [(event, now) for event in sorted(set(events))]))
    return {event for (event,) in cursor.fetchall()}


_commits = GroupCommit(_write, _flush)
