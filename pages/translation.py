"""The translated columns of the floor's models, for django-modeltranslation."""

from modeltranslation.translator import TranslationOptions, register

from pages.models import Link, Page, Picture, Section, Source, Topic


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name", "slug")


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "slug", "summary", "search_title", "search_description", "aliases")


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = ("heading", "body", "closing")


@register(Source)
class SourceTranslation(TranslationOptions):
    fields = ("citation",)


@register(Picture)
class PictureTranslation(TranslationOptions):
    fields = ("alt", "caption")


@register(Link)
class LinkTranslation(TranslationOptions):
    fields = ("label",)
