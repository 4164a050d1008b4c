"""The places of a page that a link can lead to or stand after: its blocks and their rows, named as readers know them."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import translation

from pages import kinds, languages
from pages.content import arranging, part_names
from pages.models import Section


@dataclass(frozen=True)
class Place:
    """A block of a page (a section, or a group as a whole), or one row of a group. `names`: by language.

    `group`: the anchor of the group that a row is of.
    """

    anchor: str
    names: dict
    group: str = ""

    @property
    def is_row(self):
        return bool(self.group)

    def name_in(self, language):
        """The name in a language, or in the other one where it has none in this one."""
        return self.names[language] or self.names[languages.other(language)]


def of_pages(pages):
    """The named Places of some pages, {page: [Place, …]}, blocks in the order in which they are read, rows after them."""
    blocks, rows, headed = defaultdict(list), defaultdict(list), defaultdict(set)
    kind_of = {page.pk: kinds.of(page) for page in pages}
    for section in Section.objects.filter(page__in=kind_of):
        group = kind_of[section.page_id].group_headed_by(section.kind)
        headed[section.page_id] |= {group.anchor} if group else set()
        anchor = group.anchor if group else section.anchor
        blocks[section.page_id].append((section.kind, Place(anchor, _names(section))))
    for page, group, row in _rows(kind_of):
        if group.anchor not in headed[page]:
            headed[page].add(group.anchor)
            blocks[page].append((group.anchor, Place(group.anchor, _names(None, group.anchor))))
        rows[page].append(Place(row.anchor, _names(row), group.anchor))
    return {
        page: [place for place in [*_arranged(blocks[page], kind.order), *rows[page]] if any(place.names.values())]
        for page, kind in kind_of.items()
    }


def by_block(known):
    """The Places of a page as they are read: each block with the rows of its group, `(block, rows)`."""
    rows = defaultdict(list)
    for place in known:
        rows[place.group].append(place)
    return [(block, rows[block.anchor]) for block in rows[""]]


def nested(known):
    """The same one after the other: each block, then its rows."""
    return [place for block, rows in by_block(known) for place in (block, *rows)]


def anchors_of(page):
    """Every anchor of a page that a link may stand after or lead to; "" is the page as a whole."""
    groups, parts = kinds.of(page).groups, kinds.parts_of(kinds.specific(page))
    return {"", *(group.anchor for group in groups), *(part.anchor for _name, part in parts)}


def name(page, anchor, language):
    """What a place of a page is called in a language, "" for the page as a whole and what has no name."""
    if anchor in part_names.AROUND:
        with translation.override(language):
            return str(part_names.AROUND[anchor])
    found = (place.name_in(language) for place in of_pages([page])[page.pk] if place.anchor == anchor)
    return next(found, "") if anchor else ""


def _rows(kind_of):
    for kind in dict.fromkeys(kind_of.values()):
        numbers = [page for page, own in kind_of.items() if own is kind]
        for group in kind.groups:
            for row in group.model.objects.filter(**{f"{group.model.owner}__in": numbers}):
                yield getattr(row, f"{group.model.owner}_id"), group, row


def _names(row, kind=""):
    found = {}
    for code in languages.CODES:
        with translation.override(code):
            found[code] = part_names.of_part(row, code) if row else arranging.called({}, kind=kind)
    return found


def _arranged(blocks, order):
    """As `arranging.blocks` has them: what the order does not name stays after what it follows."""
    rank, ranked, seen = 0, [], set()
    for kind, place in blocks:
        rank = order.index(kind) if kind in order else rank
        if place.anchor not in seen:
            ranked.append((rank, place))
            seen.add(place.anchor)
    return [place for _rank, place in sorted(ranked, key=lambda pair: pair[0])]
