"""Addresses that are secrets: whoever has one is let in. Their token, what is kept of it, and what keeps it from others."""

import hashlib
import secrets

# Of every answer: no cache keeps it, no site that it leads to is told the address, no search engine lists it.
HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def new_token():
    """A token of 192 random bits, as it stands in an address."""
    return secrets.token_urlsafe(24)


def digest_of(token):
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
