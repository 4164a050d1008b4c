"""English and Arabic side by side, each in its own direction, whatever the interface's language."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from pages import languages, plain_text
from pages.admin import helping, read_only
from pages.admin.rich_text import RichTextWidget
from pages.rich_text import RichTextField

# Columns that are written in Latin letters or digits, whatever the interface's language.
LATIN = {"telephone", "emergency_telephone", "whatsapp", "colour", "slug"}


def pair(field):
    """The two columns of a translated text, for one row of a fieldset."""
    return tuple(f"{field}_{code}" for code in languages.CODES)


def original_first(fieldsets, page=None):
    """Fieldsets whose pairs begin with the original of a page; where there is none yet, with the interface's language."""
    first, _other = languages.original_first(page)
    return [
        (name, options | {"fields": [_ordered(row, first) for row in options["fields"]]}) for name, options in fieldsets
    ]


def language_of(column):
    """The language of a translated column (`title_ar`), or None."""
    ending = column.rpartition("_")[2]
    return ending if ending in languages.CODES else None


class EmptyChoicesMixin:
    """Says in words that nothing is chosen, or that something is to be, where Django shows dashes."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.ChoiceField):
            _name_empty_choice(field)
        return field


class BilingualMixin(EmptyChoicesMixin):
    """For admins and inlines: labels, directions and widgets of translated columns, and of Latin ones."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, RichTextField):
            kwargs["widget"] = RichTextWidget
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        language = language_of(db_field.name)
        if field and language:
            # modeltranslation requires the default language; which text a page needs is the page's own rule.
            field.required = False
            field.label = labelled(db_field, language)
            field.widget.attrs |= {"lang": language, "dir": languages.DIRECTIONS[language]}
            if isinstance(field.widget, forms.Textarea) and not isinstance(db_field, RichTextField):
                field.widget.attrs["rows"] = 4
        elif field and db_field.name in LATIN:
            field.widget.attrs["dir"] = "ltr"
        if isinstance(field and field.widget, RelatedFieldWidgetWrapper):
            # What others use too is not deleted from here.
            field.widget.can_delete_related = False
            field.widget.can_view_related &= not field.widget.can_change_related
        return field

    def get_fieldsets(self, request, obj=None):
        return original_first(super().get_fieldsets(request, obj), obj)


def labelled(db_field, language):
    """A column's name with its language, in the interface's language: "title (Arabic)"."""
    names = {"en": gettext("English"), "ar": gettext("Arabic")}
    original = getattr(db_field, "translated_field", db_field)
    return pgettext("a text and its language", "%(text)s (%(language)s)") % {
        "text": capfirst(original.verbose_name),
        "language": names[language],
    }


def _ordered(row, first):
    if isinstance(row, str) or not all(map(language_of, row)):
        return row
    return tuple(sorted(row, key=lambda column: language_of(column) != first))


def _name_empty_choice(field):
    words = gettext("Choose") if field.required else pgettext("an empty choice", "None")
    if not isinstance(field, forms.ModelChoiceField):
        field.choices = [(value, words if value == "" else label) for value, label in field.choices]
    elif field.empty_label is not None:
        field.empty_label = words


def _to_read(row, columns):
    if not isinstance(row, str):
        return tuple(_to_read(name, columns) for name in row)
    if not (column := columns.get(row)):
        return row
    language = language_of(row)
    label = labelled(column, language) if language else column.verbose_name
    return read_only.shown(column, label, language, is_latin=row in LATIN)


class FoldedSearchMixin:
    """Searching by folded words: احمد finds أحمد. The model keeps `finding_words`."""

    search_fields = ("finding_words",)

    def get_search_results(self, request, queryset, search_term):
        for word in plain_text.fold(search_term[:200]).split():
            queryset = queryset.filter(finding_words__contains=word)
        return queryset, False


class BilingualAdmin(BilingualMixin, admin.ModelAdmin):
    """The admin of a model with texts in two languages. Fields within its list are named to who hears them."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and (help := helping.below(db_field, language_of(db_field.name))):
            field.help_text = help
        if field and db_field.name in self.list_editable:
            field.widget.attrs["aria-label"] = capfirst(db_field.verbose_name)
        return field

    def get_fieldsets(self, request, obj=None):
        """Those of the form; who may only see it gets its texts as they read."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        columns = {field.name: field for field in self.model._meta.fields}
        return [
            (name, options | {"fields": [_to_read(row, columns) for row in options["fields"]]})
            for name, options in fieldsets
        ]

    class Media:
        css = {"all": ["admin-bayan/admin.css", "admin-bayan/written.css"]}
