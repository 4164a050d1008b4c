"""Blocks as the rich text that a part may hold."""

from html import escape

from importers.document import AlsoRead, Heading, ListBlock, Paragraph, Table


def html_of(blocks, highest=3):
    """The HTML of blocks. "Also read" lines are no text: they are left to the mapper. `highest`: h3 or h4."""
    blocks = list(blocks)
    ranks = sorted({block.level for block in blocks if isinstance(block, Heading)})
    return "".join(_html(block, ranks, highest) for block in blocks)


def _html(block, ranks, highest):
    match block:
        case Heading(level=level, text=text):
            tag = f"h{min(highest + ranks.index(level), 4)}"
            return f"<{tag}>{escape(text, quote=False)}</{tag}>"
        case Paragraph(html=html):
            return f"<p>{html}</p>"
        case ListBlock():
            return _list(block)
        case Table():
            return _table(block)
        case AlsoRead():
            return ""


def _list(block):
    tag = "ol" if block.ordered else "ul"
    items = "".join(f"<li>{item.html}{html_of(item.blocks)}</li>" for item in block.items)
    return f"<{tag}>{items}</{tag}>"


def _table(block):
    count = int(block.headed)
    head = _rows(block.rows[:count], '<th scope="col">{}</th>')
    body = _rows(block.rows[count:], "<td>{}</td>")
    return "<table>" + (head and f"<thead>{head}</thead>") + (body and f"<tbody>{body}</tbody>") + "</table>"


def _rows(rows, cell):
    return "".join("<tr>" + "".join(cell.format(html) for html in row) + "</tr>" for row in rows)
