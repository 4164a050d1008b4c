"""The running text of rich text: its words outside headings, links and the headers of tables, and where they stand."""

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple

from pages.words.search_words import words_of

# What nh3 leaves: attributes are quoted, and nothing but &, <, > and the hard space is an entity.
TOKEN = re.compile(r'<(/?)([a-z0-9]+)(?:"[^"]*"|[^">])*>|(&#?\w+;)|([^<&]+|[<&])')
SILENT = {"a", "h3", "h4", "th", "thead"}
WITHIN = {"strong", "em", "sub", "sup"}


class Piece(NamedTuple):
    """Some characters of a stretch: where they stand in it, and where in the HTML."""

    start: int
    place: int


class Stretch:
    """Words that follow one another without a break: those of a paragraph between two links, say."""

    def __init__(self):
        self.text, self.pieces = "", []

    def add(self, text, place):
        self.pieces.append(Piece(len(self.text), place))
        self.text += text

    def words(self):
        """Its Words, in order."""
        return list(words_of(self.text))

    def span(self, start, end):
        """From where to where some of its text stands in the HTML, whatever inline elements begin or end between."""
        first, last = self._piece(start), self._piece(end - 1)
        return first.place + start - first.start, last.place + end - last.start

    def _piece(self, offset):
        return self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1]


def stretches(html):
    """The stretches of rich text (cleaned HTML), in order, those without any text left out."""
    found, silent = [Stretch()], 0
    for token in TOKEN.finditer(html):
        closing, tag, entity, text = token.groups()
        if not tag:
            if not silent:
                found[-1].add(unescape(entity) if entity else text, token.start())
        elif tag not in WITHIN:
            silent += (tag in SILENT) * (-1 if closing else 1)
            found.append(Stretch())
    return [stretch for stretch in found if stretch.text.strip()]


def wrapped(html, start, end, opening):
    """Rich text with the words from `start` to `end` in an element of their own, of which `opening` is the tag.

    An inline element that reaches over one of the two is parted there, so that its words stay as bold as they were.
    """
    before, after = _open_at(html, start), _open_at(html, end)
    shared = sum(one.start() == other.start() for one, other in zip(before, after, strict=False))
    before, after = before[shared:], after[shared:]
    while before and before[-1].end() == start:  # nothing of it is left outside
        start = before.pop().start()
    while after and html.startswith(_closing(after[-1:]), end):
        end += len(_closing([after.pop()]))
    within = _opening(before) + html[start:end] + _closing(after)
    around = opening + within + f"</{TOKEN.match(opening)[2]}>"
    return html[:start] + _closing(before) + around + _opening(after) + html[end:]


def _open_at(html, place):
    """The inline elements that are open at a place of rich text, the outermost first: the matches of their tags."""
    found = []
    for token in TOKEN.finditer(html, 0, place):
        if token[2] in WITHIN and not token[1]:
            found.append(token)
        elif token[2] in WITHIN and found:
            found.pop()
    return found


def _opening(elements):
    return "".join(element[0] for element in elements)


def _closing(elements):
    return "".join(f"</{element[2]}>" for element in reversed(elements))
