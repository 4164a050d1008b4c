"""What an import did, in words: what became what, what was left alone, what found no place."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from importers.document import plain, words
from pages.models import Section

KINDS = dict(Section.KINDS)


@dataclass
class Report:
    """The lines that an import prints. `unplaced`: words that stand only in the import note.

    `imprint` is what the import wrote, for the next one to compare with.
    """

    page: object = None
    made: bool = False
    unchanged: bool = False
    lines: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    unplaced: list = field(default_factory=list)
    imprint: dict = field(default_factory=dict)

    def say(self, line):
        self.lines.append(line)

    def keep(self, line):
        """Notes what was left as a person had made it."""
        self.kept.append(line)

    def text(self):
        """The whole report."""
        parts = [self._head(), *self.lines]
        if self.kept:
            parts += ["", _("Left as it is:"), *(f"  {line}" for line in self.kept)]
        if self.unplaced:
            parts += ["", _("Not placed, kept in the import note:"), *(f"  {line}" for line in self.unplaced)]
        return "\n".join(parts)

    def _head(self):
        names = {"page": str(self.page), "number": self.page.pk, "kind": self.page._meta.verbose_name}
        if self.unchanged:
            return _("“%(page)s” (%(kind)s %(number)s): this file was imported before. Nothing was changed.") % names
        if self.made:
            return _("“%(page)s” is a new draft (%(kind)s %(number)s).") % names
        return _("“%(page)s” (%(kind)s %(number)s) was filled.") % names


def tell(outline, report):
    """Puts into a report what an outline's document became."""
    for said, became in outline.understood:
        if became in ("first_published_on", "opening_views"):
            report.say(FACTS[became]() % {"said": said, "value": getattr(outline, became)})
    if outline.summary:
        report.say(_("Summary: %(size)s") % {"size": size_of(outline.summary)})
    for section in outline.sections:
        rows = _rows_under(section, outline)
        report.say(_section_line(section, len(rows)))
        report.lines += [f"  {_row_line(row)}" for row in rows]
    for kind in _headless(outline):
        report.say(f"{KINDS[kind]}: {_parts(len(outline.rows(kind)))}")
        report.lines += [f"  {_row_line(row)}" for row in outline.rows(kind)]
    report.lines += [_("Source: %(said)s") % {"said": short(source.citation)} for source in outline.sources]
    report.lines += [_left_out(what, said) for what, said in outline.left_out]


FACTS = {
    "first_published_on": lambda: _("First published on %(value)s (“%(said)s”)"),
    "opening_views": lambda: _("Opening views: %(value)s (“%(said)s”)"),
}


def size_of(html):
    """How long a text is, in words."""
    number = len(words(plain(html)))
    return ngettext("%(number)d word", "%(number)d words", number) % {"number": number}


def short(text, most=70):
    """The beginning of a text."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"


def _section_line(section, parts):
    words_around = plain(section.body + section.closing)
    sizes = [*([_parts(parts)] if parts else []), *([size_of(words_around)] if words_around else [])]
    said = {"kind": KINDS[section.kind], "heading": section.heading or "–", "size": ", ".join(sizes)}
    if section.kind == "other":
        return _("Section “%(heading)s” (not recognised, kept where it stood): %(size)s") % said
    return _("%(kind)s, “%(heading)s”: %(size)s") % said


def _rows_under(section, outline):
    """The rows that a section heads: those of its group, under the first section of that kind."""
    first = next(other for other in outline.sections if other.kind == section.kind)
    return outline.rows(section.kind) if section.kind in outline.groups() and section is first else []


def _headless(outline):
    headed = {section.kind for section in outline.sections}
    return [kind for kind in outline.groups() if kind not in headed and outline.rows(kind)]


def _parts(number):
    return ngettext("%(number)d part", "%(number)d parts", number) % {"number": number}


def _row_line(row):
    heading = getattr(row, "heading", None) or getattr(row, "aspect", "")
    body = row.body if hasattr(row, "body") else row.here + row.there
    return f"· {short(heading or plain(body))} ({size_of(body)})"


def _left_out(what, said):
    names = {"contents": _("Table of contents"), "media": _("Picture or video"), "around": _("Around the content")}
    return _("Left out: %(what)s: %(said)s") % {"what": names.get(what, what), "said": short(said)}
