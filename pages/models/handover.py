"""What is ready to be published, as whoever wrote it tells those who may publish."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models.page import Page


class HandoverQuerySet(models.QuerySet):
    def waiting(self):
        """Those that wait for a publisher, the longest first."""
        return self.filter(returned_at=None).order_by("at", "pk")

    def returned(self):
        """Those that came back, the last first."""
        return self.filter(returned_at__isnull=False).order_by("-returned_at", "-pk")

    def returned_to(self, user):
        """Those that came back to whoever handed them over, the last first."""
        return self.returned().filter(by=user)


class Handover(models.Model):
    """One page in one language that was said to be ready: it waits for a publisher, or came back with a reason.

    A state and no record: it goes when the language is published or the handover is taken back. The log keeps what was.
    """

    LONGEST = 300

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="handovers")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    note = models.CharField(_("note"), max_length=LONGEST, blank=True)
    # What publishing would have given then (`Page.fingerprints`): a draft that would give something else changed since.
    fingerprint = models.CharField(_("fingerprint"), max_length=64, editable=False)
    returned_at = models.DateTimeField(_("handed back at"), null=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("handed back by"), null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=LONGEST, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        default_permissions = ("add",)
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="handover_once")]
        indexes = [models.Index(fields=["returned_at", "at", "id"], name="handover_waiting")]

    def __str__(self):
        return f"{self.page} ({self.language})"

    @property
    def is_waiting(self):
        """Whether a publisher is to look at it; else it came back."""
        return self.returned_at is None

    @property
    def is_changed(self):
        """Whether the draft was changed in this language since it was handed over."""
        return self.fingerprint != self.page.fingerprints.get(self.language, "")
