"""The floor's own admins: plain pages, topics, pictures, wordings, refused suggestions and synonyms."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from pages import pictures
from pages.admin import chapter_help, page_help  # noqa: F401  tell what fields are for
from pages.admin.bilingual import BilingualAdmin, FoldedSearchMixin, pair
from pages.admin.page import PageAdmin
from pages.admin.people import person
from pages.models import Page, Picture, RefusedMention, Synonym, Topic, Wording
from pages.publishing import publishers
from pages.templatetags.pictures import picture as sized


@admin.register(Page)
class PlainPageAdmin(PageAdmin):
    def get_queryset(self, request):
        pages = super().get_queryset(request)
        # A link or a replacement may be any page; the list is of the plain ones.
        return pages if "/autocomplete/" in request.path else pages.filter(kind="page")


@admin.register(Topic)
class TopicAdmin(BilingualAdmin):
    list_display = ("__str__", "order")
    list_editable = ("order",)
    search_fields = ("name_en", "name_ar")
    fieldsets = ((None, {"fields": [pair("name"), pair("slug"), "order"]}),)

    def get_deleted_objects(self, objs, request):
        """Pages only lose a topic: the rows between the two, which Django would name in English, are nothing to ask about."""
        _rows, _counts, lacking, protected = super().get_deleted_objects(objs, request)
        named = [str(topic) for topic in objs]
        return named, {self.opts.verbose_name_plural: len(named)}, lacking, protected


class PictureFileField(forms.ImageField):
    """Tells why a file cannot be used: of a HEIC of a phone, which is whole, Django says that it is damaged."""

    def to_python(self, data):
        try:
            return super().to_python(data)
        except forms.ValidationError as problem:
            if problem.code == "invalid_image":
                pictures.check(data)
            raise


@admin.register(Picture)
class PictureAdmin(FoldedSearchMixin, BilingualAdmin):
    list_display = ("thumbnail", "__str__", "added_at")
    list_display_links = ("__str__",)
    fieldsets = ((None, {"fields": ["file", "decorative", pair("alt"), pair("caption"), "credit"]}),)
    readonly_fields = ("shown",)
    formfield_overrides = {models.ImageField: {"widget": forms.FileInput}}

    class Media:
        css = {"all": ["admin-bayan/files.css"]}
        js = [Script("admin-bayan/files.js", type="module")]

    def get_form(self, request, obj=None, **kwargs):
        """The form; of a picture that is there already no other file has to be chosen."""
        form = super().get_form(request, obj, **kwargs)
        if obj and "file" in form.base_fields:
            form.base_fields["file"].widget.attrs["data-kept"] = ""
        return form

    def get_fieldsets(self, request, obj=None):
        """One that is there already is seen above its file."""
        fieldsets = super().get_fieldsets(request, obj)
        return [(None, {"fields": ["shown"]}), *fieldsets] if obj else fieldsets

    @admin.display(description=_("picture"))
    def shown(self, picture):
        return sized(picture, sizes="20rem", css="picture-whole")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "file":
            kwargs["form_class"] = PictureFileField
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("picture"))
    def thumbnail(self, picture):
        return sized(picture, sizes="96px", css="thumbnail", within=96)


@admin.register(Wording)
class WordingAdmin(BilingualAdmin):
    list_display = ("text", "page")
    list_filter = (("page", admin.EmptyFieldListFilter),)
    search_fields = ("text", "words")
    fields = ("text", "page")
    readonly_fields = ("text",)
    autocomplete_fields = ("page",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """Where a wording leads, published pages lead at once."""
        return super().has_change_permission(request, obj) and publishers.may_publish(request.user)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and publishers.may_publish(request.user)


@admin.register(RefusedMention)
class RefusedMentionAdmin(admin.ModelAdmin):
    """Deleting one has it suggested again."""

    list_display = ("page", "to_page", person("by", _("by")), "at")
    list_select_related = ("page", "to_page", "by")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Synonym)
class SynonymAdmin(BilingualAdmin):
    list_display = ("__str__", "changed_at")
    search_fields = ("terms",)
    fields = ("terms",)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.base_fields["terms"].widget.attrs |= {"dir": "auto", "rows": 10}
        return form
