"""The words within a block: emphasis, links and line breaks, as safe HTML."""

import re
from html import escape

from bs4 import NavigableString

from importers.document import plain

# A line break while the words are put together, so that what surrounds it can be closed before it and opened after it.
BREAK = "\x00"
KEPT = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sub": "sub", "sup": "sup"}
# Two of these in a row stand apart on the page even where no space is between them.
APART = {"span", "time", "a", "small", "label"}
EMPHASIS = re.compile(r"<(strong|em|sub|sup)>(\s*)</\1>")
DOUBLE = re.compile(r"</(strong|em)>(\s*)<\1>")
LEADING_TAGS = re.compile(r"^(?:\s*<(?!/)[^>]+>)*\s*")
BOLD_RUN = re.compile(r"<strong>(.*?)</strong>", re.DOTALL)


def lines_of(nodes):
    """The lines that inline nodes make: a list of safe HTML, empty ones standing for empty lines."""
    html = _joined(nodes)
    html = DOUBLE.sub(r"\2", EMPHASIS.sub(r"\2", html))
    return [" ".join(line.split()) for line in html.split(BREAK)]


def all_bold(html):
    """Whether all words of a line are bold."""
    rest = plain(BOLD_RUN.sub("", html))
    return "<strong>" in html and not any(c.isalnum() for c in rest)


def after_tags(html):
    """A line as (the tags that open it, the rest), so that a bullet inside emphasis is found."""
    opening = LEADING_TAGS.match(html)[0]
    return opening, html[len(opening) :]


def _joined(nodes):
    pieces, before = [], None
    for node in nodes:
        name = getattr(node, "name", None)
        if before in APART and name in APART:
            pieces.append(" ")
        pieces.append(_html(node))
        before = name
    return "".join(pieces)


def _html(node):
    if isinstance(node, NavigableString):
        return escape(str(node), quote=False)
    if node.name == "br":
        return BREAK
    inner = _joined(node.children)
    if node.name == "a" and (address := node.get("href", "").strip()) and not address.startswith("#"):
        return _wrapped(inner, f'<a href="{escape(address)}">', "</a>")
    if kept := KEPT.get(node.name):
        return _wrapped(inner, f"<{kept}>", f"</{kept}>")
    return inner


def _wrapped(inner, opening, closing):
    """Each line of `inner` between tags; spaces at its ends stay outside, lines without words stay bare."""
    lines = []
    for line in inner.split(BREAK):
        bare = line.strip()
        before, after = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
        lines.append(f"{before}{opening}{bare}{closing}{after}" if bare else line)
    return BREAK.join(lines)
