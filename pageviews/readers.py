"""Who is a reader: what is no person, no new reading, or not from this site's own page is not counted."""

import hmac
import secrets
import time
from urllib.parse import urlsplit

from crawleruseragents import is_crawler
from django.conf import settings
from django.core.cache import cache

from pages.proxies import client_address

# Within this many seconds the same person on the same page is one view; each repeat starts them anew.
WINDOW = 30
SALT_KEPT = 24 * 3600
# What the list of crawlers leaves out: programs that fetch pages for a person or for another program.
PROGRAMS = (
    "whatsapp/",
    "java/",
    "axios/",
    "curl/",
    "wget/",
    "headless",
    "node-fetch",
    "undici",
    "okhttp",
    "libwww",
    "bot",
)


def is_reader(request):
    """Whether a request comes from a person's browser that shows a page of this site."""
    return not (
        is_program(request.headers.get("User-Agent", ""))
        or _is_prefetch(request)
        or not _is_own_page(request)
        or _is_staff(request)
    )


def is_program(agent):
    """Whether a User-Agent is empty, a known crawler's or a program's."""
    return not agent.strip() or is_crawler(agent) or any(name in agent.lower() for name in PROGRAMS)


def is_repeat(request, page, now=None):
    """Whether the same person opened the same page within the last 30 seconds; remembers this opening.

    Nothing is stored but a keyed hash, for half a minute, under a salt that lives a day at most.
    """
    now = now if now is not None else time.time()
    person = f"{client_address(request)}|{request.headers.get('User-Agent', '')}|{page}"
    key = "seen:" + hmac.new(_salt().encode(), person.encode(), "sha256").hexdigest()
    last = cache.get(key)
    cache.set(key, now, WINDOW + 1)
    return last is not None and now - last <= WINDOW


def _salt():
    return cache.get_or_set("seen-salt", secrets.token_hex, SALT_KEPT)


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
