"""What an edition tells, part by part, as the search keeps it: one text, for it is read with every hit."""

from dataclasses import dataclass

from pages.search_words import keys_of

# Control characters: no text of a page holds any.
BETWEEN_PARTS, BETWEEN_FIELDS = "\x1e", "\x1f"


@dataclass(frozen=True)
class Part:
    """One part of an edition: its anchor, heading and text, and the keys of all words of the text."""

    anchor: str
    heading: str
    text: str
    keys: frozenset = frozenset()


def packed(parts):
    """Parts as one text, each with the keys of its words."""
    fields = ((p.anchor, p.heading, p.text, " ".join(sorted(keys_of(p.text)))) for p in parts)
    return BETWEEN_PARTS.join(BETWEEN_FIELDS.join(part) for part in fields)


def unpacked(told):
    """The Parts of such a text."""
    for part in told.split(BETWEEN_PARTS) if told else []:
        anchor, heading, text, keys = part.split(BETWEEN_FIELDS)
        yield Part(anchor, heading, text, frozenset(keys.split()))
