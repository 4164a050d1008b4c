"""Who is a reader: what is no person, no new reading, or not from this site's own page is not counted."""

import time
from urllib.parse import urlsplit

from django.conf import settings

from pages.proxies import client_address
from pageviews.marks import hashed, memory
from pageviews.programs import Known

# Within this many seconds the same person on the same page is one view; each repeat starts them anew.
WINDOW = 30
_agents = Known(WINDOW)


def is_reader(request):
    """Whether a request comes from a person's browser that shows a page of this site."""
    return not (
        _agents.is_program(request.headers.get("User-Agent", ""))
        or _is_prefetch(request)
        or not _is_own_page(request)
        or _is_staff(request)
    )


def is_repeat(request, what, now=None, window=WINDOW):
    """Whether the same person did the same (opened `what`, a page) within `window` seconds; remembers this time."""
    return are_repeats([(mark(request, what), "")], now, window)[0]


def mark(request, what):
    """What is remembered of a person who did something: a keyed hash, under a salt that lives a day at most."""
    return f"seen:{person(request, what)}"


def are_repeats(marked, now=None, window=WINDOW):
    """Whether each of `marked`, pairs of a mark and an event, was done within `window` seconds before; remembers all of them as long.

    What is told again under the same event (a random name, "" for none) is no repeat: whoever stores it knows whether
    it has it already. Of two at the same moment only one is the first.
    """
    now = now if now is not None else time.time()
    before = memory.exchange([(key, (now, event)) for key, event in marked], window + 1)
    return [_is_repeat(*pair, now, window) for pair in zip(before, (event for _key, event in marked), strict=True)]


def _is_repeat(before, event, now, window):
    last, told = before or (float("-inf"), "")
    return now - last <= window and not (event and told == event)


def forget(marks):
    """Makes what was just remembered the first time again: it was not kept."""
    memory.delete_many(marks)


def is_flood(request, what, most, window):
    """Whether one address, whoever sits behind it, did `what` more than `most` times within `window` seconds."""
    key = f"often:{hashed(f'{client_address(request)}|{what}')}"
    memory.add(key, 0, window)
    try:
        return memory.incr(key) > most
    except ValueError:  # forgotten in between: the window is over
        return False


def person(request, what):
    """A keyed hash of who asks, as far as that can be known, and of `what`: it tells nothing, and is new every day."""
    return hashed(f"{client_address(request)}|{request.headers.get('User-Agent', '')}|{what}")


def _is_prefetch(request):
    purpose = f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}".lower()
    return "prefetch" in purpose or "prerender" in purpose


def _is_own_page(request):
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc in {request.get_host(), urlsplit(settings.SITE_URL).netloc} - {""}


def _is_staff(request):
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_staff
