"""The admin of a page: its texts, its parts, and what each save leaves behind."""

from itertools import chain

from django import forms
from django.contrib import admin
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from pages import kinds, languages
from pages.admin import chapters, conflicts, desk, form_problems, merging, notes, own_words, renaming, unfinished
from pages.admin.bilingual import BilingualAdmin, FoldedSearchMixin, original_first, pair
from pages.admin.filters import TopicFilter
from pages.admin.handing_over import HandingOverMixin
from pages.admin.history import EditionsMixin
from pages.admin.linking import LinkingMixin, leading_to
from pages.admin.mentions import MentionsMixin
from pages.admin.originals import StillRight
from pages.admin.parts import LinkInline, SectionInline, SourceInline, describe_translation
from pages.admin.picture_fields import PicturesMixin
from pages.admin.presence import PresenceMixin
from pages.admin.previewing import PreviewLinksMixin
from pages.admin.publishing import PublishingMixin
from pages.admin.remarking import RemarksMixin
from pages.admin.revising import RevisingMixin
from pages.admin.rich_text import RichTextMixin
from pages.admin.scripts import FewScriptsMixin
from pages.admin.withdrawing import WithdrawingMixin
from pages.admin.written_rows import WrittenRowsMixin
from pages.content import translations
from pages.drafting import drafts
from pages.models import Page
from pages.publishing import publishers
from pages.states.standing import of_row, standing, tell


class PageForm(forms.ModelForm):
    """A page's own texts. `base_version` is the version that the form was opened with."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    # What the form asks about, and what was agreed to.
    new_addresses, agreed_to = (), ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["still_right"] = StillRight(type(self.instance))
        self.fields["base_version"].initial = self.instance.version
        if self.instance.pk is None:
            self.fields[f"title_{languages.current()}"].widget.attrs["autofocus"] = True

    def clean(self):
        cleaned = super().clean()
        if desk.RESTORE in self.data:
            self.add_error(None, _("It is not saved yet."))  # so that it is shown, and only shown
            return cleaned
        version = cleaned.get("base_version")
        if not conflicts.is_conflict(self.instance, version):
            self._ask_about_addresses(cleaned)
            return cleaned
        self.add_error(None, conflicts.message(self.instance, version))
        if not conflicts.base(self.instance, version):
            # Nothing to merge with: the next save is made knowing what the other person changed.
            self.data = self.data.copy()
            self.data[self.add_prefix("base_version")] = self.instance.version
        return cleaned

    def _ask_about_addresses(self, cleaned):
        """Refuses an address that patients know to change before that was agreed to."""
        found = renaming.new_addresses(self.instance, cleaned)
        if renaming.is_agreed(self.data, found):
            self.agreed_to = renaming.agreed_to(found)
        elif found:
            self.new_addresses = found
            self.add_error(None, _("The address changes only once you say so."))


class PageAdmin(
    LinkingMixin,
    HandingOverMixin,
    RemarksMixin,
    PublishingMixin,
    WithdrawingMixin,
    PreviewLinksMixin,
    RevisingMixin,
    EditionsMixin,
    MentionsMixin,
    PresenceMixin,
    PicturesMixin,
    FoldedSearchMixin,
    RichTextMixin,
    FewScriptsMixin,
    WrittenRowsMixin,
    BilingualAdmin,
):
    """The base of every page's admin. `group_inlines` are those of the kind's own parts."""

    form = PageForm
    leaves_own_entries = True
    change_form_template = "admin/writing/change_form.html"
    list_display = ("name", "in_english", "in_arabic", "changed_at")
    list_filter = (("topics", TopicFilter), "original_language")
    list_per_page = 50
    readonly_fields = ("import_note", "translation")
    autocomplete_fields = ("topics", "author")
    group_inlines = ()
    own_fieldsets = ()

    class Media:
        css = {
            "all": [
                "admin-bayan/admin.css",
                "admin-bayan/written.css",
                "admin-bayan/writing.css",
                "admin-bayan/writing-fields.css",
                "admin-bayan/parts.css",
                "admin-bayan/what-changed.css",
                "admin-bayan/originals.css",
                "admin-bayan/picture-fields.css",
                "admin-bayan/dialog.css",
                "admin-bayan/picture-dialog.css",
                "admin-bayan/picture-adding.css",
                "admin-bayan/files.css",
                "admin-bayan/desk-bar.css",
                "admin-bayan/desk-bar-phone.css",
                "admin-bayan/advice.css",
                "admin-bayan/preview.css",
                "admin-bayan/share-card.css",
                "admin-bayan/links.css",
                "admin-bayan/choices.css",
                "admin-bayan/remarks.css",
            ]
        }

    def get_fieldsets(self, request, obj=None):
        texts = [pair(field) for field in ("title", "summary", "slug", "aliases")]
        fieldsets = [
            (
                None,
                {"fields": ["base_version", "original_language", *texts, "translation"]},
            ),
            *self.own_fieldsets,
            (_("Filing"), {"fields": [("picture", "topics"), ("author", "review_due_on")], "classes": ["collapse"]}),
            (
                _("Search engines"),
                {"fields": [pair("search_title"), pair("search_description")], "classes": ["collapse found-as"]},
            ),
            (
                _("From another site"),
                {"fields": [("first_published_on", "opening_views"), "import_note"], "classes": ["collapse"]},
            ),
        ]
        return original_first(fieldsets, obj)

    def get_inlines(self, request, obj):
        return [SectionInline, *self.group_inlines, LinkInline, SourceInline]

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Django copies all that was posted for each list of rows, though none changes it: in a long form a tenth of a save."""
        posted = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
        return {"instance": obj, "prefix": prefix, "queryset": inline.get_queryset(request)} | posted

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, object_id, from_field) if _is_number(object_id) else None

    def get_readonly_fields(self, request, obj=None):
        """Opening views are told once: after publishing, a count changes by readers and by corrections only."""
        own = super().get_readonly_fields(request, obj)
        return (*own, "opening_views") if obj and obj.editions.exists() else own

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj and obj.editions.exists())

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_changelist_instance(self, request):
        found = super().get_changelist_instance(request)
        tell(found.result_list)
        return found

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with transaction.atomic():
            if request.method == "POST" and (page := _numbered(object_id)):
                request.POST = renaming.answered(request.POST, page)
            answer = self._merged(request, object_id)
            answer = answer or super().changeform_view(request, object_id, form_url, extra_context)
        if answer.status_code == conflicts.REDIRECTED and hasattr(request, "recorded"):
            desk.note_saved(request)
        return answer

    def _merged(self, request, object_id):
        """The answer to a save that was merged with others', None where there is nothing to merge."""
        page = _numbered(object_id, lock=True) if request.method == "POST" else None
        if page and desk.RESTORE in request.POST:
            conflicts.revive(request, page)
        elif page:
            return merging.merged(self, request, page, super().changeform_view)
        return None

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        formsets = context["inline_admin_formsets"]
        request.part_choices = _part_choices(obj, formsets) if obj else []
        context["chapters"] = chapters.chapters(kinds.by_name(self.kind), context["adminform"], formsets)
        context["refused"] = form_problems.of_page(context["adminform"].form, context["chapters"])
        context["new_rows"] = chapters.new_rows(formsets)
        context |= desk.opened(request, self.kind, obj)
        context["media"] += desk.SCRIPTS
        if context["is_restored"]:
            context["errors"] = []  # nothing is wrong with it: it is only not saved
        if obj:
            context["standings"] = [standing(obj, language) for language in context["languages"]]
            context["unfinished"] = unfinished.of(obj, context["chapters"])
            context["may_publish"] = publishers.may_publish(request.user)
            context["may_publish_both"] = all(one.state != "missing" for one in context["standings"])
            context["notes"] = notes.of_form(request, obj)
            context |= self.with_suggestions(request, obj)
            context["search_notes"] = notes.of_search_results(request, obj)
            context["choices"] = getattr(request, "choices", [])
            if context["choices"] and len(context["errors"]) == 1:
                context["errors"] = []  # nothing to correct: what is to be chosen is said where it is chosen
            context["conflict"] = conflicts.changes_since(obj, context["adminform"].form)
            context["new_addresses"] = getattr(request, "new_addresses", []) or context["adminform"].form.new_addresses
            if context["new_addresses"]:
                context |= {"leading": leading_to(obj), "pressed": renaming.pressed(request.POST)}
                context["errors"] = [] if len(context["errors"]) == 1 else context["errors"]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("still_right"):
            translations.still_right(form.instance, form.cleaned_data["still_right"])
        for formset in formsets:
            for row in formset.forms:
                if getattr(row.instance, "found_still_right", None) and row.instance.pk:
                    translations.still_right(row.instance, row.instance.found_still_right)
        self.recorded(request, form.instance)
        request.titles_before = own_words.titles_before(form)

    def recorded(self, request, page):
        """What every save of a draft is followed by."""
        self.answer_suggestion(request, page)
        drafts.record(page, by=request.user)
        request.recorded = page

    def response_change(self, request, obj):
        """After saving, "Publish" leads on to what would change for patients; of a new title it is told where it shows."""
        answer = self._to_publishing(request, obj) or super().response_change(request, obj)
        renaming.tell(request, obj, getattr(request, "titles_before", {}))
        return answer

    def _to_publishing(self, request, page):
        action, _dash, language = request.POST.get("_then", "").partition("-")
        if (action, language) == ("publish", "both"):
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_both", page.pk)
        if action == "publish" and language in languages.CODES:
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_publish", page.pk, language)
        return None

    @property
    def kind(self):
        """The name of the kind of page that is written here."""
        return next(kind.name for kind in kinds.every() if kind.model is self.model)

    @admin.display(description=_("title"), ordering="title")
    def name(self, page):
        return str(page)

    @admin.display(description=_("English"))
    def in_english(self, page):
        return of_row(page, "en").label

    @admin.display(description=_("Arabic"))
    def in_arabic(self, page):
        return of_row(page, "ar").label

    @admin.display(description=_("translation"))
    def translation(self, page):
        return describe_translation(page)


def _part_choices(page, formsets):
    """What an "Also read" line can stand after: the groups of a page, then its parts as the forms have read them."""
    kind = kinds.of(page)
    read = {one.formset.prefix: one.formset.get_queryset() for one in formsets}
    parts = chain(read.get("sections", ()), *(read.get(group.name, ()) for group in kind.groups))
    groups = [(group.anchor, group.model._meta.verbose_name_plural) for group in kind.groups]
    return groups + [(part.anchor, f"{part._meta.verbose_name}: {part}") for part in parts]


def _numbered(object_id, lock=False):
    """The page of that number, None for what is no page's.

    A save locks the page first: without that, four at once gave three errors on PostgreSQL.
    """
    if not _is_number(object_id):
        return None
    pages = Page.objects.select_for_update() if lock else Page.objects
    return pages.filter(pk=object_id).first()


def _is_number(object_id):
    """Whether an address names a row that a database could have: no larger number than fits its column."""
    return object_id is not None and object_id.isdecimal() and len(object_id) < 19
