"""The record of what doctors reviewed, and of the corrections that left a review standing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from doctors.models.doctor import Doctor
from pages import formatting, languages
from pages.models import Page


class ReviewQuerySet(models.QuerySet):
    def of_text(self, digest):
        """The reviews that stand for a text: of exactly it, or of one from which minor corrections lead to it."""
        return self.filter(models.Q(digest=digest) | models.Q(pk__in=_corrected_to(digest)))


def _corrected_to(digest):
    return MinorCorrection.objects.filter(to_digest=digest).order_by().values("review")


class Review(models.Model):
    """The record that a doctor found one text of one page in one language right, on a day.

    `text` is what `digest` is the digest of (`composing.reviewed_text`), so that what changed since can be shown.
    """

    WAYS = [("signed_in", _("signed in")), ("by_link", _("by link")), ("by_editor", _("recorded by an editor"))]

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="reviews")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    digest = models.CharField(_("digest of the text"), max_length=64)
    doctor = models.ForeignKey(
        Doctor, models.PROTECT, verbose_name=pgettext_lazy("field", "doctor"), related_name="reviews"
    )
    on = models.DateField(_("reviewed on"))
    how = models.CharField(_("how"), max_length=10, choices=WAYS)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("recorded by"), null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    text = models.JSONField(_("text"), null=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [
            models.Index(fields=["page", "language", "digest"], name="review_of_a_text"),
            # What is due is asked of these alone: a row holds the text that was reviewed.
            models.Index(fields=["on", "page", "language"], name="review_by_day"),
            models.Index(fields=["page", "language", "on"], name="review_last_of_a_page"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["page", "language", "digest", "doctor", "on"], name="review_recorded_once")
        ]

    def __str__(self):
        return f"{self.doctor} · {self.page} · {formatting.day(self.on, languages.current())}"


class MinorCorrection(models.Model):
    """A publisher's word that a text differs from a reviewed one only by a correction that a review survives.

    Corrections follow one another; each names the one review that all of them rest on.
    """

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="minor_corrections")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    review = models.ForeignKey(
        Review, models.CASCADE, verbose_name=pgettext_lazy("field", "review"), related_name="corrections"
    )
    from_digest = models.CharField(_("digest of the text before"), max_length=64)
    to_digest = models.CharField(_("digest of the text after"), max_length=64, db_index=True)
    text = models.JSONField(_("text"), editable=False)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), null=True, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)
    seen_at = models.DateTimeField(_("seen by the doctor at"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("minor correction")
        verbose_name_plural = _("minor corrections")
        constraints = [
            models.UniqueConstraint(fields=["review", "to_digest"], name="minor_correction_declared_once"),
        ]

    def __str__(self):
        return f"{self.page} ({self.get_language_display()}): {self.reason}"
