"""The form of a page in the order in which patients read it: chapters, each with the rows that are read there."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.admin.utils import flatten
from django.utils.translation import gettext_lazy as _

from pages import languages
from pages.admin import field_places, helping, originals
from pages.admin.drawing import drawn, written
from pages.admin.written_rows import Pattern, are_alike, new_inline
from pages.content import arranging, translations

AFTER_THE_TEXT = ("links", "sources")


@dataclass
class Row:
    """One row of a formset: Django's InlineAdminForm, with what the form says of it while it is folded."""

    inline: object
    prefix: str

    @property
    def label(self):
        """What such a row is called; a section by its kind."""
        named = arranging.OF_KINDS.get(self.kind)
        return named or self.inline.model_admin.verbose_name

    @property
    def part(self):
        """The row as it is stored, None for a new one."""
        return self.inline.original

    @property
    def name(self):
        """What its form is called: "risks-3"."""
        return self.inline.form.prefix

    @cached_property
    def place(self):
        """The id by which an address leads to it."""
        return field_places.of_row(self.part) or self.name

    @property
    def body(self):
        """Its fields as HTML."""
        return drawn("part_body", inline=self.inline, place=self.place, written=written, above=self._above)

    def _above(self, column, is_readonly=False):
        return originals.above(self.part, column, self.name, originals.ticked(self.inline.form), is_readonly)

    @cached_property
    def kind(self):
        """The kind of a section, as it was chosen last."""
        return self.inline.form["kind"].value() if "kind" in self.inline.form.fields else getattr(self.part, "kind", "")

    @property
    def closes(self):
        """Whether it has words after its rows or, as the section that heads a group, may have some."""
        form = self.inline.form
        return self.kind in self.inline.model_admin.heading_kinds or any(
            form[f"closing_{code}"].value() for code in languages.CODES if f"closing_{code}" in form.fields
        )

    @property
    def order(self):
        order = self.inline.form["order"].value() if "order" in self.inline.form.fields else None
        order = getattr(self.part, "order", None) if order is None else order
        return int(order) if str(order).isdecimal() and len(str(order)) < 10 else 2**31

    @property
    def is_removed(self):
        return "DELETE" in self.inline.form.fields and bool(self.inline.form["DELETE"].value())

    @property
    def is_faulty(self):
        return self.inline.form.is_bound and bool(self.inline.form.errors)

    @cached_property
    def names(self):
        """What it is called in each language, the original's first: (language, name), those that it has."""
        if self.part is None:
            return []
        named = ((code, _called(self.part, code)) for code in languages.original_first(self.part))
        return [(code, name) for code, name in named if name]

    @property
    def state(self):
        """The state of its translation, "" where it has none."""
        return self._standing[0] or ""

    @property
    def place_to_translate(self):
        """The id of the first field whose text is in that state: a part may have several."""
        language = languages.other(self.part.original_language)
        return f"{self.place}-{self._standing[1][0]}_{language}"

    @cached_property
    def _standing(self):
        if self.part is None or not hasattr(self.part, "tracked_fields"):
            return None, ()
        return translations.state_of(self.part, languages.other(self.part.original_language))


class StoredRow(Row):
    """A row as it is stored, which is written by the Pattern of its list; its `inline` is that of a new row."""

    part = name = None
    is_removed = is_faulty = False

    def __init__(self, pattern, prefix, number, part):
        super().__init__(pattern.inline, prefix)
        self.pattern, self.part, self.name = pattern, part, f"{prefix}-{number}"

    @property
    def kind(self):
        return getattr(self.part, "kind", "")

    @property
    def closes(self):
        return self.kind in self.inline.model_admin.heading_kinds or any(
            self.part.text("closing", code) for code in languages.CODES
        )

    @property
    def order(self):
        return self.part.order

    @property
    def body(self):
        return self.pattern.body(self.part, self.name, self.place)


@dataclass
class Rows:
    """The rows of one formset that stand in one chapter. `adds` is the kind of a section that is added here."""

    formset: object
    rows: list = field(default_factory=list)
    adds: str = ""

    @property
    def prefix(self):
        return self.formset.formset.prefix

    @property
    def label(self):
        return self.formset.opts.verbose_name

    @property
    def has_named(self):
        """Whether a section stands here that has a place of its own, so that others can follow it."""
        return any(row.kind != "other" for row in self.rows)


@dataclass
class Chapter:
    """One headed piece of the form: fields, rows or both."""

    name: str
    heading: str
    fieldsets: list = field(default_factory=list)
    lists: list = field(default_factory=list)

    @property
    def count(self):
        return sum(len(rows.rows) for rows in self.lists)

    @property
    def faults(self):
        """How many of its fields, or parts, were refused."""
        own = [one.form.errors.keys() & set(flatten(one.fields)) for one in self.fieldsets if one.form.is_bound]
        return sum(map(len, own)) + sum(row.is_faulty for rows in self.lists for row in rows.rows)

    @property
    def help(self):
        """What it is for, and what the fields of its rows are for, as HTML; a group's own rather than its heading's."""
        return helping.of_chapter(self.name, [rows.formset.opts.model for rows in self.lists[-1:] if rows.formset])


def chapters(kind, adminform, formsets):
    """The Chapters of a form. `formsets` are Django's InlineAdminFormSets, `adminform` has the page's own fields."""
    by_prefix = {formset.formset.prefix: formset for formset in formsets}
    first, last = _fieldsets(adminform)
    text = _text(kind, by_prefix)
    for chapter in text:
        chapter.fieldsets = [one for one in adminform if f"of-{chapter.name}" in one.classes]
    after = [_chapter_of(by_prefix[prefix]) for prefix in AFTER_THE_TEXT if prefix in by_prefix]
    return [*first, *text, *after, *last]


def _fieldsets(adminform):
    """The chapters of the page's own fields: those before the text, and the folded ones that come after it."""
    own = [one for one in adminform if "of-" not in one.classes]
    made = [Chapter(f"fields-{number}", one.name or _("The page"), [one]) for number, one in enumerate(own)]
    return [c for c in made if not _is_folded(c)], [c for c in made if _is_folded(c)]


def _is_folded(chapter):
    return "collapse" in chapter.fieldsets[0].classes


def _text(kind, by_prefix):
    sections = by_prefix.get("sections")
    rows = rows_of(sections) if sections else []
    if not kind.order:
        return (
            [Chapter("sections", sections.opts.verbose_name_plural, lists=[Rows(sections, rows)])] if sections else []
        )
    made = [_chapter(kind, name, sections, by_prefix) for name in kind.order]
    rank = 0
    for row in rows:  # as `arranging` has it: a section of no kind stays after the one before it
        rank = kind.order.index(row.kind) if row.kind in kind.order else rank
        made[rank].lists[0].rows.append(row)
    return made


def _chapter(kind, name, sections, by_prefix):
    group = kind.group_headed_by(name)
    lists = [Rows(sections, adds=name)] if sections else [Rows(None)]
    if group and group.name in by_prefix:
        lists.append(_rows(by_prefix[group.name]))
    return Chapter(name, arranging.OF_KINDS[name], lists=lists)


def _chapter_of(formset):
    return Chapter(formset.formset.prefix, formset.opts.verbose_name_plural, lists=[_rows(formset)])


def _rows(formset):
    return Rows(formset, rows_of(formset))


def rows_of(formset):
    """The Rows of a formset in the order that its form has now: what was moved stays moved when a form comes back."""
    rows = _stored(formset) if are_alike(formset) else _with_forms(formset)
    return sorted(rows, key=lambda row: row.order)


def _stored(formset):
    pattern, prefix = Pattern(formset), formset.formset.prefix
    return [StoredRow(pattern, prefix, number, part) for number, part in enumerate(formset.formset.parts)]


def _with_forms(formset):
    inlines = list(formset)[: -1 if formset.has_add_permission else None]  # the last one is that of new rows
    return [Row(one, formset.formset.prefix) for one in inlines]


def new_rows(formsets):
    """What a new row of each formset is made from, where somebody may add one: a list of Rows."""
    return [Row(new_inline(formset), formset.formset.prefix) for formset in formsets if formset.has_add_permission]


def _called(part, language):
    if not hasattr(part, "tracked_fields"):
        column = getattr(part, f"citation_{language}", "") or getattr(part, f"label_{language}", "")
        return column or ""
    return arranging.called({name: part.text(name, language) for name in part.tracked_fields()})
