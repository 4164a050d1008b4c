"""The parts of a page: ordered, translated rows with an anchor that never changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import addresses, anchors, languages, plain_text
from pages.models.page import Page
from pages.models.translated import Translated
from pages.rich_text import RichTextField


class Part(Translated):
    """The base of every part. Subclasses have a foreign key to their page, and say its name in `owner`."""

    LANGUAGES = [("en", _("not in English")), ("ar", _("not in Arabic"))]

    order = models.PositiveIntegerField(_("order"), default=0)
    anchor = models.CharField(_("anchor"), max_length=80, editable=False)
    not_for_language = models.CharField(
        _("left out"),
        max_length=2,
        blank=True,
        choices=LANGUAGES,
        help_text=_("Where this part is meant for readers of one language only."),
    )

    owner = "page"

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self):
        here = languages.current()
        words = (self.words(field, code) for code in (here, languages.other(here)) for field in self.tracked_fields())
        return next(filter(None, words), self.anchor)[:60]

    def save(self, *args, **kwargs):
        if not self.anchor:
            self.anchor = anchors.free(self)
        super().save(*args, **kwargs)

    @property
    def original_language(self):
        return getattr(self, self.owner).original_language


class Section(Part):
    """A section of a page. Of a group's kind (`benefits`), it gives that group its heading and the words around it."""

    KINDS = [
        ("what_it_is", _("What it is")),
        ("how_it_works", _("How it works")),
        ("preparation", _("How to prepare")),
        ("recovery", _("Recovery")),
        ("results", _("Results")),
        ("alternatives", _("Alternatives")),
        ("if_nothing_is_done", _("If nothing is done")),
        ("cost", _("Cost")),
        ("call_us_if", _("Call us if")),
        ("urgent", _("Urgent: go to hospital")),
        ("disclaimer", _("Disclaimer")),
        ("indications", _("When it is recommended")),
        ("candidates", _("Who it suits")),
        ("steps", _("What happens, step by step")),
        ("benefits", _("Benefits")),
        ("risks", _("Risks")),
        ("comparison", _("Comparison")),
        ("questions", _("Questions")),
        ("other", _("Other")),
    ]

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="sections")
    kind = models.CharField(_("kind"), max_length=20, choices=KINDS, default="other")
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    body = RichTextField(_("text"), blank=True)
    closing = RichTextField(
        _("closing words"), blank=True, help_text=_("Where the section heads a group: the words after it.")
    )
    picture = models.ForeignKey(
        "pages.Picture", models.SET_NULL, verbose_name=_("picture"), null=True, blank=True, related_name="sections"
    )
    video = models.URLField(
        _("video"), blank=True, help_text=_("An address. Nothing is loaded from there before a tap.")
    )

    class Meta(Part.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(fields=["page", "anchor"], name="section_anchor_unique"),
            models.CheckConstraint(
                name="section_kind_known",
                condition=models.Q(kind__in=[
                    "what_it_is", "how_it_works", "preparation", "recovery", "results", "alternatives",
                    "if_nothing_is_done", "cost", "call_us_if", "urgent", "disclaimer", "indications", "candidates",
                    "steps", "benefits", "risks", "comparison", "questions", "other",
                ]),
            ),
        ]  # fmt: skip

    def save(self, *args, **kwargs):
        self.video = addresses.of_another_site(self.video)
        super().save(*args, **kwargs)


class Source(models.Model):
    """Where a page's facts come from."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="sources")
    order = models.PositiveIntegerField(_("order"), default=0)
    citation = models.CharField(_("citation"), max_length=400, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    accessed_on = models.DateField(_("read on"), null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return self.citation_en or self.citation_ar or self.url

    def save(self, *args, **kwargs):
        self.url = addresses.of_another_site(self.url)
        self.citation_en = plain_text.clean(self.citation_en or "")
        self.citation_ar = plain_text.clean(self.citation_ar or "")
        super().save(*args, **kwargs)
