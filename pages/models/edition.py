"""What patients read: a page in one language, as it stood when it was published."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.fields.json import KT
from django.db.models.lookups import GreaterThan, IsNull, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from pages import addresses
from pages.clock import Clock, Unsought
from pages.models.page import Page

# All that may change in an edition: how it ended.
ENDING = {"ends_at", "end_reason", "ended_by", "end_note", "replacement"}


class EditionQuerySet(models.QuerySet):
    def update(self, **values):
        _refuse_change(values)
        return super().update(**values)

    def current(self):
        """What patients can read at this moment, by the database's clock: the one public filter."""
        starts_at, ends_at = Unsought("starts_at"), Unsought("ends_at")
        return self.filter(
            LessThanOrEqual(starts_at, Clock()),
            models.Q(IsNull(ends_at, True)) | models.Q(GreaterThan(ends_at, Clock())),
        )

    def in_language(self, language):
        return self.filter(language=language)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def filed_under(self, topic, language, *kinds):
        """Those of a topic in a language, of some kinds: what `EditionTopic` says of them is asked first."""
        told = {"topic": topic, "language": language, "kind__in": kinds}
        return self.filter(language=language, kind__in=kinds).told_by("filings", **told)

    def told_by(self, index, **told):
        """Those of which an index (a relation to an `OfAnEdition`) tells something, with the columns that it is sorted by."""
        found = self.filter(**{f"{index}__{name}": value for name, value in told.items()})
        return found.annotate(told_on=F(f"{index}__first_published_on"), told_number=F(f"{index}__page_number"))

    @property
    def day_and_number(self):
        """The names of the columns that `newest` goes by: where an index told of them, its own, which are in order there."""
        by_index = "told_on" in self.query.annotations
        return ("told_on", "told_number") if by_index else ("first_published_on", "page_id")

    def newest(self):
        """The newest first, by when the page was first published."""
        return self.order_by(*(f"-{name}" for name in self.day_and_number))

    def changed_at(self, language):
        """The moment at which what can be read in a language changed last: an edition began or ended. None before."""
        own = self.filter(language=language)
        begun = own.filter(starts_at__lte=Clock()).order_by("-starts_at").values_list("starts_at", flat=True)
        ended = own.filter(ends_at__lte=Clock()).order_by("-ends_at").values_list("ends_at", flat=True)
        return max([*begun[:1], *ended[:1]], default=None)

    def pages_changed_since(self, moment):
        """The numbers of the pages of which an edition began or ended after a moment, in any language."""
        own = self.filter(language__in=dict(Page.LANGUAGES)).order_by().values_list("page_id", flat=True)
        begun = own.filter(starts_at__gt=moment, starts_at__lte=Clock())
        return begun.union(own.filter(ends_at__gt=moment, ends_at__lte=Clock()))

    def listed(self):
        """Without the columns that only the page itself needs, but with the file of its picture."""
        return self.defer("content").annotate(picture_file=KT("content__picture__file"))


class Edition(models.Model):
    """One page in one language, from `starts_at` until `ends_at`. Its text never changes; only how it ended does."""

    ENDS = [
        ("succeeded", _("succeeded")),
        ("expired", _("expired")),
        ("withdrawn", _("withdrawn")),
        ("cancelled", _("cancelled before it began")),
    ]

    page = models.ForeignKey(Page, models.PROTECT, verbose_name=_("page"), related_name="editions")
    kind = models.CharField(_("kind"), max_length=20)
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    number = models.PositiveIntegerField(_("number"))
    slug = models.CharField(_("slug"), max_length=120)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, editable=False)
    topics = models.ManyToManyField(
        "pages.Topic", verbose_name=_("topics"), related_name="editions", through="pages.EditionTopic"
    )
    first_published_on = models.DateField(_("first published on"), null=True)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"), null=True)
    expires_at = models.DateTimeField(_("meant to end at"), null=True)
    end_reason = models.CharField(_("how it ended"), max_length=10, choices=ENDS, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("ended by"), null=True, related_name="+"
    )
    end_note = models.CharField(_("why it ended"), max_length=300, blank=True)
    replacement = models.ForeignKey(
        Page, models.SET_NULL, verbose_name=_("replacement"), null=True, related_name="replaces"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("published by"), null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"), auto_now_add=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    # An index: the anchors that links can lead to, with a space between (`arranging.names`).
    anchors = models.TextField(_("anchors"), editable=False, blank=True)
    # An index: what these parts are called, for the lines that lead to them (`arranging.packed`).
    part_names = models.TextField(_("names of its parts"), editable=False, blank=True)
    content = models.JSONField(_("content"))  # last: SQLite reads whatever stands behind it through all of it

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["page_id", "language", "-number"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["page", "language", "number"], name="edition_number_unique"),
            models.UniqueConstraint(
                fields=["page", "language"], condition=models.Q(ends_at__isnull=True), name="edition_open_unique"
            ),
            models.CheckConstraint(
                name="edition_ends_after_its_start",
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gte=models.F("starts_at")),
            ),
            models.CheckConstraint(
                name="edition_end_has_a_reason",
                condition=models.Q(ends_at__isnull=True, end_reason="")
                | models.Q(ends_at__isnull=False, end_reason__in=["succeeded", "expired", "withdrawn", "cancelled"]),
            ),
        ]
        indexes = [
            models.Index(fields=["language", "kind", "slug"], name="edition_place"),
            models.Index(fields=["language", "kind", "-first_published_on", "-page"], name="edition_newest"),
            models.Index(fields=["language", "-first_published_on", "-page"], name="edition_newest_of_all"),
            # A row holds a whole page: what the sitemap's index and the feeds ask of all rows stands in these alone.
            models.Index(fields=["language", "-starts_at", "ends_at", "page"], name="edition_begun"),
            models.Index(fields=["language", "-ends_at"], name="edition_ended"),
            models.Index(
                fields=["page", "replacement"], condition=models.Q(replacement__isnull=False), name="edition_replaced"
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.get_language_display()}, {self.number})"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            _refuse_change(kwargs.get("update_fields") or {"text"})
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return addresses.path_of(self.kind, self.language, self.slug)

    @property
    def is_saved(self):
        """False for a preview: what publishing would give."""
        return self.pk is not None


def _refuse_change(names):
    if changed := set(names) - ENDING:
        raise TypeError(f"The text of an edition never changes: {', '.join(sorted(changed))}")
