"""Articles."""

from django.utils.translation import gettext_lazy as _

from pages.models import Page


class Article(Page):
    """The draft of an article: a page among the clinic's articles. Its standfirst is the page's summary."""

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
