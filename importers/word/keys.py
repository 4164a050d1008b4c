"""The key by which a text is known again when its table comes back from Word.

It stands in the row where everybody can see it, and once more as the name of a bookmark: letters, digits and _ only, at
most 40 of them, as Word has it. It says which text it is, and by two digests what the original and the translation
were when the file was made.
"""

import base64
import hashlib
import re
from typing import NamedTuple

MARK = "b_"
PATTERN = re.compile(r"(?<![a-z0-9])(\d{1,10})([-_])(en|ar)\2([a-z2-7]{8})\2([a-z2-7]{7})\2([a-z2-7]{7})(?![a-z0-9])")


class Key(NamedTuple):
    """`page` is a number, `language` that of the translation, `place` as `place_of` has it; the rest are digests."""

    page: int
    language: str
    place: str
    original: str
    translation: str

    def __str__(self):
        return "-".join(map(str, self))

    @property
    def bookmark(self):
        return MARK + "_".join(map(str, self))


def found_in(text):
    """The first Key in a text or in the name of a bookmark, or None."""
    if found := PATTERN.search(text):
        number, _sign, *rest = found.groups()
        return Key(int(number), *rest)
    return None


def place_of(anchor, field):
    """A short name of a text within its page. `anchor` is "" for the page's own."""
    return _short(f"{anchor}/{field}", 8)


def digest(text):
    """What tells one text from another; spaces and newlines do not count."""
    return _short(" ".join((text or "").split()), 7)


def _short(text, length):
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()[:length]
