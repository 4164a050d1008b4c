"""The parts of a page as ordered inlines."""

from adminsortable2.admin import CustomInlineFormSet, SortableStackedInline
from django import forms
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from pages import languages, translations
from pages.admin.bilingual import BilingualMixin, pair
from pages.models import Link, Section, Source


class PartForm(forms.ModelForm):
    """A part, with a way to say that its outdated translation is still right."""

    still_right = forms.BooleanField(label=_("the translation is still right"), required=False)

    def save(self, commit=True):
        self.instance.found_still_right = self.cleaned_data.get("still_right", False)
        return super().save(commit)


def describe_translation(row):
    """The state of a translation in words, with what changed in the original since, as HTML."""
    if row is None or row.pk is None:
        return "—"
    language = languages.other(row.original_language)
    state, fields = translations.state_of(row, language)
    changes = [(field, translations.changed_since(row, field)) for field in fields] if state == "outdated" else []
    context = {"state": state, "language": language, "original": row.original_language, "changes": changes}
    return render_to_string("admin/writing/translation_state.html", context)


class PartFormSet(CustomInlineFormSet):
    """The rows of a group know their page without asking the database for it, row by row."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        setattr(form.instance, self.model.owner, self.instance)
        return form


class PartInline(BilingualMixin, SortableStackedInline):
    """The base of every group's inline. `own` are the fields beside the texts."""

    form = PartForm
    formset = PartFormSet
    extra = 0
    own = ()
    readonly_fields = ("translation",)

    @admin.display(description=_("translation"))
    def translation(self, part):
        return describe_translation(part)

    def get_fieldsets(self, request, obj=None):
        rows = [pair(field) for field in self.model.translated_fields()]
        own = [self.own] if self.own else []
        return [(None, {"fields": [*own, *rows, ("translation", "still_right", "not_for_language"), "order"]})]


class SectionInline(PartInline):
    model = Section
    own = ("kind", "picture", "video")
    autocomplete_fields = ("picture",)


class SourceInline(BilingualMixin, SortableStackedInline):
    model = Source
    extra = 0
    fields = (("citation_en", "citation_ar"), ("url", "accessed_on"), "order")


class LinkInline(BilingualMixin, SortableStackedInline):
    """The "Also read" lines."""

    model = Link
    fk_name = "from_page"
    extra = 0
    verbose_name = _("“Also read” line")
    verbose_name_plural = _("“Also read” lines")
    fields = (("to_page", "to_anchor", "after_anchor"), ("label_en", "label_ar"), "wording", "order")
    autocomplete_fields = ("to_page",)
    readonly_fields = ("wording",)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(in_text=False)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "after_anchor":
            kwargs["widget"] = forms.Select(choices=[("", "—"), *request.part_choices])
        return super().formfield_for_dbfield(db_field, request, **kwargs)
