"""HTML becomes a neutral document: headings, paragraphs, lists and tables, with links and emphasis kept."""

import re

from bs4 import NavigableString, Tag

from importers import lines
from importers.document import ASKED, BOLD, Document, Heading, Item, ListBlock, Paragraph, Table, plain
from importers.furniture import content_of
from importers.html_lines import blocks_of_lines, gathered, short_lines_headed
from importers.html_tables import cells_of, grid_of, is_headed, is_layout
from importers.inline import lines_of
from importers.markup import BLOCKS, facts_of, tree_of
from importers.rendering import html_of
from importers.text_reader import read_text

RANKED = re.compile("^h[1-6]$")
LONGEST_HEADING = 200


def read_html(html):
    """The Document of an HTML page or fragment. Raises ImportRefused where it is nested too deeply."""
    tree, left_out = tree_of(html), []
    content = content_of(tree, left_out)
    left_out += [
        ("media", said) for element in content.find_all(["img", "iframe", "video"]) if (said := _media(element))
    ]
    if not content.find(BLOCKS) and not content.find("br"):
        return Document(read_text(content.get_text()).blocks, left_out, facts_of(html))
    return Document(short_lines_headed(gathered(list(_blocks(content)))), left_out, facts_of(html))


def _media(element):
    name = element.get("alt") or element.get("title") or ""
    return " ".join(f"{name} {element.get('src', '')}".split()) if name or element.name != "img" else ""


def _blocks(container):
    """The blocks of an element, in order. Words that stand between blocks are paragraphs of their own."""
    run = []
    for node in container.children:
        if isinstance(node, NavigableString) or not _is_block(node):
            run.append(node)
            continue
        yield from blocks_of_lines(lines_of(run))
        run = []
        yield from READERS.get(node.name, _blocks)(node)
    yield from blocks_of_lines(lines_of(run))


def _is_block(node):
    if not isinstance(node, Tag):
        return False
    return node.name in BLOCKS or (bool(node.contents) and node.find(BLOCKS) is not None)


def _heading(node):
    text = " ".join(" ".join(plain(line) for line in lines_of(node.children)).split())
    if node.find(BLOCKS):
        yield from _blocks(node)
    elif len(text) > LONGEST_HEADING:
        yield Paragraph("<br>".join(line for line in lines_of(node.children) if line))
    elif any(c.isalnum() for c in text):
        yield Heading(int(node.name[1]), text)


def _titled(node):
    """What opens something: the question of an accordion, the term of a list of definitions."""
    for block in _blocks(node):
        text = plain(block.html) if isinstance(block, Paragraph) else ""
        if text and len(text) <= LONGEST_HEADING:
            yield Heading(ASKED if lines.is_question(text) else BOLD, text)
        else:
            yield block


def _list(node):
    items = []
    for child in node.find_all(True, recursive=False):
        inner = gathered(list(_blocks(child))) if child.name not in ("ul", "ol") else list(_list(child))
        if child.name in ("ul", "ol") and items:
            items[-1] = Item(items[-1].html, (*items[-1].blocks, *inner))
        elif inner:
            items.append(_item(inner))
    if items:
        yield ListBlock(tuple(items), ordered=node.name == "ol")


def _item(blocks):
    first, rest = blocks[0], tuple(_unheaded(block) for block in blocks[1:])
    if isinstance(first, Heading):
        return Item(_unheaded(first).html, rest)
    return Item(first.html, rest) if isinstance(first, Paragraph) else Item("", (first, *rest))


def _unheaded(block):
    """Within an item a heading is only a bold line."""
    return (
        Paragraph(html_of([block]).replace("<h3>", "<strong>").replace("</h3>", "</strong>"))
        if isinstance(block, Heading)
        else block
    )


def _table(node):
    if caption := node.find("caption", recursive=False):
        yield from _blocks(caption)
    if is_layout(node):
        for cell in cells_of(node):
            yield from _blocks(cell)
        return
    rows = grid_of(node, _cell)
    yield Table(tuple(tuple(row) for row in rows), headed=is_headed(node))


def _cell(cell):
    blocks = [_unheaded(block) for block in _blocks(cell)]
    return blocks[0].html if len(blocks) == 1 and isinstance(blocks[0], Paragraph) else html_of(blocks)


def _preformatted(node):
    yield from read_text(node.get_text()).blocks


READERS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("summary", "dt"), _titled),
    **dict.fromkeys(("ul", "ol", "menu"), _list),
    "table": _table,
    "pre": _preformatted,
}
