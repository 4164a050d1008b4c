"""Links between pages, kept as data: never as an address."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import plain_text
from pages.models.page import Page


class Wording(models.Model):
    """The wording of a link whose page was not known when it was written, and the page once it is known.

    Drafts and editions refer to the wording, so a page that comes later turns all of them into links.
    """

    LONGEST = 250

    words = models.CharField(_("folded words"), max_length=LONGEST, unique=True, editable=False)
    text = models.CharField(_("wording"), max_length=LONGEST)
    page = models.ForeignKey(
        Page, models.SET_NULL, verbose_name=_("page"), null=True, blank=True, related_name="wordings"
    )

    class Meta:
        ordering = ["text"]
        verbose_name = _("wording of a link")
        verbose_name_plural = _("wordings of links")

    def __str__(self):
        return self.text

    def save(self, *args, **kwargs):
        self.text = plain_text.clean(self.text)
        self.words = self.folded(self.text)
        super().save(*args, **kwargs)

    @classmethod
    def folded(cls, text):
        """The words that a wording is known by; folding can make a text longer."""
        return plain_text.words(text)[: cls.LONGEST]


class Link(models.Model):
    """A reference from one part of a page to another page: an "Also read" line, or a link within the text.

    Those within the text are an index, made anew at each save (`pages.linking.link_index`).
    """

    from_page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("from page"), related_name="links")
    order = models.PositiveIntegerField(_("order"), default=0)
    in_text = models.BooleanField(_("within the text"), default=False, editable=False)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Page.LANGUAGES,
        blank=True,
        editable=False,
        help_text=_("Of the text in which a link stands; a line stands in both."),
    )
    after_anchor = models.CharField(
        _("after"), max_length=80, blank=True, help_text=_("The part after which the line stands; empty: at the end.")
    )
    to_page = models.ForeignKey(
        Page, models.CASCADE, verbose_name=_("to page"), null=True, blank=True, related_name="links_here"
    )
    to_anchor = models.CharField(_("to part"), max_length=80, blank=True)
    wording = models.ForeignKey(
        Wording, models.PROTECT, verbose_name=_("wording"), null=True, blank=True, related_name="links"
    )
    label = models.CharField(
        _("label"), max_length=200, blank=True, help_text=_("If left empty: the page's title, and the part's name.")
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.CheckConstraint(
                name="link_leads_somewhere",
                condition=models.Q(to_page__isnull=False) | models.Q(wording__isnull=False)
                | models.Q(label_en__isnull=False, label_en__gt="") | models.Q(label_ar__isnull=False, label_ar__gt="")
                | models.Q(in_text=True),
            )
        ]  # fmt: skip

    def __str__(self):
        return str(self.target() or self.wording or self.label or "")

    def save(self, *args, **kwargs):
        self.label_en = plain_text.clean(self.label_en or "")
        self.label_ar = plain_text.clean(self.label_ar or "")
        super().save(*args, **kwargs)

    def leads_somewhere(self):
        """Whether it has a page, a wording or words: what the database asks of every line."""
        return bool(self.to_page_id or self.wording_id or self.label_en or self.label_ar)

    def clean(self):
        super().clean()
        if not (self.to_page_id or self.wording_id or self.label_en or self.label_ar or self.in_text):
            raise ValidationError(_("Choose the page that this line leads to."))

    def target(self):
        """The page it leads to, once that is known."""
        return self.to_page or (self.wording and self.wording.page)
