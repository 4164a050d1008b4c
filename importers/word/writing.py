"""The Word file of texts to translate: for each page a heading and a table, the original left, the translation right."""

from io import BytesIO

import docx
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from importers.document import ImportRefused
from importers.word.cell_writing import CellWriter, ended
from importers.word.elements import LOCALES, element, paragraph, runs
from importers.word.links import LinksOfPart
from importers.word.numbering import Numbering
from importers.word.texts import to_translate
from pages import kinds, languages
from pages.content import translations

NOTE = "Bayan Note"
NOTE_ID = "BayanNote"
# The width of a column on a sheet of A4 that lies, in twentieths of a point.
COLUMN = 7200
# So many take some seconds, and some weeks of a translator.
MOST_TEXTS = 2000


def write(pages, language):
    """The bytes of the file for some pages, and how many texts are in it. Raises ImportRefused where that is too many."""
    chosen, count = [], 0
    for page in pages:
        texts = to_translate(page, language)
        count += len(texts)
        if count > MOST_TEXTS:
            message = _("This is more than %(most)s texts, which is too long for one file. Choose fewer pages.")
            raise ImportRefused(message % {"most": MOST_TEXTS})
        if texts:
            chosen.append((page, texts))
    return _File(language).bytes(chosen), count


class _File:
    def __init__(self, language):
        self.language, self.source = language, languages.other(language)
        self.document = docx.Document()
        self.body = self.document.element.body
        numbering = Numbering(self.document.part.numbering_part.element)
        links = LinksOfPart(self.document.part)
        self.original = CellWriter(self.source, numbering, links)
        self.translation = CellWriter(language, numbering, links)
        self.bookmarks = 0

    def bytes(self, chosen):
        _set_up(self.document, self.language)
        self._say(_("Texts to translate"), "Title")
        self._say(
            _(
                "Write the translation into the right column; where one stands there already, bring it up to date. The grey "
                "line above each text is how it is known again: please leave it. What you leave empty stays as it is."
            )
        )
        for page, texts in chosen:
            self._say(page.name_in(self.source), "Heading1", self.source)
            self._say(capfirst(str(kinds.of(page).model._meta.verbose_name)), NOTE_ID)
            self._add(self._table(texts))
            self._say("")
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _say(self, text, style="", language=None):
        language = language or languages.current()
        self._add(paragraph(*runs(text, language), language=language, style=style))

    def _add(self, block):
        self.body.insert(len(self.body) - 1, block)  # the last is the section's own

    def _table(self, texts):
        edges = (element(side, val="single", sz=4, space=0, color="B5B5B5") for side in SIDES)
        told = element(
            "tblPr",
            element("tblW", w=2 * COLUMN, type="dxa"),
            element("tblBorders", *edges),
            element("tblLayout", type="fixed"),
            element("tblCellMar", *(element(side, w=100, type="dxa") for side in ("top", "left", "bottom", "right"))),
        )
        grid = element("tblGrid", element("gridCol", w=COLUMN), element("gridCol", w=COLUMN))
        return element("tbl", told, grid, self._head(), *map(self._row, texts))

    def _head(self):
        names = [
            paragraph(*runs(languages.NAMES[code], code, ("strong",)), language=code)
            for code in (self.source, self.language)
        ]
        told = element("trPr", element("cantSplit"), element("tblHeader"))
        return element("tr", told, *(_cell([name], fill="EDEDED") for name in names))

    def _row(self, text):
        left = [
            self._note(text),
            *self._changes(text),
            *self._marked(self._written(self.original, text, text.original), text),
        ]
        right = self._written(self.translation, text, text.translation)
        return element("tr", _cell(ended(left, self.source)), _cell(ended(right, self.language)))

    def _written(self, writer, text, told):
        return writer.rich(told) if text.is_rich else writer.plain(told)

    def _note(self, text):
        here = languages.current()
        state = _("to be translated") if text.state == translations.MISSING else _("outdated: to be brought up to date")
        label = f"{text.part}: {text.label}" if text.part else capfirst(text.label)
        content = [*runs(f"{label} · {state} · ", here), *runs(str(text.key), "en")]
        return paragraph(*content, language=here, style=NOTE_ID)

    def _changes(self, text):
        """What changed in the original since, where that is known and can be shown in one paragraph."""
        if text.state != translations.OUTDATED or not text.row.translated_from.get(text.field):
            return []
        told = translations.changed_since(text.row, text.field)
        if not any(kind == "same" for kind, _words in told):
            return []
        marks = {"added": ("ins",), "removed": ("del",), "same": ()}
        here = languages.current()
        title = paragraph(*runs(_("What changed in the original since:"), here), language=here, style=NOTE_ID)
        words = [run for kind, said in told for run in runs(said, self.source, marks[kind])]
        return [title, paragraph(*words, language=self.source, style=NOTE_ID)]

    def _marked(self, blocks, text):
        """The original between the ends of a bookmark, which is its key once more."""
        blocks = ended(blocks, self.source)
        self.bookmarks += 1
        first = next(block for block in blocks if block.tag == qn("w:p"))
        begin = element("bookmarkStart", id=self.bookmarks, name=text.key.bookmark)
        first.insert(1, begin)  # after its properties
        first.append(element("bookmarkEnd", id=self.bookmarks))
        return blocks


SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _cell(blocks, fill=""):
    told = element("tcPr", element("tcW", w=COLUMN, type="dxa"))
    if fill:
        told.append(element("shd", val="clear", color="auto", fill=fill))
    return element("tc", told, *blocks)


def _set_up(document, language):
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    styles = document.styles
    for style in styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            _set_fonts(style)
    note = styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.size, note.font.color.rgb = styles["Normal"], Pt(8), RGBColor(0x66, 0x66, 0x66)
    note.element.rPr.append(element("szCs", val=16))
    for name in ("Normal", NOTE):
        styles[name].paragraph_format.space_after = Pt(4)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _("Texts to translate"), "Bayan", ""
    properties.language = LOCALES[language]


def _set_fonts(style):
    """One face for both scripts, that every office has; the template's are of the theme, and none for Arabic."""
    told = style.element.get_or_add_rPr()
    for known in told.findall(qn("w:rFonts")):
        told.remove(known)
    told.insert(0, element("rFonts", ascii="Calibri", hAnsi="Calibri", cs="Arial", eastAsia="Calibri"))
