"""A page as patients would read it if it were published now, part by part, with the lines that lead on from each."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils import translation

from doctors.marks import marking
from pages import kinds
from pages.content import arranging, links, part_names
from pages.linking import places
from pages.models import Edition
from pages.public import reading

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

    `rows`: what the rows of its group are called, by anchor. What stands around the blocks can lead nowhere; of what is
    gone (`is_gone`) nothing more can be said.
    """

    anchor: str
    heading: str
    html: str
    anchors: set
    rows: dict = field(default_factory=dict)
    lines: list = field(default_factory=list)
    comments: list = field(default_factory=list)
    is_gone: bool = False

    @property
    def can_lead_on(self):
        return self.anchor not in part_names.AROUND


def title(request, edition, before):
    """The title of an edition, with its changes since `before` marked where that is an Edition."""
    with _spoken(request, edition.language):
        return marking.title_of(edition, before) if before else edition.title


def parts(request, page, edition, comments=(), before=None):
    """The DeskParts of a page as an unsaved edition has it: its head, its blocks, its sources, its end.

    They show all that a review covers but for the title, and for what `marking.unseen` tells. Where `before` is an
    Edition, what changed since is marked in them.
    """
    with _spoken(request, edition.language):
        found = reading.preview(marking.marked(edition, before) if before else edition)
        kind = kinds.of(page)
        own = {block.anchor: block for block in arranging.blocks(edition.content, kind)}
        blocks = arranging.blocks(found.edition.content, kind)
        made = [_around(request, part_names.HEAD, found)]
        made += [_part(request, block, own.get(block.anchor), found) for block in blocks]
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


def _part(request, block, own, found):
    """The part of a block as it is shown; `own` is it without marks, None where it is gone."""
    html = _drawn(request, "block", found, block=block)
    if own is None:
        return DeskPart(block.anchor, "", html, set(), is_gone=True)
    rows = {row["anchor"]: arranging.called(row["texts"]) for row in own.rows}
    anchors = {own.anchor, own.texts.get("own_anchor", own.anchor), *rows}
    return DeskPart(own.anchor, own.heading, html, anchors, rows)


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
