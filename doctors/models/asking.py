"""How a doctor is asked for a review: by name, and by a link that needs no account."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from doctors.models.comment import Comment
from doctors.models.doctor import Doctor
from doctors.models.review import Review
from pages import formatting, languages
from pages.models import Page
from pages.secret_addresses import digest_of

MOST_WRONG_PINS = 5


class ReviewRequestQuerySet(models.QuerySet):
    def waiting(self):
        """Those that were not answered."""
        return self.filter(answered_at=None)


class ReviewRequest(models.Model):
    """An editor asked one doctor to review one page in one language. It waits until that doctor did: `answer` is their review."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="review_requests")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    doctor = models.ForeignKey(
        Doctor, models.CASCADE, verbose_name=pgettext_lazy("field", "doctor"), related_name="review_requests"
    )
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("What to look at; the doctor reads it."))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("asked by"), null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)
    answer = models.ForeignKey(
        Review,
        models.SET_NULL,
        verbose_name=_("answer"),
        null=True,
        blank=True,
        editable=False,
        related_name="requests",
    )

    objects = ReviewRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("request for a review")
        verbose_name_plural = _("requests for reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language", "doctor"],
                condition=models.Q(answered_at=None),
                name="review_asked_once",
            )
        ]

    def __str__(self):
        return f"{self.doctor} · {self.page} ({self.get_language_display()})"

    def clean(self):
        """Forms leave the constraint to the database, because they do not show when it was answered."""
        super().clean()
        own = {"page": self.page_id, "language": self.language, "doctor": self.doctor_id, "answered_at": None}
        there = type(self).objects.filter(**own).exclude(pk=self.pk).first() if self.answered_at is None else None
        if there and not there.is_overtaken:
            raise ValidationError(_("This doctor was already asked for this."))

    @property
    def is_overtaken(self):
        """Whether the doctor wanted the text changed since they were asked: then they can be asked again."""
        own = {"page": self.page_id, "language": self.language, "doctor": self.doctor_id}
        return Comment.objects.of_whole_texts().filter(at__gte=self.asked_at, **own).exists()


class ReviewLinkQuerySet(models.QuerySet):
    def open(self):
        """Those that lead somewhere: neither revoked nor expired, of a doctor who works at the clinic."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), doctor__active=True)

    def with_token(self, token):
        return self.filter(token_digest=digest_of(token))


class ReviewLink(models.Model):
    """A link by which one doctor reviews what waits for them, without an account. Only its digest is kept."""

    doctor = models.ForeignKey(
        Doctor, models.CASCADE, verbose_name=pgettext_lazy("field", "doctor"), related_name="review_links"
    )
    token_digest = models.CharField(_("digest of the link"), max_length=64, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES, default="ar")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("made by"), null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    wrong_pins = models.PositiveSmallIntegerField(_("wrong PINs"), default=0)

    objects = ReviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("review link")
        verbose_name_plural = _("review links")

    def __str__(self):
        return f"{self.doctor} · {formatting.day(self.made_at, languages.current())}"

    @property
    def is_open(self):
        return self.revoked_at is None and self.expires_at > timezone.now() and self.doctor.active

    @property
    def is_locked(self):
        """Too many wrong PINs: it stays so, whatever address they came from, until an editor frees it."""
        return self.wrong_pins >= MOST_WRONG_PINS
