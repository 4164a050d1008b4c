"""Links by which somebody without an account reads a draft."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.models.page import Page
from pages.secret_addresses import digest_of


class PreviewLinkQuerySet(models.QuerySet):
    def live(self):
        """Those that lead somewhere: neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def with_token(self, token):
        return self.filter(token_digest=digest_of(token))


class PreviewLink(models.Model):
    """A link that shows the draft of one page in one language, as it is when it is opened. Only its digest is kept."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="preview_links")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    token_digest = models.CharField(_("digest of the link"), max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("made by"), null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self):
        return f"{self.page} ({self.language}) · {self.made_at:%Y-%m-%d}"
