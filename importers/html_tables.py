"""Tables of web pages as a full grid of cells, whatever they span."""

MOST_SPANNED = 20


def grid_of(table, cell_html):
    """The rows of a table element, a list of lists of HTML, with spanned places filled. `cell_html(cell)` reads one."""
    rows, waiting = [], {}
    for row in _rows(table):
        cells = iter(row.find_all(["td", "th"], recursive=False))
        rows.append(_filled(cells, waiting, cell_html))
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows if any(row)]


def is_headed(table):
    """Whether the first row names the columns."""
    first = next(iter(_rows(table)), None)
    if first is None:
        return False
    cells = first.find_all(["td", "th"], recursive=False)
    bold = all(cell.name == "th" or cell.find(["strong", "b"]) or not cell.get_text(strip=True) for cell in cells)
    return first.parent.name == "thead" or (len(cells) > 1 and bold)


def is_layout(table):
    """Whether a table only arranges a page: it holds headings or tables, or has a single row or column."""
    rows = list(_rows(table))
    widest = max((len(row.find_all(["td", "th"], recursive=False)) for row in rows), default=0)
    return widest < 2 or len(rows) < 2 or bool(table.find(["table", "h1", "h2", "h3", "article", "section"]))


def cells_of(table):
    """All cells of a table that only arranges a page, in order."""
    for row in _rows(table):
        yield from row.find_all(["td", "th"], recursive=False)


def _rows(table):
    for child in table.find_all(["tr", "thead", "tbody", "tfoot"], recursive=False):
        if child.name == "tr":
            yield child
        else:
            yield from child.find_all("tr", recursive=False)


def _filled(cells, waiting, cell_html):
    """One row. `waiting`: {column: (rows still to fill, html)} of cells that reach down into it."""
    row = []
    while True:
        if len(row) in waiting:
            left, html = waiting.pop(len(row))
            if left > 1:
                waiting[len(row)] = (left - 1, html)
            row.append(html)
            continue
        cell = next(cells, None)
        if cell is None:
            return row
        html, across, down = cell_html(cell), _span(cell, "colspan"), _span(cell, "rowspan")
        if down > 1:
            waiting[len(row)] = (down - 1, html)
        row.extend([html] + [""] * (across - 1))


def _span(cell, name):
    value = cell.get(name, "1")
    return min(int(value), MOST_SPANNED) or 1 if value.isascii() and value.isdigit() and len(value) < 6 else 1
