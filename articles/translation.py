"""Articles translate what every page translates."""

from modeltranslation.translator import TranslationOptions, register

from articles.models import Article


@register(Article)
class ArticleTranslation(TranslationOptions):
    fields = ()
