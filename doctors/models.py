"""Doctors, and the record of what they reviewed."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import languages, plain_text
from pages.models import Page, Picture
from pages.rich_text import RichTextField


class DoctorQuerySet(models.QuerySet):
    def active(self):
        """Those who work at the clinic today."""
        return self.filter(active=True)


class Doctor(models.Model):
    """A doctor of the clinic. A part of the live directory: changes show at once."""

    name = models.CharField(_("name"), max_length=150, help_text=_("Without the title."))
    slug = models.CharField(
        _("page address"), max_length=120, unique=True, blank=True, help_text=_("Made from the name if left empty.")
    )
    honorific = models.CharField(_("honorific"), max_length=40, blank=True, help_text=_("Such as Dr. or Prof."))
    specialty = models.CharField(_("specialty"), max_length=200, blank=True)
    biography = RichTextField(_("biography"), blank=True)
    photo = models.ForeignKey(
        Picture, models.SET_NULL, verbose_name=_("photo"), null=True, blank=True, related_name="doctors"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        related_name="doctor",
    )
    active = models.BooleanField(_("active"), default=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    finding_words = models.TextField(_("words to find it by"), editable=False, blank=True)

    objects = DoctorQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("doctor")
        verbose_name_plural = _("doctors")

    def __str__(self):
        return self.full_name(languages.current()) or self.full_name(languages.other(languages.current()))

    def save(self, *args, **kwargs):
        for field in ("name", "honorific", "specialty"):
            for code in languages.CODES:
                setattr(self, f"{field}_{code}", plain_text.clean(self.text(field, code)))
        named = self.text("name", "en") or self.text("name", "ar")
        self.slug = plain_text.slug_of(self.slug or named, f"doctor-{secrets.token_hex(3)}")
        if type(self).objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
            self.slug = f"{self.slug}-{secrets.token_hex(2)}"
        self.finding_words = plain_text.fold(
            " ".join(self.text(f, c) for f in ("name", "specialty") for c in languages.CODES)
        )
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return f"/{languages.current()}/doctors/{self.slug}/"

    def text(self, field, language):
        """A text in a language, "" where it is missing."""
        return getattr(self, f"{field}_{language}") or ""

    def full_name(self, language):
        """The name with its title in a language, "" where the name is missing."""
        name = self.text("name", language)
        return f"{self.text('honorific', language)} {name}".strip() if name else ""


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


class Credit(models.Model):
    """Whom an edition names, and as what: the index behind a doctor's page."""

    ROLES = [("author", _("author")), ("reviewer", _("reviewer")), ("performer", _("performs it"))]

    edition = models.ForeignKey("pages.Edition", models.CASCADE, verbose_name=_("edition"), related_name="credits")
    doctor = models.ForeignKey(Doctor, models.CASCADE, verbose_name=_("doctor"), related_name="credits")
    role = models.CharField(_("role"), max_length=10, choices=ROLES)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [models.UniqueConstraint(fields=["edition", "doctor", "role"], name="credit_given_once")]

    def __str__(self):
        return f"{self.doctor}: {self.get_role_display()}"
