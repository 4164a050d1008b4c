"""Doctors: a part of the live directory."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages import languages, plain_text
from pages.free_slugs import free_slug
from pages.models import Picture
from pages.rich_text import RichTextField
from serving.forgetting import forget


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
    biography = RichTextField(_("biography"), blank=True, page_links=False)
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
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("For reviews; patients do not see it."))
    whatsapp = models.CharField(
        _("WhatsApp"),
        max_length=30,
        blank=True,
        help_text=_("For reviews, with the country's code; patients do not see it."),
    )
    review_pin = models.CharField(_("PIN for reviews"), max_length=128, blank=True, editable=False)  # hashed
    active = models.BooleanField(pgettext_lazy("doctor", "active"), default=True)
    # By leaving: it is opened again when the doctor returns (`doctors.leaving`).
    account_closed = models.BooleanField(_("account closed"), default=False, editable=False)
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
        slug = plain_text.slug_of(self.slug or named, f"doctor-{secrets.token_hex(3)}")
        self.slug = free_slug(type(self).objects.exclude(pk=self.pk), "slug", slug)
        self.finding_words = plain_text.fold(
            " ".join(self.text(f, c) for f in ("name", "specialty") for c in languages.CODES)
        )
        super().save(*args, **kwargs)
        self._forget_pages([code for code in languages.CODES if not (self.active and self.full_name(code))])

    def get_absolute_url(self):
        return f"/{languages.current()}/doctors/{self.slug}/"

    def text(self, field, language):
        """A text in a language, "" where it is missing."""
        return getattr(self, f"{field}_{language}") or ""

    def full_name(self, language):
        """The name with its title in a language, "" where the name is missing."""
        name = self.text("name", language)
        return f"{self.text('honorific', language)} {name}".strip() if name else ""

    def _forget_pages(self, codes):
        """Has nobody send again what can no longer be read: the doctor's pages in some languages, and what leads to them."""
        for code in codes:
            forget(f"/{code}/doctors/{self.slug}/")


@receiver(pre_delete, sender=Doctor)
def forget_pages(sender, instance, **kwargs):
    instance._forget_pages(languages.CODES)
