"""A text in blocks, as what changed in it is told: its paragraphs, headings, list items and tables."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

# Where `rich_text.text_of` ends a line; a line break does so too.
ENDS_A_LINE = {"p", "li", "h3", "h4", "tr", "td", "th", "blockquote"}
LISTS, HEADINGS, CELLS = {"ul", "ol"}, {"h3": 3, "h4": 4}, {"td", "th"}


@dataclass(frozen=True)
class Block:
    """One line of a text: `kind` is "p", "heading", "item", "quote" or, of a list of names or words, "line".

    `level` is a heading's, 3 or 4; of an item are its list ("ul" or "ol"), its depth (from 1) and its number in an "ol".
    """

    words: str
    kind: str = "p"
    level: int = 0
    list: str = ""
    depth: int = 0
    number: int | None = None

    @property
    def key(self):
        """What it is compared by."""
        return " ".join(self.words.split())

    @property
    def form(self):
        """What kind of line it is, whatever it says, and whatever stands before it."""
        return self.kind, self.level, self.list, self.depth


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `is_head`: it says what others are of."""

    words: str
    is_head: bool = False

    @property
    def key(self):
        return " ".join(self.words.split())


@dataclass(frozen=True)
class Table:
    """The rows of a table, each a list of Cells; rows of nothing but heads come first where it has any."""

    rows: list = field(default_factory=list)

    @cached_property
    def key(self):
        """What it is compared by."""
        return tuple(tuple(cell.key for cell in row) for row in self.rows)

    @cached_property
    def said(self):
        """What stands in its cells, in no order."""
        return {key for row in self.key for key in row if key}


def of_rich(html):
    """The Blocks and Tables of rich text; their lines are those of its `rich_text.text_of`."""
    reader = _Reader()
    reader.feed(html or "")
    reader.close()
    reader.end_line()
    return reader.found


def of_plain(text, kind="p"):
    """The Blocks of plain text, one for each line."""
    return [Block(line, kind) for line in _lines(text)]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.words = [], ""
        self.open = Counter()  # how many of each tag: what is kept is closed as it was opened
        self.lists = []  # those that are open, the outermost first: [name, number of the last item]
        self.tables, self.rows = 0, []  # how many are open, and the rows of the outermost: [(is_head, lines)]

    def handle_starttag(self, tag, attributes):
        if tag == "br":
            self.end_line()
            return
        if tag == "table":
            self.end_line()
            self.tables += 1
        elif self.tables == 1 and tag == "tr":
            self.rows.append([])
        elif self.tables == 1 and tag in CELLS:
            self.end_line()
            self.rows = self.rows or [[]]
            self.rows[-1].append((tag == "th", []))
        self.open[tag] += 1
        self._open_list(tag, dict(attributes).get("start") or "")

    def _open_list(self, tag, start):
        if tag in LISTS:
            self.lists.append([tag, int(start) - 1 if start.isdecimal() and len(start) < 6 else 0])
        if tag == "li" and self.lists:
            self.lists[-1][1] += 1

    def handle_endtag(self, tag):
        if tag in ENDS_A_LINE:
            self.end_line()
        if tag in LISTS and self.lists:
            self.lists.pop()
        if tag == "table" and self.tables:
            self.end_line()
            self.tables -= 1
            if not self.tables:
                self._end_table()
        if self.open[tag]:
            self.open[tag] -= 1

    def handle_data(self, data):
        self.words += data

    def end_line(self):
        lines, self.words = _lines(self.words), ""
        if self.tables and self.rows and self.rows[-1]:
            self.rows[-1][-1][1].extend(lines)
        else:
            self.found += [self._block(line) for line in lines]

    def _end_table(self):
        rows = [[Cell("\n".join(lines), is_head) for is_head, lines in row] for row in self.rows if row]
        if any(cell.words for row in rows for cell in row):
            self.found.append(Table(rows))
        self.rows = []

    def _block(self, words):
        if self.open["li"] and self.lists:
            name, number = self.lists[-1]
            return Block(words, "item", 0, name, len(self.lists), number if name == "ol" else None)
        level = next((own for tag, own in HEADINGS.items() if self.open[tag]), 0)
        return Block(words, "heading" if level else "quote" if self.open["blockquote"] else "p", level)


def _lines(text):
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
