"""What a hand-out gives to read at this moment: current editions, part by part, in one language or side by side."""

from dataclasses import dataclass, field, replace
from itertools import groupby

from pages import kinds, languages
from pages.content import arranging
from pages.public import reading


@dataclass
class Side:
    """A page of a hand-out in one language. `reading` is None where it cannot be read in it (any more)."""

    language: str
    reading: reading.Reading | None
    blocks: dict = field(default_factory=dict)


@dataclass
class Item:
    """A page of a hand-out: its sides, and its parts as rows, of which each has a (Side, Block or None) for each side."""

    page: int
    is_whole: bool
    sides: list
    lacks_a_part: bool = False

    @property
    def rows(self):
        anchors = dict.fromkeys(anchor for side in self.sides for anchor in side.blocks)
        return [[(side, side.blocks.get(anchor)) for side in self.sides] for anchor in anchors]

    @property
    def shown(self):
        """The first side that can be read, None where there is none."""
        return next((side for side in self.sides if side.reading), None)

    @property
    def is_gone(self):
        return self.shown is None


def columns(handout, language):
    """The languages that a hand-out is read in, that of what stands around the text first."""
    return [language, languages.other(language)] if handout.is_in_both else [handout.language]


def items(handout, told_in):
    """The Items of a hand-out in some languages: two queries, however many parts it has."""
    chosen = [
        (page, {anchor for _, anchor in group})
        for page, group in groupby(handout.parts.values_list("page", "anchor"), key=lambda part: part[0])
    ]
    found = reading.read_all([page for page, _ in chosen], told_in)
    return [_item(page, anchors, [(one, found.get((page, one))) for one in told_in]) for page, anchors in chosen]


def _item(page, anchors, readings):
    sides = [Side(language, found, _blocks(found, anchors)) for language, found in readings]
    known = {anchor for _language, found in readings if found for anchor in found.edition.anchors.split()}
    return Item(page, "" in anchors, sides, lacks_a_part=bool(anchors - known - {""}))


def _blocks(found, anchors):
    """The blocks of an edition that were chosen, or of which rows were, by their anchors; all of a whole page."""
    if found is None:
        return {}
    edition = found.edition
    every = arranging.blocks(edition.content, kinds.by_name(edition.kind), found.also_read)
    place = f"{edition.language}-{edition.page_id}"
    chosen = every if "" in anchors else filter(None, (_chosen(block, anchors) for block in every))
    return {block.anchor: _placed(block, place) for block in chosen}


def _chosen(block, anchors):
    """A block as it was chosen: all of it, or its heading with some of its rows; None where nothing of it was.

    Such rows keep the `number` that they have on their page.
    """
    if block.anchor in anchors:
        return block
    rows = [row | {"number": number} for number, row in enumerate(block.rows, 1) if row["anchor"] in anchors]
    return replace(block, texts={}, rows=rows, picture=None, video="", also_read=[]) if rows else None


def _placed(block, place):
    """A block whose anchors are of its place: several pages, in two languages, stand on one page."""
    texts = {name: f"{place}-{text}" if name == "own_anchor" else text for name, text in block.texts.items()}
    rows = [row | {"anchor": f"{place}-{row['anchor']}"} for row in block.rows]
    return replace(block, anchor=f"{place}-{block.anchor}", texts=texts, rows=rows)
