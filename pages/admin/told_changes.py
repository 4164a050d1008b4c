"""How what changed in texts is drawn: block by block, and a part that is new or gone as one entry."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages import formatting, languages
from pages.admin.drawing import drawn
from pages.content import changed_blocks
from pages.content.changed_tables import GONE


@dataclass(frozen=True)
class WholePart:
    """A part that is new or gone: its name, and the Changes that are its texts."""

    name: str
    is_new: bool
    changes: list

    @property
    def told(self):
        """How much there is of it, in words."""
        words = sum(len((one.new if self.is_new else one.old).split()) for one in self.changes)
        told = {"texts": _texts(len(self.changes)), "words": _words(words)}
        return _("%(texts)s, %(words)s") % told


def entries(changes):
    """Changes as they are listed: each alone, and those of a part that is new or gone as one WholePart."""
    found = []
    for (anchor, whole), same in groupby(changes, key=lambda change: (change.whole and change.place[0], change.whole)):
        own = list(same)
        found += [WholePart(own[0].part, whole == "new", own)] if anchor else own
    return found


def html(change, template="what_changed"):
    """A `differences.Change` as HTML: its blocks, in the direction of their language."""
    return of_pieces(changed_blocks.of_change(change), change.language, template)


def of_pieces(pieces, language, template="what_changed"):
    """What `changed_blocks` tells, as HTML. `language` is that of the words, "" for those of the interface."""
    direction = languages.DIRECTIONS.get(language, "auto")
    return drawn(template, pieces=pieces, language=language, direction=direction, spoken=_Spoken(), folded=folded)


class _Spoken:
    """What stands beside the words of a text, in the interface's language: some of it for those who listen."""

    def __init__(self):
        self.language = languages.current()
        self.direction = languages.DIRECTIONS[self.language]
        self.added, self.removed, self.heading = _("added:"), _("taken out:"), _("heading:")
        self.moved_here, self.moved_away = _("moved here:"), _("moved away:")
        self.table, self.whole_table = _("table"), _("The whole table")

    def was(self, block, now):
        """What a line was before it became another kind of block."""
        if block.kind == now.kind == "item":
            return _("was an item of another level:") if block.list == now.list else _("was an item of another list:")
        if block.kind == "heading":
            return _("was a heading of another level:") if now.kind == block.kind else _("was a heading:")
        kinds = {"item": _("was an item of a list:"), "quote": _("was a quotation:")}
        return kinds.get(block.kind) or _("was a paragraph:")

    def rows(self, rows):
        told = ngettext("%(number)s row did not change", "%(number)s rows did not change", len(rows))
        return told % {"number": _number(len(rows))}


def folded(piece):
    """What is said of a Piece that is folded."""
    if piece.folded == GONE:
        told = _moved(piece.count) if piece.is_moved else _gone(piece.count)
        return f"{told % {'number': _number(piece.count)}} ({_words(piece.words)})"
    return _unchanged(piece.kind, piece.count) % {"number": _number(piece.count)}


def _gone(count):
    return ngettext("%(number)s paragraph is gone", "%(number)s paragraphs are gone", count)


def _moved(count):
    return ngettext("%(number)s paragraph moved away", "%(number)s paragraphs moved away", count)


def _unchanged(kind, count):
    if kind == "item":
        return ngettext("%(number)s item did not change", "%(number)s items did not change", count)
    if kind == "line":
        return ngettext("%(number)s line did not change", "%(number)s lines did not change", count)
    if kind == "name":
        return ngettext("%(number)s part in its place", "%(number)s parts in their places", count)
    if kind == "table":
        return ngettext("%(number)s table did not change", "%(number)s tables did not change", count)
    return ngettext("%(number)s paragraph did not change", "%(number)s paragraphs did not change", count)


def _texts(count):
    return ngettext("%(number)s text", "%(number)s texts", count) % {"number": _number(count)}


def _words(count):
    return ngettext("%(number)s word", "%(number)s words", count) % {"number": _number(count)}


def _number(count):
    return formatting.number(count, languages.current())
