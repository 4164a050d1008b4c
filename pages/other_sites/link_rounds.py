"""Many addresses are checked at once: at most one request at a time to a host, and never two without a pause.

A host that asks for a longer one (429, or 503 with Retry-After) is asked nothing more in this round.
"""

import fcntl
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Queue
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone

from pages.other_sites import external_links, link_checking

AT_ONCE = 16
PAUSE = 1.0  # seconds between two requests to one host
# Where there was no answer, it may be our own side that has no internet; the others tell nothing of it.
UNREACHED, UNASKED = {"no_host", "no_answer", "timeout"}, {"no_address", "internal", "port"}
NUMBER = 4_216_007  # of the lock, among those of the database


class Underway(Exception):
    """Another round is going on, in another process or on another server."""


@contextmanager
def alone():
    """A context that one process at a time can be in, on all servers of the site. Raises Underway for any other."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [NUMBER])
            if not cursor.fetchone()[0]:
                raise Underway
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [NUMBER])
    else:
        with open(settings.VAR_DIR / "check_links.lock", "w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise Underway from error
            yield


class Turn:
    """One turn at a host; `is_over` where the host asked for a pause."""

    is_over = False


class Turns:
    """Whose turn it is at a host. `turns(host)` is a context: the next one waits for it, and for the pause after it.

    Raises `link_checking.Later` where the host asked for a longer pause.
    """

    def __init__(self, pause=PAUSE):
        self.pause, self.locks, self.last = pause, defaultdict(threading.Lock), {}
        self.taking, self.over = threading.Lock(), set()

    @contextmanager
    def __call__(self, host):
        with self.taking:
            lock = self.locks[host]
        with lock:
            if host in self.over:
                raise link_checking.Later
            own = Turn()
            time.sleep(max(0, self.last.get(host, -self.pause) + self.pause - time.monotonic()))
            try:
                yield own
            finally:
                self.last[host] = time.monotonic()
                if own.is_over:
                    self.over.add(host)


def check_all(tell=lambda done, total, row, result: None, *, before=None, seconds=None, pause=PAUSE, **options):
    """Checks all addresses that were not checked since `before`, and keeps what was found. Returns how many of each state.

    Also how many are `later`: their hosts asked for a pause (their result is None), and `unreached`: where no host at
    all answered, of which nothing is kept, because it is our own side that has no internet. After so many `seconds` no
    new check begins. The threads only ask; the database is written here, result by result, so that a check that is
    ended half-way keeps what it has. `options` go to `link_checking.check`. Raises Underway.
    """
    with alone():
        external_links.gather()
        rows, counts = list(external_links.due(before)), defaultdict(int)
        found, is_online = [], False
        for done, (row, result) in enumerate(_results(rows, Turns(pause), seconds, options), 1):
            tell(done, len(rows), row, result)
            if result is None:
                counts["later"] += 1
                continue
            is_online = is_online or result.reason not in UNREACHED | UNASKED
            found = _kept([*found, (row, result)], is_online, counts)
    return dict(counts) | ({"unreached": len(found)} if found else {})


def _kept(found, is_online, counts):
    """Keeps what was found, and returns what is held back: where nobody answered, until anybody did."""
    held = [] if is_online else [(row, result) for row, result in found if result.reason in UNREACHED]
    for row, result in found:
        if (row, result) not in held:
            external_links.keep(row.pk, result)
            counts[result.state] += 1
    return held


def check_due():
    """Checks what was not checked for a week, for a minute: the scheduler comes again in an hour."""
    try:
        return check_all(before=timezone.now() - external_links.DUE, seconds=60)
    except Underway:
        return "another check is going on"


def _results(rows, turns, seconds, options):
    by_host = defaultdict(list)
    for row in rows:
        by_host[_host(row.address)].append(row)
    found, ended = Queue(), threading.Event()
    end = time.monotonic() + seconds if seconds is not None else None
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            for of_host in by_host.values():
                pool.submit(_check_host, of_host, turns, options, found, ended)
            yield from _told(found, len(by_host), end, ended)
        finally:
            ended.set()
            pool.shutdown(cancel_futures=True)


def _told(found, hosts, end, ended):
    """What the threads found, until each said that it is done with its host."""
    while hosts:
        row, result = found.get()
        if isinstance(result, Exception):
            raise result
        if row is None:
            hosts -= 1
        else:
            yield row, result
        if end is not None and time.monotonic() > end:
            ended.set()


def _check_host(rows, turns, options, found, ended):
    try:
        for row in rows:
            if ended.is_set():
                break
            found.put((row, _checked(row.address, turns, options)))
        found.put((None, None))
    except Exception as error:  # told in the thread that waits for it
        found.put((None, error))


def _checked(address, turns, options):
    """What the check of an address gave; None where its host, or one that it leads to, asked for a pause."""
    try:
        return link_checking.check(address, turn=turns, **options)
    except link_checking.Later:
        return None


def _host(address):
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
