"""Rich text becomes the paragraphs and tables of a cell in Word."""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString

from importers.word.elements import element, line_break, paragraph, runs, whole
from importers.word.links import address_of

BLOCKS = {"p", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
MARKS = {"strong", "em", "sub", "sup"}
HEADINGS = {"h3": "Heading3", "h4": "Heading4"}
HEAD_FILL = "EDEDED"
SPACES = re.compile("[ \t\n\r]+")
DEEPEST = 8
MOST_COLUMNS = 63  # of Word


@dataclass
class Place:
    """What the next paragraph is: of a style, or of an item of a list. Only the first of an item has its number."""

    style: str = ""
    numbered: tuple = None
    level: int = -1

    def next(self):
        told = {"style": self.style, "numbered": self.numbered}
        if self.numbered:
            self.style, self.numbered = _continued(self.level), None
        return told


def _continued(level):
    return "ListContinue" if level == 0 else f"ListContinue{min(level, 2) + 1}"


class CellWriter:
    """Writes rich text in a language. `numbering` and `links` are where its lists and links are kept."""

    def __init__(self, language, numbering, links):
        self.language, self.numbering, self.links = language, numbering, links

    def rich(self, html):
        """The elements of clean HTML."""
        return list(self._flow(BeautifulSoup(html, "html.parser"), Place()))

    def plain(self, text, marks=()):
        """The paragraphs of a text, one a line."""
        return [paragraph(*runs(line, self.language, marks), language=self.language) for line in text.split("\n")]

    def _flow(self, node, place):
        words = []
        for child in node.children:
            if getattr(child, "name", None) not in BLOCKS:
                words.append(child)
                continue
            yield from self._paragraph(words, place)
            words = []
            yield from self._block(child, place)
        yield from self._paragraph(words, place)

    def _paragraph(self, nodes, place):
        content = [run for node in nodes for run in self._inline(node, ())]
        if any(node.get_text().strip() for node in nodes) or (nodes and place.numbered):
            yield paragraph(*content, language=self.language, **place.next())

    def _block(self, tag, place):
        if tag.name in HEADINGS and place.level < 0:
            yield from self._flow(tag, Place(style=HEADINGS[tag.name]))
        elif tag.name == "blockquote" and place.level < 0:
            yield from self._flow(tag, Place(style="Quote"))
        elif tag.name in ("ul", "ol"):
            yield from self._list(tag, place.level + 1)
        elif tag.name == "table":
            yield self._table(tag)
        else:
            yield from self._flow(tag, place)

    def _list(self, tag, level):
        level = min(level, DEEPEST)
        number = self.numbering.add(tag.name, whole(tag.get("start"), 1))
        for item in tag.find_all("li", recursive=False):
            place = Place(numbered=(number, level), level=level)
            written = list(self._flow(item, place))
            if place.numbered:  # it has no words of its own before what is in it
                yield paragraph(language=self.language, **place.next())
            yield from written

    def _inline(self, node, marks):
        if isinstance(node, NavigableString):
            return runs(SPACES.sub(" ", str(node)), self.language, marks)
        if node.name == "br":
            return [line_break()]
        is_link = node.name == "a" and address_of(node) and "link" not in marks
        marks = (*marks, node.name) if node.name in MARKS else (*marks, "link") if is_link else marks
        inner = [run for child in node.children for run in self._inline(child, marks)]
        if not is_link:
            return inner
        link = element("hyperlink", *inner)
        link.set(LINK_NUMBER, self.links.add(address_of(node)))
        return [link]

    def _table(self, tag):
        properties = element("tblPr", element("tblStyle", val="TableGrid"))
        if self.language == "ar":
            properties.append(element("bidiVisual"))
        properties.append(element("tblW", w=0, type="auto"))
        rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
        written, open_spans, width = [], {}, 0
        for row in rows:
            cells, column = [], 0
            waiting = [cell for cell in row.children if getattr(cell, "name", None) in ("td", "th")]
            while waiting or column in open_spans:
                if column in open_spans:
                    rest, span, is_head = open_spans.pop(column)
                    if rest > 1:
                        open_spans[column] = (rest - 1, span, is_head)
                    cells.append(self._cell([], span, "continue", is_head))
                else:
                    cell = waiting.pop(0)
                    span, down = _span(cell, "colspan"), _span(cell, "rowspan")
                    if down > 1:
                        open_spans[column] = (down - 1, span, cell.name == "th")
                    blocks = list(self._flow(cell, Place()))
                    cells.append(self._cell(blocks, span, "restart" if down > 1 else "", cell.name == "th"))
                column += span
            width = max(width, column)
            is_head = bool(cells) and row.find("td", recursive=False) is None
            told = element("trPr", element("tblHeader")) if is_head else None
            written.append(element("tr", told, *cells))
        grid = element("tblGrid", *(element("gridCol", w=1200) for _ in range(max(width, 1))))
        return element("tbl", properties, grid, *written)

    def _cell(self, blocks, span, merge, is_head):
        told = element("tcPr", element("tcW", w=0, type="auto"))
        if span > 1:
            told.append(element("gridSpan", val=span))
        if merge:
            told.append(element("vMerge", val=merge))
        if is_head:
            told.append(element("shd", val="clear", color="auto", fill=HEAD_FILL))
        return element("tc", told, *ended(blocks, self.language))


LINK_NUMBER = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def ended(blocks, language):
    """The blocks of a cell, the last of which must be a paragraph."""
    is_ended = blocks and blocks[-1].tag.endswith("}p")
    return blocks if is_ended else [*blocks, paragraph(language=language)]


def _span(cell, name):
    return max(1, min(whole(cell.get(name), 1), MOST_COLUMNS))
