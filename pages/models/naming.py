"""What a page is called: the index by which texts and wordings find the page that they speak of."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models.page import Page


class PageName(models.Model):
    """A title or another name of a page in a language. An index, made anew when the page is saved (`pages.linking.names`)."""

    LONGEST = 250

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="names")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    text = models.CharField(_("name"), max_length=LONGEST)
    words = models.CharField(_("folded words"), max_length=LONGEST, db_index=True)
    is_title = models.BooleanField(_("title"), default=False)

    class Meta:
        ordering = ["page_id", "language", "pk"]
        verbose_name = _("name of a page")
        verbose_name_plural = _("names of pages")
        constraints = [models.UniqueConstraint(fields=["page", "language", "words"], name="page_name_unique")]

    def __str__(self):
        return self.text


class NameKey(models.Model):
    """What a name is looked up by: the stem of each of its words, and of the first two together (`^knee replac`)."""

    name = models.ForeignKey(PageName, models.CASCADE, verbose_name=_("name of a page"), related_name="keys")
    key = models.CharField(_("stems"), max_length=250, db_index=True)

    class Meta:
        verbose_name = _("key of a name")
        verbose_name_plural = _("keys of names")

    def __str__(self):
        return self.key


class RefusedMention(models.Model):
    """A link that was suggested within a page's text, in either language, and refused for good."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="refused_mentions")
    to_page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("to page"), related_name="mentions_refused")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), null=True, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("refused suggestion")
        verbose_name_plural = _("refused suggestions")
        constraints = [models.UniqueConstraint(fields=["page", "to_page"], name="refused_mention_unique")]

    def __str__(self):
        return f"{self.page} → {self.to_page}"


class FoundMention(models.Model):
    """A suggestion as it stood when all pages were last read (`manage.py find_mentions`), for the report."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="found_mentions")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    to_page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("to page"), related_name="mentions_found")
    anchor = models.CharField(_("anchor"), max_length=80)
    before = models.CharField(_("words before it"), max_length=120, blank=True)
    words = models.CharField(_("words"), max_length=500)
    after = models.CharField(_("words after it"), max_length=120, blank=True)

    class Meta:
        ordering = ["page_id", "language", "pk"]
        verbose_name = _("mention of a page")
        verbose_name_plural = _("mentions of pages")
        constraints = [models.UniqueConstraint(fields=["page", "language", "to_page"], name="found_mention_unique")]

    def __str__(self):
        return self.words
