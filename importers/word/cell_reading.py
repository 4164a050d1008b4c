"""The paragraphs and tables of a cell in Word become rich text, with tracked changes accepted and comments left out."""

import re

from docx.oxml.ns import qn

from importers.word.cell_writing import CellWriter
from importers.word.elements import NAMES, attribute, whole
from importers.word.inline_reading import InlineReader
from importers.word.links import Links
from importers.word.numbering import Numbering
from pages.rich_text import clean_html

PARAGRAPH, TABLE, ROW, CELL = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
LEFT_OUT = {qn("w:del"), qn("w:moveFrom")}
HEADING = re.compile(r"heading (\d)")
CONTINUED = re.compile(r"list continue ?(\d?)")


class CellReader:
    """Reads cells. `style_of(id)` gives (name, number of its list or "") of a style."""

    def __init__(self, numbering, links, style_of=None):
        self.numbering, self.style_of = numbering, style_of or (lambda key: (_own_name(key), ""))
        self.inline = InlineReader(links, lambda key: self.style_of(key)[0])

    def rich(self, blocks):
        """Clean HTML of some blocks (`blocks_of`)."""
        writer = _Writer()
        for block in blocks:
            if isinstance(block, list):
                self._paragraph(block, writer)
            else:
                writer.table(self._table(block))
        return clean_html(writer.html())

    def lines(self, blocks):
        """The words of some blocks, a line each; those of tables by their cells."""
        found = []
        for block in blocks:
            if isinstance(block, list):
                found += self.inline.text(block).split("\n")
            else:
                found += [
                    line for _row, cells in rows_of(block) for cell in cells for line in self.lines(blocks_of(cell))
                ]
        return [line for line in (" ".join(line.split()) for line in found) if line]

    def style(self, paragraph):
        """What the style of a paragraph is called, in lower case."""
        return self.style_of(attribute(paragraph, "w:pPr/w:pStyle") or "")[0]

    def _paragraph(self, nodes, writer):
        name, listed = self.style_of(attribute(nodes[0], "w:pPr/w:pStyle") or "")
        told = nodes[0].find("w:pPr/w:numPr", NAMES)
        number = attribute(told, "w:numId") if told is not None else listed
        level = whole(attribute(told, "w:ilvl"), 0)
        if heading := HEADING.match(name):
            tag = "h3" if int(heading[1]) <= 3 else "h4"
            writer.block(self.inline.html(nodes, without=("strong",)), tag)
        elif number and number != "0":
            writer.item(self.inline.html(nodes), number, level, *self.numbering.kind_of(number, level))
        elif continued := CONTINUED.match(name):
            writer.go_on(self.inline.html(nodes), int(continued[1] or 1) - 1)
        else:
            writer.block(self.inline.html(nodes), "p", is_quoted="quote" in name)

    def _table(self, table):
        rows, spans = [], {}
        for row, cells in rows_of(table):
            told, column = [], 0
            for cell in cells:
                wide = whole(attribute(cell, "w:tcPr/w:gridSpan"), 1)
                merge = cell.find("w:tcPr/w:vMerge", NAMES)
                if merge is not None and merge.get(qn("w:val")) != "restart" and column in spans:
                    spans[column]["rowspan"] += 1
                else:
                    is_head = row.find("w:trPr/w:tblHeader", NAMES) is not None or _is_shaded(cell)
                    spans[column] = {"name": "th" if is_head else "td", "colspan": wide, "rowspan": 1}
                    told.append((spans[column], self.rich(blocks_of(cell))))
                column += wide
            rows.append(told)
        return "<table><tbody>" + "".join(_row(row) for row in rows) + "</tbody></table>"


def blocks_of(node):
    """The blocks of a cell or a body: a list of paragraphs, where the ends between them were deleted, or a table."""
    blocks, joins = [], False
    for child in _children(node):
        if child.tag == TABLE:
            blocks.append(child)
            joins = False
            continue
        if joins:
            blocks[-1].append(child)
        else:
            blocks.append([child])
        joins = child.find("w:pPr/w:rPr/w:del", NAMES) is not None
    return blocks


def rows_of(table):
    """The rows of a table that were not deleted, each with its cells."""
    for row in _children(table, (ROW,)):
        if row.find("w:trPr/w:del", NAMES) is None:
            yield row, list(_children(row, (CELL,)))


def canonical(html):
    """Rich text as it comes back from Word where nobody changed it."""
    numbering, links = Numbering.empty(), Links()
    blocks = CellWriter("en", numbering, links).rich(html)
    return CellReader(numbering, links).rich([block if block.tag == TABLE else [block] for block in blocks])


def _children(node, tags=(PARAGRAPH, TABLE)):
    for child in node:
        if child.tag in tags:
            yield child
        elif (
            isinstance(child.tag, str) and child.tag not in LEFT_OUT and child.tag not in (PARAGRAPH, TABLE, ROW, CELL)
        ):
            yield from _children(child, tags)


def _own_name(key):
    """What the styles that we write with are called: "ListContinue2" is "list continue 2"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", key).lower()


def _is_shaded(cell):
    return (attribute(cell, "w:tcPr/w:shd", "fill") or "auto").lower() not in ("auto", "ffffff")


def _row(cells):
    return "<tr>" + "".join(_cell(told, html) for told, html in cells) + "</tr>"


def _cell(told, html):
    spans = "".join(f' {name}="{told[name]}"' for name in ("colspan", "rowspan") if told[name] > 1)
    return f"<{told['name']}{spans}>{html}</{told['name']}>"


class _Writer:
    """Puts blocks one after the other, and opens and closes lists around those that are items."""

    def __init__(self):
        self._told, self._open, self._is_quoted = [], [], False

    def html(self):
        self._close()
        return "".join(self._told)

    def block(self, html, tag, is_quoted=False):
        if html:
            self._close(is_quoted=is_quoted)
            if is_quoted and not self._is_quoted:
                self._told.append("<blockquote>")
                self._is_quoted = True
            self._told.append(f"<{tag}>{html}</{tag}>")

    def table(self, html):
        self._close()
        self._told.append(html)

    def item(self, html, number, level, tag, start):
        self._close_lists(lambda own, other: other > level or (other == level and own != (tag, number)))
        if self._open and self._open[-1][1] == level:
            self._told.append("</li>")
        else:
            self._leave_quote()
            self._told.append(f'<ol start="{start}">' if tag == "ol" and start != 1 else f"<{tag}>")
            self._open.append(((tag, number), level))
        self._told.append(f"<li><p>{html}</p>" if html else "<li>")

    def go_on(self, html, level):
        if not self._open:
            self.block(html, "p")
        elif html:
            self._close_lists(lambda _own, other: other > max(level, self._open[0][1]))
            self._told.append(f"<p>{html}</p>")

    def _close_lists(self, is_closed):
        while self._open and is_closed(*self._open[-1]):
            self._told.append(f"</li></{self._open.pop()[0][0]}>")

    def _close(self, is_quoted=False):
        self._close_lists(lambda _own, _level: True)
        if not is_quoted:
            self._leave_quote()

    def _leave_quote(self):
        if self._is_quoted:
            self._told.append("</blockquote>")
            self._is_quoted = False
