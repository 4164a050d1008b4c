"""The words of a paragraph in Word, with their marks and links, as the inline HTML of rich text."""

import re
from html import escape
from itertools import groupby
from typing import NamedTuple

from docx.oxml.ns import qn

from importers.word.elements import NAMES
from importers.word.links import attributes_of

# What was deleted or moved away while changes were tracked, and what is no text.
LEFT_OUT = {
    qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "sectPr", "instrText", "delText", "delInstrText")
}
LETTERS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "\u2011", "t": None}
OFF = {"0", "false", "off", "none"}
OF_STYLES = {"strong": "strong", "emphasis": "em"}
FIELD = re.compile(r'HYPERLINK\s+"([^"]*)"')
ORDER = ("strong", "em", "sub", "sup")


class Piece(NamedTuple):
    """Some words of one kind."""

    text: str
    marks: frozenset = frozenset()
    address: str = ""


class InlineReader:
    """Reads paragraphs. `links` has their addresses; `style_name(id)` gives what a style is called."""

    def __init__(self, links, style_name):
        self.links, self.style_name = links, style_name

    def html(self, paragraphs, without=()):
        """Some paragraphs, of which deleted ends made one, as inline HTML without the marks in `without`."""
        pieces = [piece for node in paragraphs for piece in self.pieces(node)]
        pieces = [piece._replace(marks=piece.marks - set(without)) for piece in pieces if piece.text]
        joined = [
            Piece("".join(piece.text for piece in same), *kind)
            for kind, same in groupby(_spaces_joined(pieces), key=lambda piece: piece[1:])
        ]
        return "".join(_html(group, address) for address, group in groupby(_trimmed(joined), key=lambda p: p.address))

    def text(self, paragraphs):
        """The words alone."""
        return "".join(piece.text for node in paragraphs for piece in self.pieces(node)).strip()

    def pieces(self, node):
        """The Pieces of a paragraph, one a run."""
        yield from self._pieces(node, "", _Field())

    def _pieces(self, node, address, field):
        for child in node:
            if child.tag in LEFT_OUT or not isinstance(child.tag, str):
                continue
            name = child.tag.partition("}")[2]
            if name == "hyperlink":
                yield from self._pieces(child, self._address(child), field)
            elif name == "fldSimple":
                found = FIELD.search(child.get(qn("w:instr"), ""))
                yield from self._pieces(child, found[1] if found else address, field)
            elif name == "r":
                field.read(child)
                yield from self._of_run(child, address or field.address)
            else:
                yield from self._pieces(child, address, field)

    def _of_run(self, run, address):
        marks = self._marks(run.find("w:rPr", NAMES))
        for child in run:
            name = child.tag.partition("}")[2] if isinstance(child.tag, str) else ""
            if name in LETTERS and not (name == "br" and child.get(qn("w:type")) in ("page", "column")):
                letter = LETTERS[name]
                text = (child.text or "").replace("\n", " ") if letter is None else letter
                yield Piece(text, marks, address)

    def _address(self, link):
        address = self.links.address(link.get(RELATED, "")) if link.get(RELATED) else ""
        anchor = link.get(qn("w:anchor"))
        return f"{address}#{anchor}" if address and anchor else address

    def _marks(self, told):
        if told is None:
            return frozenset()
        style = told.find("w:rStyle", NAMES)
        named = self.style_name(style.get(qn("w:val"))) if style is not None else ""
        marks = {OF_STYLES[named]} if named in OF_STYLES else set()
        is_arabic = _is_on(told, "rtl") or _is_on(told, "cs")
        for mark, name in (("strong", "b"), ("em", "i")):
            # Of Arabic words Word's own buttons set both, LibreOffice's the second one.
            if _is_on(told, name) or (is_arabic and _is_on(told, f"{name}Cs")):
                marks.add(mark)
        place = told.find("w:vertAlign", NAMES)
        known = {"subscript": {"sub"}, "superscript": {"sup"}}
        return frozenset(marks | (known.get(place.get(qn("w:val")), set()) if place is not None else set()))


RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class _Field:
    """A link as Word keeps it after some edits: an instruction between two marks, and then its words."""

    def __init__(self):
        self.address, self._told, self._is_told = "", "", False

    def read(self, run):
        for child in run:
            if child.tag == qn("w:instrText") and self._is_told:
                self._told += child.text or ""
            elif child.tag == qn("w:fldChar"):
                kind = child.get(qn("w:fldCharType"))
                found = FIELD.search(self._told) if kind == "separate" else None
                self.address = found[1] if found else ""
                self._is_told, self._told = kind == "begin", ""


def _is_on(told, name):
    found = told.find(f"w:{name}", NAMES)
    return found is not None and found.get(qn("w:val"), "1") not in OFF


def _spaces_joined(pieces):
    """One space where there are several, also across pieces; a break takes the spaces around it along."""
    told, before = [], "\n"
    for piece in pieces:
        text = re.sub(" *\n *", "\n", re.sub("[ \t]+", " ", piece.text))
        text = text.lstrip(" ") if before.endswith((" ", "\n")) else text
        if text:
            told.append(piece._replace(text=text))
            before = text
    return told


def _trimmed(pieces):
    """Without spaces and breaks at either end."""
    pieces = list(pieces)
    while pieces and not pieces[0].text.strip():
        pieces.pop(0)
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    if pieces:
        pieces[0] = pieces[0]._replace(text=pieces[0].text.lstrip())
        pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip())
    return pieces


def _html(pieces, address):
    html = "".join(_marked(piece) for piece in pieces)
    told = "".join(f' {name}="{escape(value)}"' for name, value in attributes_of(address).items())
    return f"<a{told}>{html}</a>" if told else html


def _marked(piece):
    html = escape(piece.text, quote=False).replace("\n", "<br>")
    for mark in reversed(ORDER):
        if mark in piece.marks:
            html = f"<{mark}>{html}</{mark}>"
    return html
