"""The parts of a text with what changed in them marked: what is new is called so, what is gone stands where it stood."""

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import pgettext

from doctors.marks import marked_words
from pages import kinds
from pages.content import arranging, texts
from pages.content.destinations import Destinations

# Before the anchor of a part that is gone; no part's own begins so.
GONE = "-gone-"
# What a part that is new or gone does not show of itself, so that it is told beside the text.
BESIDE_A_PART = {"picture", "video"}


class MarkedParts:
    """The parts of an edition with their changes since `before`, an Edition too."""

    def __init__(self, edition, before):
        self.new, self.old, self.kind = edition.content, before.content, kinds.by_name(edition.kind)
        names = ["sections", *(group.name for group in self.kind.groups)]
        self.models = dict(zip(names, kinds.part_models(self.kind), strict=True))
        self.leading = _destinations(edition, before)

    def content(self):
        """What of an edition's content is its parts, their texts as HTML with marks."""
        groups = {group.name: self._merged(group.name, *self._rows_of(group)) for group in self.kind.groups}
        return {"sections": self._merged("sections", self.new["sections"], self.old["sections"]), "groups": groups}

    def _rows_of(self, group):
        return [content["groups"].get(group.name, []) for content in (self.new, self.old)]

    def _merged(self, name, rows, old_rows):
        """The rows of a list, marked; each that is gone stands after the one that it followed."""
        before = {row["anchor"]: row for row in old_rows}
        found = {row["anchor"]: self._shown(name, row, before.get(row["anchor"])) for row in rows}
        order, place = list(found), 0
        for anchor, row in before.items():
            if anchor in order:
                place = order.index(anchor) + 1
                continue
            place = len(order) if self._is_headed_by_another(name, row) else place
            order.insert(place, anchor)
            found[anchor] = self._gone(name, row)
            place += 1
        return [found[anchor] for anchor in order]

    def _shown(self, name, row, before):
        if before is None:
            told = self._compared(name, {}, self._texts(name, row))
            return row | {"texts": self._called(name, told, "new", pgettext("part of a text", "New"))}
        return row | {"texts": self._compared(name, self._texts(name, before), self._texts(name, row))}

    def _gone(self, name, row):
        shown = row | {"anchor": f"{GONE}{row['anchor']}"} | dict.fromkeys(BESIDE_A_PART & row.keys())
        told = self._texts(name, row)
        if self._headed_what_is_there(name, row):  # which is read under its usual name now
            return shown | {"texts": self._compared(name, told, self._texts(name, row | {"texts": {}}))}
        struck = {field: self._struck(name, field, text) for field, text in told.items()}
        return shown | {"texts": self._called(name, struck, "gone", pgettext("part of a text", "Removed"))}

    def _texts(self, name, row):
        """The texts of a part as they are read: a section without a heading has the usual one of its kind."""
        usual = arranging.OF_KINDS.get(row["kind"]) if name == "sections" else None
        return {"heading": str(usual)} | row["texts"] if usual else row["texts"]

    def _compared(self, name, old, new):
        """Texts with their changes marked, {field: HTML}, also those that are no more."""
        return {field: self._marked(name, field, old.get(field, ""), new.get(field, "")) for field in {**new, **old}}

    def _marked(self, name, field, old, new):
        if self.models[name].is_rich(field):
            return marked_words.rich(old, new, self.leading)
        return marked_words.plain(old, new)

    def _struck(self, name, field, text):
        if self.models[name].is_rich(field):
            return marked_words.removed(text, self.leading)
        return marked_words.plain(text, "")

    def _called(self, name, told, mark, word):
        """The texts of a part, the one that names it, else its first, with a word about it before."""
        model = self.models[name]
        first = next(filter(told.get, [*arranging.NAMING, *model.translated_fields()]), None)
        if first is None:
            return told
        said = format_html('<span class="mark mark-{}">{}</span> ', mark, word)
        said = format_html("<p>{}</p>", said) if model.is_rich(first) else said
        return told | {first: mark_safe(f"{said}{told[first]}")}

    def _group_of(self, name, row):
        return self.kind.group_headed_by(row["kind"]) if name == "sections" else None

    def _is_headed_by_another(self, name, row):
        """Whether a section that is gone would stand before the one that heads its group now, and take its place."""
        return bool(self._group_of(name, row)) and self._has_section(row["kind"])

    def _headed_what_is_there(self, name, row):
        group = self._group_of(name, row)
        return bool(group and self.new["groups"].get(group.name)) and not self._has_section(row["kind"])

    def _has_section(self, kind):
        return any(row["kind"] == kind for row in self.new["sections"])


def _destinations(*found):
    rows = [(model, row) for edition in found for model, row in texts.rows_of(edition.content, found[0].kind)]
    html = [text for model, row in rows for field, text in row["texts"].items() if model.is_rich(field)]
    return Destinations.of_texts(found[0].language, html)
