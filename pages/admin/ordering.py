"""Rows of a page that a person puts in order: each keeps its place in a hidden field."""

from functools import cached_property

from django import forms
from django.contrib import admin
from django.db.models import Max
from django.forms.models import BaseInlineFormSet

from pages.admin import helping
from pages.admin.bilingual import BilingualMixin


class OrderedForm(forms.ModelForm):
    """A row with a place. A new one in which nothing was written is no row: its place alone says nothing."""

    media = forms.Media()  # that of its formset, which asks for it once and not with each row
    says_nothing = frozenset({"order", "kind", "known_as"})

    def has_changed(self):
        changed = set(self.changed_data)
        return bool(changed - self.says_nothing if self.instance.pk is None else changed)

    def _post_clean(self):
        """A row that nobody changed is as the database has it: asking it whether it may be took a tenth of a long save."""
        if self.instance.pk is None or self.has_changed():
            super()._post_clean()

    def clean_order(self):
        order = self.cleaned_data["order"]
        return self.instance.order if order is None else order


class StoredRow(forms.ModelChoiceField):
    """The hidden number of a row, found among those that its formset has read: Django asks the database row by row."""

    def __init__(self, rows, **options):
        super().__init__(rows, required=False, widget=forms.HiddenInput, **options)
        self.rows = rows

    def to_python(self, value):
        if value in self.empty_values:
            return None
        found = next((row for row in self.rows if str(row.pk) == str(value)), None)
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return found


class OrderedFormSet(BaseInlineFormSet):
    """New rows without a place come last."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        own = self._pk_field.name
        form.fields[own] = StoredRow(self.get_queryset(), initial=form.fields[own].initial)

    @cached_property
    def empty_form(self):
        """Made once: a form asks for it many times, for what its fields need and to draw new rows from."""
        return super().empty_form

    @cached_property
    def media(self):
        widgets = (field.widget for field in self.empty_form.fields.values())
        return sum((widget.media for widget in widgets), forms.Media())

    def is_multipart(self):
        return self.empty_form.is_multipart()  # Django makes the forms of all rows to ask the first one

    def save_new(self, form, commit=True):
        row = super().save_new(form, commit=False)
        if not row.order:
            siblings = self.model.objects.filter(**{self.fk.name: self.instance})
            row.order = (siblings.aggregate(last=Max("order"))["last"] or 0) + 1
        if commit:
            row.save()
        return row


class OrderedInline(BilingualMixin, admin.StackedInline):
    """The base of every inline of a page. `pages.admin.chapters` says where its rows stand in the form."""

    form = OrderedForm
    formset = OrderedFormSet
    extra = 0
    media = forms.Media()  # rows are added by `parts.js`, not by Django's script

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "order":
            kwargs |= {"widget": forms.HiddenInput, "required": False}
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and helping.of_field(db_field):
            field.help_text = ""  # told once, at the head of the chapter
        return field
