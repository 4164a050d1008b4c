"""Rows to which nothing was posted are written by a pattern: one row of their list is drawn, each one's own is put into it.

Django makes a form of some fifteen fields for each row and draws all of them: half of the server's time for 60 parts.
"""

import re
from functools import cached_property

from django.contrib.admin import helpers
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from markupsafe import escape

from pages.admin import originals
from pages.admin.bilingual import language_of
from pages.admin.drawing import drawn
from pages.admin.parts import PartFormSet

# Of the private use area of Unicode: they stand in no label and in no address.
START, END = "\ue000", "\ue001"
MARK = re.compile(f"{START}(.*?){END}")
PLACE, ROW, TEXT, ABOVE = "place", "row", f"{START}text{END}", "above:"
# Widgets whose HTML differs by the text in it, and by nothing else.
OF_TEXT = {f"django/forms/widgets/{name}.html" for name in ("text", "textarea", "hidden", "number")}


class InlineRows(helpers.InlineAdminFormSet):
    """Django's, which makes the form of every row to ask for its media and its scripts: a row has none of its own."""

    def __init__(self, made):
        vars(self).update(vars(made))

    def __iter__(self):
        return iter([new_inline(self)]) if are_alike(self) else super().__iter__()

    @property
    def media(self):
        return self.opts.media + self.formset.media

    @property
    def management_form(self):
        return self.formset.management_form  # a template that asks a formset itself has the forms of all rows made


class WrittenRowsMixin:
    """For the admin of a page: its form makes no form of a row that is only shown."""

    def get_inline_formsets(self, *args, **kwargs):
        return [InlineRows(made) for made in super().get_inline_formsets(*args, **kwargs)]


def new_inline(formset):
    """Django's InlineAdminForm of a new row of an InlineAdminFormSet, whoever may add one."""
    own = formset.fieldsets, formset.prepopulated_fields, None, formset.readonly_fields
    return helpers.InlineAdminForm(formset.formset, formset.formset.empty_form, *own, model_admin=formset.opts)


def are_alike(formset):
    """Whether the rows of an InlineAdminFormSet can be written by a Pattern: parts, as stored, that may be changed."""
    return isinstance(formset.formset, PartFormSet) and not formset.is_bound and formset.has_change_permission


class Pattern:
    """What the rows of one InlineAdminFormSet have in common. `inline` is its InlineAdminForm of a new row."""

    def __init__(self, formset):
        self.inline = new_inline(formset)
        self.form = self.inline.form
        html = drawn("part_body", inline=self.inline, place=_mark(PLACE), written=_marked, above=_above)
        self.pieces = MARK.split(html.replace(self.form.prefix, _mark(ROW)))
        self.columns = {name: Column(self.form, name) for name in self.pieces[1::2] if name in self.form.fields}
        self.above = [mark for mark in self.pieces[1::2] if mark.startswith(ABOVE)]

    def body(self, part, name, place):
        """The fields of a part as HTML; `name` is what its form is called, `place` the id that leads to it."""
        own = {ROW: name, PLACE: place} | {
            readonly: conditional_escape(getattr(self.inline.model_admin, readonly)(part))
            for readonly in self.inline.readonly_fields
        }
        own |= {column: known.html(self._value(column, part), name) for column, known in self.columns.items()}
        own |= {mark: originals.above(part, mark.removeprefix(ABOVE), name) for mark in self.above}
        told = (own[piece] if number % 2 else piece for number, piece in enumerate(self.pieces))
        return mark_safe("".join(told))

    def _value(self, column, part):
        if column in self._stored:
            return self._stored[column].value_from_object(part)
        return part.anchor if column == "known_as" else self.form.fields[column].initial

    @cached_property
    def _stored(self):
        return {field.name: field for field in self.form._meta.model._meta.concrete_fields}


class Column:
    """One field of the rows of a list: its HTML for a value, which is drawn once but for what is text in it."""

    def __init__(self, form, name):
        self.form, self.name, self.field = form, name, form.fields[name]
        self.is_text = self.field.widget.template_name in OF_TEXT
        self.drawn = {}

    def html(self, value, row):
        value = self.field.prepare_value(value)
        text = self.field.widget.format_value(value) if self.is_text else None
        if not text:
            return self._drawn(value).replace(self.form.prefix, row)
        before, after = (piece.replace(self.form.prefix, row) for piece in self._drawn(TEXT).split(TEXT))
        return f"{before}{escape(text)}{after}"

    def _drawn(self, value):
        if value not in self.drawn:
            bound = self.field.get_bound_field(self.form, self.name)
            bound.initial = value
            self.drawn[value] = str(bound)
        return self.drawn[value]


def _mark(name):
    return mark_safe(f"{START}{name}{END}")


def _above(column, is_readonly=False):
    return _mark(f"{ABOVE}{column}") if language_of(column) else ""


def _marked(field):
    return _mark(field.field["name"] if field.is_readonly else field.field.name)
