"""The parts of a page as ordered inlines."""

from functools import cached_property

from django import forms
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from pages import kinds, languages
from pages.admin.bilingual import original_first, pair
from pages.admin.drawing import drawn
from pages.admin.link_report import numbered
from pages.admin.ordering import OrderedForm, OrderedFormSet, OrderedInline
from pages.admin.originals import StillRight
from pages.admin.picture_fields import PictureFieldMixin
from pages.content import part_names, translations
from pages.linking import places
from pages.models import Link, Page, Section, Source


class PartForm(OrderedForm):
    """A part, with a way to say of each of its texts that an outdated translation is still right.

    `known_as` is its anchor: by it a save finds the part that somebody else removed and that it has to ask about.
    """

    known_as = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["still_right"] = StillRight(type(self.instance))
        self.fields["known_as"].initial = self.instance.anchor

    def save(self, commit=True):
        self.instance.found_still_right = self.cleaned_data.get("still_right")
        return super().save(commit)


def describe_translation(row):
    """The state of a translation in words, as HTML."""
    if row is None or row.pk is None:
        return gettext("It is told once the part is saved.")
    return drawn("translation_state", state=translations.state_of(row, languages.other(row.original_language))[0])


class PartFormSet(OrderedFormSet):
    """The rows of a group know their page without asking the database for it, row by row."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        setattr(form.instance, self.model.owner, self.instance)
        return form

    @property
    def parts(self):
        """The parts as they are stored, each knowing its page."""
        for part in self.get_queryset():
            setattr(part, self.model.owner, self.instance)
        return self.get_queryset()


class PartInline(OrderedInline):
    """The base of every group's inline. `own` are the fields beside the texts."""

    form = PartForm
    formset = PartFormSet
    own = ()
    readonly_fields = ("translation",)

    @admin.display(description=_("translation"))
    def translation(self, part):
        return describe_translation(part)

    def get_fieldsets(self, request, obj=None):
        rows = [pair(field) for field in self.model.translated_fields()]
        own = [self.own] if self.own else []
        fields = [*rows, *own, ("translation", "not_for_language"), "order", "known_as"]
        return original_first([(None, {"fields": fields})], obj)


class SectionInline(PictureFieldMixin, PartInline):
    model = Section
    own = ("kind", "picture", "video")

    def get_queryset(self, request):
        """Who may only read is shown the pictures themselves."""
        sections = super().get_queryset(request)
        return sections if self.has_change_permission(request) else sections.prefetch_related("picture")

    @cached_property
    def heading_kinds(self):
        """The kinds of section that head a group on such a page."""
        kind = next(kind for kind in kinds.every() if kind.model is self.parent_model)
        return {group.anchor for group in kind.groups}


class SourceInline(OrderedInline):
    model = Source
    fields = (("citation_en", "citation_ar"), ("url", "accessed_on"), "order")

    class Media:
        js = [Script("admin-bayan/dates.js", type="module")]


class TargetInput(forms.HiddenInput):
    """The page that a line leads to, and its part, as a script has them chosen from the dialog of links.

    `target` gives the page, None where there is none, and the name of its part.
    """

    is_hidden = False
    target = staticmethod(lambda: (None, ""))

    def render(self, name, value, attrs=None, renderer=None):
        page, part = self.target()
        context = {"input": super().render(name, value, attrs, renderer), "page": page, "part": part}
        return render_to_string("admin/writing/target.html", context)


class LinkForm(OrderedForm):
    """A line, which leads to a page or to a part that the page has."""

    to_page = forms.ModelChoiceField(Page.objects.all(), label=_("Leads to"), required=False, widget=TargetInput)

    def clean(self):
        cleaned = super().clean()
        page, anchor = cleaned.get("to_page"), cleaned.get("to_anchor", "")
        moved = {"to_page", "to_anchor"} & set(self.changed_data)
        if moved and page and anchor not in places.anchors_of(page):
            message = _("“%(page)s” has no part “%(part)s”. Choose one of its parts, or the whole page.")
            self.add_error("to_page", forms.ValidationError(message, params={"page": page, "part": anchor}))
        return cleaned


class LinkFormSet(OrderedFormSet):
    """The lines name what they lead to, as it was chosen last, without asking the database row by row."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.fields["to_page"].widget.target = lambda: self._target(form)
        return form

    def _target(self, form):
        pages, names = self._known
        number, anchor = _chosen(form)
        return pages.get(number), names.get((number, anchor), "")

    @cached_property
    def _known(self):
        chosen = [_chosen(form) for form in self.initial_forms + self.extra_forms]
        return Page.objects.in_bulk({number for number, _anchor in chosen if number}), part_names.of_places(chosen)


def _chosen(form):
    """The number of the page, or None, and the anchor that a line's form has now."""
    return numbered(str(form["to_page"].value() or "")), form["to_anchor"].value() or ""


class LinkInline(OrderedInline):
    """The "Also read" lines."""

    model = Link
    fk_name = "from_page"
    verbose_name = _("“Also read” line")
    verbose_name_plural = _("“Also read” lines")
    form = LinkForm
    formset = LinkFormSet
    fields = (("to_page", "after_anchor"), "to_anchor", ("label_en", "label_ar"), "wording", "order")
    readonly_fields = ("wording",)

    class Media:
        js = [Script("admin-bayan/link-picker.js", type="module")]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(in_text=False).select_related("to_page", "wording__page")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "after_anchor":
            kwargs["widget"] = forms.Select(choices=lambda: [("", "—"), *request.part_choices])
        if db_field.name == "to_anchor":
            kwargs["widget"] = forms.HiddenInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)
