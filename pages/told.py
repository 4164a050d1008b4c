"""What an edition tells, part by part, as the search keeps it: one text, for it is read with every hit."""

from typing import NamedTuple

from pages.search_words import keys_of

# Control characters: no text of a page holds any.
BETWEEN_PARTS, BETWEEN_FIELDS = "\x1e", "\x1f"


class Part(NamedTuple):
    """One part of an edition: its anchor, heading and text, and the keys of its text's words, a space around each."""

    anchor: str
    heading: str
    text: str
    keys: str = ""

    def has(self, sought):
        """Whether it has one of some keys (as `spaced` gives them)."""
        return any(key in self.keys for key in sought)


def spaced(keys):
    """Keys as a Part is asked for them."""
    return tuple(f" {key} " for key in sorted(keys))


def packed(parts):
    """Parts as one text, each with the keys of its words."""
    fields = ((p.anchor, p.heading, p.text, f" {' '.join(sorted(keys_of(p.text)))} ") for p in parts)
    return BETWEEN_PARTS.join(BETWEEN_FIELDS.join(part) for part in fields)


def unpacked(told):
    """The Parts of such a text."""
    return [Part(*part.split(BETWEEN_FIELDS)) for part in told.split(BETWEEN_PARTS)] if told else []
