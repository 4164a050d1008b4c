"""Word files as translators send them back: what Word, LibreOffice and Google Docs do to the tables that we made."""

from copy import deepcopy
from io import BytesIO

import docx
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.oxml.ns import qn

from importers.word import outcomes, reading
from importers.word.cell_reading import CellReader, blocks_of
from importers.word.cell_writing import CellWriter, ended
from importers.word.elements import element
from importers.word.links import LinksOfPart
from importers.word.numbering import Numbering
from importers.word.writing import write

BACK = "/admin/translations/"


def states(content, allowed=("page", "article", "procedure")):
    """What taking a file would do: the state of each text, in the order of the file."""
    found = outcomes.of_rows(reading.read(content), allowed)
    return [outcome.state for of_page in found for outcome in of_page.outcomes]


def uploaded(client, content, name="back.docx"):
    return client.post(BACK, {"file": SimpleUploadedFile(name, content)})


def shown(response):
    return BeautifulSoup(response.content, "html.parser")


def through_word(html, language="ar"):
    """Rich text after it was written into a cell of a real file, saved, and read from there."""
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)._tc
    writer = CellWriter(language, Numbering(document.part.numbering_part.element), LinksOfPart(document.part))
    for block in list(cell):
        cell.remove(block)
    cell.extend(ended(writer.rich(html), language))
    again = docx.Document(BytesIO(saved(document)))
    reader = CellReader(Numbering(again.part.numbering_part.element), LinksOfPart(again.part), _style_of(again))
    return reader.rich(blocks_of(again.tables[0].cell(0, 0)._tc))


def _style_of(document):
    names = {style.style_id: style.name.lower() for style in document.styles}
    return lambda key: (names.get(key, ""), "")


def saved(document):
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class Sent:
    """The file of some pages in a language, as a translator works on it."""

    def __init__(self, *pages, language="ar"):
        self.document = docx.Document(BytesIO(write(pages, language)[0]))

    @property
    def bytes(self):
        return saved(self.document)

    def rows(self):
        return [row for table in self.document.tables for row in table.rows[1:]]

    def row(self, said):
        """The first row whose original has some words."""
        return next(row for row in self.rows() if said in row.cells[0].text)

    def translate(self, said, *paragraphs):
        """Writes a translation into the right cell, one paragraph after the other, as if typed."""
        cell = self.row(said).cells[1]
        for extra in cell.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        cell.paragraphs[0].text = paragraphs[0]
        for text in paragraphs[1:]:
            made = deepcopy(cell.paragraphs[0]._p)
            cell._tc.append(made)
            cell.paragraphs[-1].text = text
        return self

    def split_runs(self):
        """Every run cut in two, with what Word's spelling and revision marks leave between them."""
        for run in list(self.document.element.body.iter(qn("w:r"))):
            words = run.find(qn("w:t"))
            if words is None or len(words.text) < 2:
                continue
            rest = deepcopy(run)
            half = len(words.text) // 2
            rest.find(qn("w:t")).text, words.text = words.text[half:], words.text[:half]
            words.set(SPACE, "preserve")
            run.addnext(rest)
            run.addnext(element("proofErr", type="spellStart"))
        return self

    def track(self, said, deleted, inserted):
        """Words of the right cell deleted, and others inserted, while changes are tracked, with a comment on them."""
        told = self.row(said).cells[1].paragraphs[0]._p
        run = next(run for run in told.iter(qn("w:r")) if deleted in "".join(t.text or "" for t in run.iter(qn("w:t"))))
        words = run.find(qn("w:t"))
        before, after = words.text.split(deleted)
        gone = deepcopy(run)
        gone.find(qn("w:t")).tag = qn("w:delText")
        gone.find(qn("w:delText")).text = deleted
        new, rest = deepcopy(run), deepcopy(run)
        new.find(qn("w:t")).text, rest.find(qn("w:t")).text, words.text = inserted, after, before
        for one in (words, rest.find(qn("w:t"))):
            one.set(SPACE, "preserve")
        about = {"id": 90, "author": "T", "date": "2026-01-02T03:04:05Z"}
        marks = [element("del", gone, **about), element("ins", new, **about | {"id": 91}), rest]
        for one in reversed([element("commentRangeStart", id=7), *marks, element("commentRangeEnd", id=7)]):
            run.addnext(one)
        return self

    def without_bookmarks(self):
        """As Google Docs exports it again: no bookmarks, no styles of ours, no mark at the head of the table."""
        for name in ("bookmarkStart", "bookmarkEnd", "tblHeader"):
            for one in list(self.document.element.body.iter(qn(f"w:{name}"))):
                one.getparent().remove(one)
        for style in list(self.document.element.body.iter(qn("w:pStyle"))):
            if style.get(qn("w:val")) == "BayanNote":
                style.getparent().remove(style)
        return self

    def without_grey_lines(self):
        """Somebody deleted the grey line above each text."""
        for row in self.rows():
            for paragraph in row.cells[0].paragraphs:
                if paragraph.style.name == "Bayan Note":
                    paragraph._p.getparent().remove(paragraph._p)
        return self


SPACE = "{http://www.w3.org/XML/1998/namespace}space"
