"""Rows of a page that a person puts in order: each keeps its place in a hidden field."""

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

    def clean_order(self):
        order = self.cleaned_data["order"]
        return self.instance.order if order is None else order


class OrderedFormSet(BaseInlineFormSet):
    """New rows without a place come last."""

    @property
    def media(self):
        widgets = (field.widget for field in self.empty_form.fields.values())
        return sum((widget.media for widget in widgets), forms.Media())

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

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "order":
            kwargs |= {"widget": forms.HiddenInput, "required": False}
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and helping.of_field(db_field):
            field.help_text = ""  # told once, at the head of the chapter
        return field
