"""A Word file of translations comes back: which texts it has, whatever Word, LibreOffice or Google Docs did to it."""

import zipfile
import zlib
from io import BytesIO
from typing import NamedTuple

import docx
from django.utils.translation import gettext as _
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from importers.document import ImportRefused
from importers.word.cell_reading import CellReader, blocks_of, rows_of
from importers.word.elements import attribute
from importers.word.keys import Key, digest, found_in
from importers.word.links import LinksOfPart
from importers.word.numbering import Numbering
from importers.word.writing import MOST_TEXTS, NOTE
from pages import languages

MOST_BYTES = 4 * 1024 * 1024
# What python-docx, lxml and zipfile raise of files that are damaged, locked or something else.
NOT_READ = (
    OpcError, XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, AttributeError, TypeError,
    RuntimeError,
)  # fmt: skip
# Two thousand texts unpack to some 5 MB.
MOST_UNPACKED = 40 * 1024 * 1024
MOST_MEMBERS = 500
MOST_ROWS = 2 * MOST_TEXTS
SHOWN_OF_UNKNOWN = 80


class Returned(NamedTuple):
    """One text as it came back: its `html` and its `lines`.

    `original` is what stands beside it where that was not touched, in words, and `original_html` with its mark-up.
    """

    key: Key
    html: str
    lines: tuple
    original: str | None = None
    original_html: str = ""


class Unknown(NamedTuple):
    """A row that has words on the right and no key."""

    words: str


def read(content):
    """The Returned and Unknown rows of a file's bytes. Raises ImportRefused with the reason."""
    _refuse_odd(content)
    try:
        document = docx.Document(BytesIO(content))
        return list(_rows(document))
    except NOT_READ as error:
        raise ImportRefused(_NOT_WORD()) from error


def _NOT_WORD():
    return _("This is not a Word file, or it is damaged. Save it as a Word document (.docx) and try again.")


def _refuse_odd(content):
    if len(content) > MOST_BYTES:
        raise ImportRefused(_("The file is larger than 4 MB. Take out its pictures, or cut it into several files."))
    try:
        members = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ImportRefused(_NOT_WORD()) from error
    # What is read of a member is never more than what it says of itself here.
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise ImportRefused(_("The file is far larger than a file of translations can be once it is unpacked."))


def _rows(document):
    styles = {style.style_id: style for style in document.styles}
    reader = CellReader(Numbering(_numbering_of(document)), LinksOfPart(document.part), lambda key: _style(styles, key))
    count = 0
    for block in blocks_of(document.element.body):
        if isinstance(block, list):
            continue
        for row, cells in rows_of(block):
            count += 1
            if count > MOST_ROWS:
                raise ImportRefused(_("The file has more rows than a file of translations can have."))
            if (found := _row(reader, row, cells)) is not None:
                yield found


def _row(reader, row, cells):
    if len(cells) < 2:
        words = " ".join(line for cell in cells for line in reader.lines(blocks_of(cell)))
        key = _key(reader, row, cells)
        return Unknown(words[:SHOWN_OF_UNKNOWN]) if words or key else None
    left, right = (_without_notes(reader, blocks_of(cell)) for cell in cells[:2])
    lines = tuple(reader.lines(right))
    key = _key(reader, row, cells)
    if key is None:
        words = " ".join(lines)
        return Unknown(words[:SHOWN_OF_UNKNOWN]) if words and words not in languages.NAMES.values() else None
    original = "\n".join(reader.lines(left))
    if digest(original) != key.original:
        return Returned(key, reader.rich(right), lines)
    return Returned(key, reader.rich(right), lines, original, reader.rich(left))


def _key(reader, row, cells):
    """The key of a row: as it stands there, else as its bookmark has it."""
    for cell in cells:
        for block in blocks_of(cell):
            if isinstance(block, list) and (key := found_in(reader.inline.text(block))):
                return key
    marks = (mark.get(qn("w:name"), "") for mark in row.iter(qn("w:bookmarkStart")))
    return next(filter(None, map(found_in, marks)), None)


def _without_notes(reader, blocks):
    """A cell's blocks but for what we wrote into it for the translator."""
    return [
        block
        for block in blocks
        if not isinstance(block, list)
        or not (reader.style(block[0]) == NOTE.lower() or found_in(reader.inline.text(block)))
    ]


def _numbering_of(document):
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # python-docx makes none where there is none
        return None


def _style(styles, key):
    """(name, number of its list or "") of a style, which may have its list from the style that it is based on."""
    style, seen = styles.get(key), 0
    name = (style.name or "").lower() if style is not None else ""
    while style is not None and seen < 10:
        if number := attribute(style.element, "w:pPr/w:numPr/w:numId"):
            return name, number
        style, seen = getattr(style, "base_style", None), seen + 1
    return name, ""
