"""Whole responses, kept in memory for some seconds: every header and every encoding is made once."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from contextlib import suppress
from time import monotonic

import brotli

from serving import asking

# How long, in seconds, a response is sent again; and how much longer, while somebody makes the next one.
KEPT, WHILE_MADE = 5, 5
# What others may do with it. nginx counts in whole seconds and keeps for one more: with the quarter of a second after
# which a process sees that a page ended, that is below five.
FOR_OTHERS = "public, max-age=2, stale-while-revalidate=1"
MOST_BYTES, LARGEST = 64 * 2**20, 2**20
OURS = {"cache-control", "content-length", "etag", "vary", "date", "connection"}
# What a 304 repeats (RFC 9110, 15.4.5); what belongs to a body is left out.
OF_A_BODY = {"Content-Length", "Content-Type", "Content-Encoding", "Content-Language"}
COMPRESS = {
    "": lambda body: body,
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}


class Kept:
    """A response in all its encodings. `mark` is that of the last end (`serving.ends`) before it was begun.

    `until` and `limit` are moments, as `time.monotonic()` counts: from the first on it is made anew, from the second on
    it is not sent even while somebody does so. A Kept is never changed.
    """

    def __init__(self, headers, body, mark, until, limit):
        self.own_headers = [(name, value) for name, value in headers if name.lower() not in OURS]
        self.body, self.mark, self.until, self.limit = body, mark, until, limit
        given = next((value for name, value in headers if name.lower() == "etag"), "").removeprefix("W/").strip('"')
        self.tag = given or hashlib.sha256(body).hexdigest()[:32]
        self.variants = {}

    @property
    def size(self):
        """At most so many bytes of memory, once every encoding was asked for."""
        return 2 * len(self.body) + 4096

    def variant(self, encoding):
        """(ETag, headers, headers of a 304, body) in an encoding."""
        try:
            return self.variants[encoding]
        except KeyError:
            made = self.variants[encoding] = self._made(encoding)
            return made

    def taking_from(self, older):
        """Itself, without compressing again what an older one says too."""
        own = (self.tag, self.own_headers, self.body)
        if older is not None and (older.tag, older.own_headers, older.body) == own:
            self.body, self.variants = older.body, older.variants
        return self

    def answer(self, environ, start_response):
        """Sends it, or 304 to whoever has it."""
        etag, headers, unchanged, body = self.variant(asking.encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
        tags = environ.get("HTTP_IF_NONE_MATCH")
        if tags is not None and asking.has(tags, etag):
            start_response("304 Not Modified", unchanged[:])
            return ()
        start_response("200 OK", headers[:])
        return (body,) if environ["REQUEST_METHOD"] == "GET" else ()

    def _made(self, encoding):
        body = COMPRESS[encoding](self.body)
        etag = f'"{self.tag}-{encoding}"' if encoding else f'"{self.tag}"'
        told = [("Cache-Control", FOR_OTHERS), ("ETag", etag), ("Vary", "Accept-Encoding")]
        told += [("Content-Encoding", encoding)] if encoding else []
        headers = [*self.own_headers, *told, ("Content-Length", str(len(body)))]
        return etag, headers, [pair for pair in headers if pair[0] not in OF_A_BODY], body


class Shelf:
    """What a process keeps, by place: at most so many bytes, and what was asked for last stays longest."""

    def __init__(self, most=MOST_BYTES):
        self.most, self.bytes = most, 0
        self._kept, self._changing = OrderedDict(), threading.Lock()

    def get(self, place):
        """What is kept for a place, however old, or None."""
        kept = self._kept.get(place)
        if kept is not None:
            with suppress(KeyError):  # another thread took it away just now
                self._kept.move_to_end(place)  # one step of the interpreter: no lock
        return kept

    def put(self, place, kept):
        with self._changing:
            self._take(place)
            self._kept[place] = kept
            self.bytes += kept.size
            while self.bytes > self.most:
                _place, oldest = self._kept.popitem(last=False)  # one step, whoever moves others meanwhile
                self.bytes -= oldest.size

    def _take(self, place):
        if old := self._kept.pop(place, None):
            self.bytes -= old.size


def is_current(kept, mark):
    """Whether a Kept (or None) is young enough to be sent, and nothing ended since it was begun."""
    return kept is not None and kept.mark == mark and monotonic() < kept.until


def is_bearable(kept, mark):
    """Whether it may still be sent while the next one is made."""
    return kept is not None and kept.mark == mark and monotonic() < kept.limit
