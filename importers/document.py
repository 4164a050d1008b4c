"""The neutral document: what every reader gives and the mapper takes."""

import re
from dataclasses import dataclass, field
from html import unescape

from pages import plain_text

# The level of a heading that says nothing of its own rank: a short line of plain text.
UNRANKED = 0
# Headings that another element only looks like: a bold line, the question of a list of questions.
BOLD = 7
ASKED = 8
# How deeply elements may be nested. Pages of real sites stay under 60.
DEEPEST = 100


class ImportRefused(Exception):
    """A document that cannot be read or placed, with the reason in a sentence for the person who brought it."""


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """`html` is inline and safe: words, emphasis, links and line breaks."""

    html: str


@dataclass(frozen=True)
class Item:
    """One item of a list; `blocks` are the lists, paragraphs and tables inside it."""

    html: str
    blocks: tuple = ()


@dataclass(frozen=True)
class ListBlock:
    items: tuple
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells, each inline HTML. `headed`: the first row names the columns."""

    rows: tuple
    headed: bool = False


@dataclass(frozen=True)
class AlsoRead:
    """A line that leads to another page. `words` are all that stood there, the marker included."""

    label: str
    url: str = ""
    words: str = ""


@dataclass
class Document:
    """What a file says. `left_out`: (what it was, its words) pairs of what is no content; `facts`: front matter."""

    blocks: list
    left_out: list = field(default_factory=list)
    facts: dict = field(default_factory=dict)


BREAK = re.compile(r"<(?:br|/?p|/?li|/?ul|/?ol|/?td|/?th|/?tr|/?table|/?tbody|/?h[1-6]|/?blockquote)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")


def plain(html):
    """The words of safe HTML, on one line."""
    return " ".join(unescape(TAG.sub("", BREAK.sub(" ", html))).split())


def words(text):
    """The folded words of a plain text: a list. Punctuation, bullets and marks are not words."""
    return plain_text.words(text).split()


def text_of(block):
    """The words of a block, on one line."""
    return " ".join(piece for piece in _pieces(block) if piece)


def _pieces(block):
    match block:
        case Heading(text=text):
            yield text
        case Paragraph(html=html):
            yield plain(html)
        case AlsoRead(words=said):
            yield said
        case Table(rows=rows):
            yield from (plain(cell) for row in rows for cell in row)
        case ListBlock(items=items):
            for item in items:
                yield plain(item.html)
                yield from (text_of(inner) for inner in item.blocks)
