"""The running text of rich text: its words outside headings, links and the headers of tables, and where they stand."""

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple

from pages.search_words import words_of

# What nh3 leaves: attributes are quoted, and nothing but &, <, > and the hard space is an entity.
TOKEN = re.compile(r'<(/?)([a-z0-9]+)(?:"[^"]*"|[^">])*>|(&#?\w+;)|([^<&]+|[<&])')
SILENT = {"a", "h3", "h4", "th", "thead"}
WITHIN = {"strong", "em", "sub", "sup"}


class Piece(NamedTuple):
    """Some characters of a stretch: where they stand in it, where in the HTML, and within which inline element."""

    start: int
    place: int
    element: int


class Stretch:
    """Words that follow one another without a break: those of a paragraph between two links, say."""

    def __init__(self):
        self.text, self.pieces = "", []

    def add(self, text, place, element):
        self.pieces.append(Piece(len(self.text), place, element))
        self.text += text

    def words(self):
        """Its Words, in order."""
        return list(words_of(self.text))

    def span(self, start, end):
        """From where to where some of its text stands in the HTML; None where an element begins or ends between."""
        first, last = self._piece(start), self._piece(end - 1)
        if first.element != last.element:
            return None
        return first.place + start - first.start, last.place + end - last.start

    def _piece(self, offset):
        return self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1]


def stretches(html):
    """The stretches of rich text (cleaned HTML), in order, those without any text left out."""
    found, silent, elements, count = [Stretch()], 0, [0], 0
    for token in TOKEN.finditer(html):
        closing, tag, entity, text = token.groups()
        if not tag:
            if not silent:
                found[-1].add(unescape(entity) if entity else text, token.start(), elements[-1])
        elif tag in WITHIN:
            count += 1
            elements = elements[:-1] or [0] if closing else [*elements, count]
        else:
            silent += (tag in SILENT) * (-1 if closing else 1)
            found.append(Stretch())
    return [stretch for stretch in found if stretch.text.strip()]
