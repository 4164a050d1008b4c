"""The header rows of tables within rich text: in one form, whether they were imported, pasted or written in the editor.

The editor knows no <thead>: it writes every row into <tbody> and marks header cells only. Rows of nothing but header cells
at the top of a table are its head; what a header cell is of follows from where it stands (WCAG 2.2, technique H63).
"""

import re
from dataclasses import dataclass, field

# What nh3 leaves: attributes are quoted, and no < stands in text.
TAG = re.compile(r'<(/?)([a-z0-9]+)((?:"[^"]*"|[^">])*)>')
SCOPE = re.compile(r' scope="([^"]*)"')
ROWSPAN = re.compile(r' rowspan="(\d{1,4})"')
CELLS = {"td", "th"}


@dataclass
class _Row:
    """One row of a table: where it stands in the HTML, the tags of its cells, and whether it stood in <thead>."""

    start: int
    is_marked: bool
    end: int = 0
    tags: list = field(default_factory=list)

    @property
    def opened(self):
        return [tag for tag in self.tags if not tag[1]]

    @property
    def is_header(self):
        return bool(self.opened) and (self.is_marked or all(tag[2] == "th" for tag in self.opened))

    @property
    def reach(self):
        """How many rows it reaches over, itself among them."""
        spans = (int(match[1]) for tag in self.opened if (match := ROWSPAN.search(tag[3])))
        return max([1, *spans])


def with_heads(html):
    """Clean rich text with the header rows of its tables in <thead>, and every header cell saying what it is of.

    Tables within tables, and any that hold more than rows, stay as they are.
    """
    if "<th" in html:
        for start, end, rows in reversed(list(_tables(html))):
            html = html[:start] + _table(html, rows) + html[end:]
    return html


def _tables(html):
    """Every table that has rows alone and none within it: where it stands, and its _Rows."""
    rows, start, is_marked, rest = [], None, False, 0
    for tag in TAG.finditer(html):
        closing, name = tag[1], tag[2]
        if name == "table" and not closing:
            rows, start, rest = [], tag.start(), tag.end()
        elif start is None:
            continue
        elif name == "table":
            if rows and not html[rest : tag.start()].strip():
                yield start, tag.end(), rows
            start = None
        elif name in ("thead", "tbody", "tr") and (closing or not html[rest : tag.start()].strip()):
            rest = tag.end()
            if name == "tr" and closing:
                rows[-1].end = rest
            elif name == "tr":
                rows.append(_Row(tag.start(), is_marked))
            else:
                is_marked = name == "thead" and not closing
        elif name in CELLS and rows:
            rows[-1].tags.append(tag)
        elif name in ("thead", "tbody", "tr"):
            start = None


def _table(html, rows):
    count = _heads(rows)
    head = "".join(_written(html, row, "th") for row in rows[:count])
    body = "".join(_written(html, row) for row in rows[count:])
    return (
        "<table>" + (f"<thead>{head}</thead>" if head else "") + (f"<tbody>{body}</tbody>" if body else "") + "</table>"
    )


def _heads(rows):
    """How many rows are the head of a table: of nothing but headers the first, and none where a cell reaches out of it."""
    count = next((n for n, row in enumerate(rows) if not row.is_header), 1)
    reaches_out = any(n + row.reach > count for n, row in enumerate(rows[:count]))
    return 0 if reaches_out and count < len(rows) else count


def _written(html, row, name=""):
    """A row with the tags of its cells as they shall be: each a `name`, where one is given."""
    told, at = "", row.start
    for n, tag in enumerate(row.tags):
        told += html[at : tag.start()] + _cell(tag, name or tag[2], is_head=bool(name), is_first=n == 0)
        at = tag.end()
    return told + html[at : row.end]


def _cell(tag, name, is_head, is_first):
    scope = SCOPE.search(tag[3])
    wanted = "col" if is_head else "row" if is_first else ""
    if tag[1] or name == "td":
        return f"<{tag[1]}{name}{SCOPE.sub('', tag[3])}>"
    if not wanted or (scope and scope[1] in (wanted, f"{wanted}group")):
        return f"<{name}{tag[3]}>"
    return f'<{name}{SCOPE.sub("", tag[3])} scope="{wanted}">'
