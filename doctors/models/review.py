"""The record of what doctors reviewed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from doctors.models.doctor import Doctor
from pages.models import Page


class Review(models.Model):
    """The record that a doctor found one text of one page in one language right, on a day."""

    WAYS = [("signed_in", _("signed in")), ("by_link", _("by link")), ("by_editor", _("recorded by an editor"))]

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="reviews")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    digest = models.CharField(_("digest of the text"), max_length=64)
    doctor = models.ForeignKey(Doctor, models.PROTECT, verbose_name=_("doctor"), related_name="reviews")
    on = models.DateField(_("reviewed on"))
    how = models.CharField(_("how"), max_length=10, choices=WAYS)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("recorded by"), null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [models.Index(fields=["page", "language", "digest"], name="review_of_a_text")]
        constraints = [
            models.UniqueConstraint(fields=["page", "language", "digest", "doctor", "on"], name="review_recorded_once")
        ]

    def __str__(self):
        return f"{self.doctor} · {self.page} · {self.on}"
