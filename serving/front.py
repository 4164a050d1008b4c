"""What stands in front of Django: it sends again what it kept, and asks Django for the rest."""

import logging
from time import monotonic, time

from django.conf import settings
from django.db import Error

from serving import asking
from serving.copies import RENEWED_AFTER, Copies
from serving.ends import names
from serving.kept import KEPT, LARGEST, WHILE_MADE, Kept, Shelf, is_bearable, is_current
from serving.makers import Makers
from serving.shared_ends import of_site

logger = logging.getLogger(__name__)

# Seconds for which a copy from disk is sent again before Django is asked whether the database is back.
ASKED_AGAIN_AFTER = 1
# Seconds for which a response is kept, and again while it is made anew, where no end can be noted.
WITHOUT_ENDS = 1
# What a response that is the same for everybody cannot hold, whatever its view says of it.
SECRETS = (b"csrfmiddlewaretoken", b"nonce=")

_soonest_end = [lambda body: None]


def ask_for_ends(soonest_end):
    """Registers what says when something that a body (bytes) names will end: an aware datetime within a day, or None."""
    _soonest_end[0] = soonest_end


class Front:
    """A WSGI application around Django's. Nothing that Django does happens where a kept response is sent."""

    def __init__(self, django, folder=None, soonest_end=None):
        folder = folder or settings.VAR_DIR / "kept"
        self.django, self._soonest_end = django, soonest_end or _soonest_end[0]
        self.ends, self.shelf, self.makers = of_site(folder), Shelf(), Makers(folder)
        self.copies = Copies(folder, self.ends)
        self._copied = {}
        try:
            self.ends.open()
        except OSError as error:
            logger.warning("No last good copies are kept: %s", error)

    def __call__(self, environ, start_response):
        place = asking.place_of(environ)
        if place is None:
            return self.django(environ, start_response)
        if not asking.is_anybodys(environ):
            return self._pass(environ, start_response, place)
        kept = self.shelf.get(place)
        if is_current(kept, self.ends.now()):
            return kept.answer(environ, start_response)
        return self._renew(environ, start_response, place, kept)

    def _renew(self, environ, start_response, place, old):
        """Makes it anew, or sends the old one while somebody else does."""
        if not is_bearable(old, self.ends.now()):
            old = None
        with self.makers.turn(place, waits=old is None) as is_ours:
            if not is_ours and old:
                return old.answer(environ, start_response)
            made = self.shelf.get(place)
            if is_current(made, self.ends.now()):
                return made.answer(environ, start_response)
            return self._make(environ, start_response, place)

    def _make(self, environ, start_response, place):
        mark, began, said = self.ends.look(), monotonic(), Said()
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        response = self.django(environ | {"REQUEST_METHOD": "GET"}, said)
        if found := self._last_good(response, place):
            headers, body, until = found
            made = _kept(headers, body, mark, began, ASKED_AGAIN_AFTER, until)
        elif is_everybodys(response, said) and (until := self._until(response)):
            self._copy(place, said.headers, response.content, mark, until)
            made = _kept(said.headers, response.content, mark, began, KEPT, until)
            if self.ends.look() != mark or any(names(made.body, path) for path in self.ends.ending()):
                return _sent_on(response, said, start_response, is_head)  # something ended meanwhile: nobody keeps it
        else:
            return _sent_on(response, said, start_response, is_head)
        response.close()
        if made.until > monotonic():
            self.shelf.put(place, made.taking_from(self.shelf.get(place)))
        return made.answer(environ, start_response)

    def _until(self, response):
        """The second (of the clock on the wall) from which on a response is wrong: it, or a page that it names, has ended.

        Infinity where none is planned, None where the database does not say.
        """
        try:
            planned = [getattr(response, "public_until", None), self._soonest_end(response.content)]
        except Error:
            logger.exception("A page was not kept")
            return None
        return min((moment.timestamp() for moment in planned if moment), default=float("inf"))

    def _copy(self, place, headers, body, mark, until):
        """Keeps a copy on disk, where the last one is of a minute ago or something ended since."""
        now = monotonic()
        last, told = self._copied.get(place, (float("-inf"), None))
        if not mark[0] or (now - last < RENEWED_AFTER and told == mark):
            return
        if len(self._copied) > 10_000:
            self._copied.clear()
        self._copied[place] = now, mark
        self.copies.keep(place, headers, body, mark, until)

    def _pass(self, environ, start_response, place):
        """Django's own answer to what only one person asks so; the last good copy where the database is away."""
        said = Said()
        response = self.django(environ, said)
        if found := self._last_good(response, place):
            response.close()
            return Kept(*found[:2], None, 0, 0).answer(environ, start_response)
        return _sent_on(response, said, start_response, False)

    def _last_good(self, response, place):
        return self.copies.last_good(place) if getattr(response, "database_is_away", False) else None


class Said:
    """A `start_response` that remembers."""

    def __call__(self, status, headers, exc_info=None):
        self.status, self.headers = status, headers


def _kept(headers, body, mark, began, seconds, until):
    """A Kept for so many seconds, and never past `until`, a second of the clock on the wall."""
    left, more = until - time(), WHILE_MADE
    if not mark[0]:  # nobody would tell of an end
        seconds = more = WITHOUT_ENDS
    return Kept(headers, body, mark, began + min(seconds, left), began + min(seconds + more, left))


def is_everybodys(response, said):
    """Whether a response may be sent to whoever asks next: its view says so, and nothing in it speaks against it."""
    if not getattr(response, "is_public", False) or not said.status.startswith("200 ") or response.streaming:
        return False
    told = {name.lower(): value.lower() for name, value in said.headers}
    if "set-cookie" in told or "content-encoding" in told or told.get("vary", "accept-encoding") != "accept-encoding":
        return False
    if "nonce-" in told.get("content-security-policy", "") or "no-store" in told.get("cache-control", ""):
        return False
    body = response.content
    return len(body) <= LARGEST and not any(secret in body for secret in SECRETS)


def _sent_on(response, said, start_response, is_head):
    start_response(said.status, said.headers)
    if is_head:
        response.close()
        return ()
    return response
