"""The form of an address."""

import re
import unicodedata
from urllib.parse import unquote

from django.urls.converters import StringConverter

from pages import kinds, plain_text

LONGEST = 500
SITE = re.compile("^[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
# First words of addresses that are not plain pages.
RESERVED = {"procedures", "articles", "topics", "doctors", "contact", "search", "feed", "how-we-count"}


class WordsConverter(StringConverter):
    """`<words:slug>` in a URL pattern: whatever a slug could be, in any script; no control character is in any."""

    regex = r"[^/\x00-\x1f\x7f]+"


def path_of(kind, language, slug):
    """Where a page of a kind lives: `/ar/procedures/حقن-جذور-الأعصاب/`."""
    return f"/{language}/{kinds.by_name(kind).prefix}{slug}/"


def normalised(address):
    """One form for all spellings of an address: the path (and query, if any), decoded, composed, with a slash at its end."""
    path, _, query = SITE.sub("", address).partition("#")[0].partition("?")
    whole = re.sub("/+", "/", f"/{_decoded(path)}/") + (f"?{_decoded(query)}" if query else "")
    return whole[:LONGEST]


def of_another_site(address):
    """An address that a reader may be sent to, "" for what is none: javascript:, data:, a path of ours."""
    address = plain_text.clean(address or "").strip()
    return address if re.match("https?://[^/]", address, re.IGNORECASE) else ""


def _decoded(text):
    return unicodedata.normalize("NFC", plain_text.clean(unquote(text, errors="replace")))


def is_reserved(kind, slug):
    """Whether a plain page of that slug would hide one of the site's own."""
    return not kinds.by_name(kind).prefix and slug in RESERVED
