"""Many addresses are checked at once: at most one request at a time to a host, and never two without a pause."""

import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Queue
from urllib.parse import urlsplit

from django.utils import timezone

from pages import external_links, link_checking

AT_ONCE = 16
PAUSE = 1.0  # seconds between two requests to one host


class Turns:
    """Whose turn it is at a host. `turns(host)` is a context: the next one waits for it, and for the pause after it."""

    def __init__(self, pause=PAUSE):
        self.pause, self.locks, self.last = pause, defaultdict(threading.Lock), {}
        self.taking = threading.Lock()

    @contextmanager
    def __call__(self, host):
        with self.taking:
            lock = self.locks[host]
        with lock:
            time.sleep(max(0, self.last.get(host, -self.pause) + self.pause - time.monotonic()))
            try:
                yield
            finally:
                self.last[host] = time.monotonic()


def check_all(tell=lambda done, total, row, result: None, *, before=None, seconds=None, pause=PAUSE, **options):
    """Checks all addresses that were not checked since `before`, and keeps what was found. Returns how many of each state.

    After so many `seconds` no new check begins. The threads only ask; the database is written here, result by result,
    so that a check that is ended half-way keeps what it has. `options` go to `link_checking.check`.
    """
    external_links.gather()
    rows, counts = list(external_links.due(before)), defaultdict(int)
    for row, result in _results(rows, Turns(pause), seconds, options):
        external_links.keep(row.pk, result)
        counts[result.state] += 1
        tell(sum(counts.values()), len(rows), row, result)
    return dict(counts)


def check_due():
    """Checks what was not checked for a week, for a minute: the scheduler comes again in an hour."""
    return check_all(before=timezone.now() - external_links.DUE, seconds=60)


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
            found.put((row, link_checking.check(row.address, turn=turns, **options)))
        found.put((None, None))
    except Exception as error:  # told in the thread that waits for it
        found.put((None, error))


def _host(address):
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
