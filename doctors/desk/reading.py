"""A page as patients would read it if it were published now, part by part, with the lines that lead on from each."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils import translation

from pages import arranging, kinds, links, part_names, places, reading
from pages.models import Edition

END = ""


@dataclass
class Line:
    """One "Also read" line of a draft. `is_waiting`: patients do not see it yet; `is_hidden`: nor once it is published."""

    link: object
    text: str
    is_waiting: bool
    is_hidden: bool

    @property
    def number(self):
        """Its number, as an address has it."""
        return str(self.link.pk)


@dataclass
class DeskPart:
    """One block of a page (the last one, without a text, is its end): its HTML, and the lines and comments there.

    `rows`: what the rows of its group are called, by anchor. What stands around the blocks can lead nowhere.
    """

    anchor: str
    heading: str
    html: str
    anchors: set
    rows: dict = field(default_factory=dict)
    lines: list = field(default_factory=list)
    comments: list = field(default_factory=list)

    @property
    def can_lead_on(self):
        return self.anchor not in part_names.AROUND


def parts(request, page, edition, comments=()):
    """The DeskParts of a page as an unsaved edition has it: its head, its blocks, its sources, its end.

    They show all that a review covers but for the title, and for what `marking.unseen` tells.
    """
    found, language = reading.preview(edition), edition.language
    with _spoken(request, language):
        blocks = arranging.blocks(edition.content, kinds.of(page))
        made = [_around(request, part_names.HEAD, found), *(_part(request, block, found) for block in blocks)]
        if edition.content["sources"]:
            made.append(_around(request, part_names.SOURCES, found))
    end = DeskPart(END, "", "", {END})
    for line in _lines(page, found):
        _at(made, line.link.after_anchor, end).lines.append(line)
    for comment in comments:
        _at(made, comment.anchor, end).comments.append(comment)
    return [*made, end]


def _around(request, anchor, found):
    name = str(part_names.AROUND[anchor])
    return DeskPart(anchor, name, _drawn(request, anchor.strip("-"), found, anchor=anchor, name=name), {anchor})


def _part(request, block, found):
    html = _drawn(request, "block", found, block=block)
    rows = {row["anchor"]: arranging.called(row["texts"]) for row in block.rows}
    own = {block.anchor, block.texts.get("own_anchor", block.anchor), *rows}
    return DeskPart(block.anchor, block.heading, html, own, rows)


def _drawn(request, template, found, **shown):
    """What patients see of an edition there, with every answer open."""
    own = {"reading": found, "edition": found.edition, "content": found.edition.content, "opened": True}
    told = {"language": found.edition.language, "compared_with": found.compared_with}
    return render_to_string(f"doctors/desk/_{template}.html", own | told | shown, request)


def _at(made, anchor, end):
    return next((part for part in made if anchor in part.anchors), end)


def _lines(page, found):
    """The lines of a draft, each with whether patients read it."""
    language = found.edition.language
    current = Edition.objects.current().in_language(language).filter(page=page.pk).first()
    shown = {_key(row) for row in current.content["links"]} if current else set()
    rows = list(page.links.filter(in_text=False).select_related("to_page", "wording__page"))
    known = places.of_pages([target for row in rows if (target := row.target())])
    for row in rows:
        target = row.target()
        place = (row.after_anchor, row.to_page_id, row.to_anchor)
        text = getattr(row, f"label_{language}") or (_called(row, target, found, known) if target else str(row))
        yield Line(row, text, place not in shown, target is None or target.pk not in found.targets)


def _called(row, target, found, known):
    """What a line says of its draft: the page, or what stands in for it, and the part by the names that they have now."""
    read, language = found.targets.get(target.pk), found.edition.language
    if read and read.replaced:
        return read.called(row.to_anchor)
    names = {place.anchor: place.name_in(language) for place in known[target.pk]}
    return links.Target("", target.name_in(language), names).called(row.to_anchor)


def _key(row):
    return row["after"], row["page"], row["part"]


@contextmanager
def _spoken(request, language):
    """The page's language instead of the interface's."""
    own, request.LANGUAGE_CODE = request.LANGUAGE_CODE, language
    try:
        with translation.override(language):
            yield
    finally:
        request.LANGUAGE_CODE = own
