"""Indexes of editions: their topics, their links, and what lists of them are sorted by."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pages.models.edition import Edition
from pages.models.page import Page


class OfAnEdition(models.Model):
    """A row of an index that lists of editions are made by: what they are narrowed and sorted by, as the edition has it.

    So the newest of 10,000 are read without sorting all of them; none of it ever changes in an edition. `TAKEN` says by
    which name the edition has each column.
    """

    TAKEN = {"language": "language", "first_published_on": "first_published_on", "page_number": "page_id"}

    language = models.CharField(_("language"), max_length=2)
    first_published_on = models.DateField(_("first published on"), null=True)
    page_number = models.PositiveBigIntegerField(_("page number"))

    class Meta:
        abstract = True

    @classmethod
    def columns_of(cls, edition):
        """What a row has of an edition: a dict by the names of its columns."""
        return {own: getattr(edition, name) for own, name in cls.TAKEN.items()}

    @classmethod
    def wrong(cls):
        """The rows that do not say what their edition says, as a query."""
        same = (
            Q(**{own: F(f"edition__{name}")}) | Q(**{own: None, f"edition__{name}": None})
            for own, name in cls.TAKEN.items()
        )
        return cls.objects.exclude(*same).select_related("edition").defer("edition__content")

    def mend(self):
        """Makes the row say what its edition says."""
        type(self).objects.filter(pk=self.pk).update(**self.columns_of(self.edition))


class EditionTopic(OfAnEdition):
    """A topic of an edition, with what of the edition tells whether a list of that topic shows it, and where."""

    TAKEN = OfAnEdition.TAKEN | {"kind": "kind", "starts_at": "starts_at"}

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="filings")
    topic = models.ForeignKey("pages.Topic", models.CASCADE, verbose_name=_("topic"), related_name="filings")
    kind = models.CharField(_("kind"), max_length=20)
    starts_at = models.DateTimeField(_("starts at"))

    class Meta:
        verbose_name = _("topic of an edition")
        verbose_name_plural = _("topics of editions")
        constraints = [models.UniqueConstraint(fields=["edition", "topic"], name="edition_topic_unique")]
        indexes = [
            # A thousand topics are asked one by one whether anything can be read on them.
            models.Index(fields=["topic", "language", "kind", "edition"], name="edition_topic_filed"),
            models.Index(
                fields=["topic", "language", "kind", "-first_published_on", "-page_number"], name="edition_topic_newest"
            ),
            models.Index(fields=["topic", "language", "-starts_at", "-page_number"], name="edition_topic_begun"),
        ]

    def __str__(self):
        return f"{self.edition_id} → {self.topic_id}"


class EditionLinkQuerySet(models.QuerySet):
    def of_current_editions(self):
        """Those of what patients read now. Each edition is looked up: SQLite would first read a whole list of them all."""
        return self.filter(models.Exists(Edition.objects.current().filter(pk=models.OuterRef("edition"))))


class EditionLink(models.Model):
    """The index of an edition's links: where each stands, and which page, or which wording, it leads to.

    It says what the edition's content says, nothing else (`pages.linking.link_index`): a page that was deleted and brought back
    is led to again.
    """

    KINDS = [("text", _("in the text")), ("line", _("“Also read” line")), ("comparison", _("comparison"))]

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="links")
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS, default="text")
    anchor = models.CharField(
        _("part"), max_length=80, blank=True, help_text=_("The part in which, or after which, the link stands.")
    )
    to_page = models.ForeignKey(
        Page,
        models.DO_NOTHING,
        verbose_name=_("to page"),
        null=True,
        db_constraint=False,
        related_name="links_from_editions",
    )
    to_anchor = models.CharField(_("to part"), max_length=80, blank=True)
    wording = models.ForeignKey(
        "pages.Wording", models.PROTECT, verbose_name=_("wording"), null=True, related_name="edition_links"
    )

    objects = EditionLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link of an edition")
        verbose_name_plural = _("links of editions")

    def __str__(self):
        return f"{self.edition_id} → {self.to_page_id or self.wording}"
