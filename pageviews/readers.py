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


def is_first(request, what, event=""):
    """Whether nothing is remembered of the person at it; if so this time is, as by `is_repeat`."""
    return memory.add(_seen(request, what), (time.time(), event), WINDOW + 1)


def is_repeat(request, what, now=None, window=WINDOW, event=""):
    """Whether the same person did the same (opened `what`, a page) within `window` seconds; remembers this time.

    What is told again under the same `event` (a random name, "" for none) is no repeat: whoever stores it knows whether it
    has it already. Of two at the same moment only one is the first. Nothing is stored but a keyed hash, for as long as the window, under
    a salt that lives a day at most.
    """
    now = now if now is not None else time.time()
    key = _seen(request, what)
    if memory.add(key, (now, event), window + 1):
        return False
    last, told = memory.get(key) or (float("-inf"), "")
    memory.set(key, (now, event), window + 1)
    return now - last <= window and not (event and told == event)


def forget(request, what):
    """Makes what was just remembered the first time again: it was not kept."""
    memory.delete(_seen(request, what))


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


def _seen(request, what):
    return f"seen:{person(request, what)}"


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
