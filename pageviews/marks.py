"""What is remembered of readers for a moment: marks that nobody can turn back, in no row and no log."""

import hmac
import secrets
import time

from django.core.cache import caches
from django.utils.connection import ConnectionProxy

# Where marks and the day's salt stand, for as long as said there: on no disk, and shared where there is Redis. Without it each
# process tells repeats for itself, so that one may count twice: the filter fails open.
memory = ConnectionProxy(caches, "readers")
# A process asks for the salt again after so many seconds, which a day at most has to hold too.
SALT_USED = 5
SALT_KEPT = 24 * 3600 - SALT_USED


def hashed(text):
    """A keyed hash of a text, which nobody can turn back once the day's salt is gone."""
    return hmac.digest(_salt.now(), text.encode(errors="replace"), "sha256").hex()


class Salt:
    """The day's salt as this process read it a few seconds ago."""

    def __init__(self):
        self.read = b"", float("-inf")

    def now(self):
        salt, at = self.read
        if not 0 <= time.time() - at < SALT_USED:
            salt = memory.get_or_set("seen-salt", secrets.token_hex, SALT_KEPT).encode()
            self.read = salt, time.time()
        return salt


_salt = Salt()
