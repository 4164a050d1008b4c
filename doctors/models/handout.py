"""Hand-outs: pages and parts that a doctor gives a patient to read, as one short address that expires."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from doctors.models.doctor import Doctor
from pages import languages, plain_text
from pages.clock import Clock
from pages.models import Page


class HandoutQuerySet(models.QuerySet):
    def open(self):
        """Those that can be opened at this moment, by the database's clock."""
        return self.filter(expires_at__gt=Clock())

    def ended(self):
        """Those whose time is over."""
        return self.filter(expires_at__lte=Clock())

    def of(self, user):
        """Those that a user put together, or that are given in the user's own name."""
        return self.filter(models.Q(made_by=user) | models.Q(doctor__user=user))


class Handout(models.Model):
    """What to read, in which language, from whom, until when. Nothing of it says for whom.

    The row outlives its end, without its notes: its code is on paper and is never given again.
    """

    BOTH = "both"
    LANGUAGES = [("ar", _("Arabic")), ("en", _("English")), (BOTH, _("Both, side by side"))]
    LONGEST_NOTE = 500

    code = models.CharField(_("code"), max_length=8, unique=True)
    language = models.CharField(_("language"), max_length=4, choices=LANGUAGES)
    doctor = models.ForeignKey(
        Doctor,
        models.SET_NULL,
        verbose_name=pgettext_lazy("field", "doctor"),
        null=True,
        blank=True,
        related_name="handouts",
    )
    # Plain columns: modeltranslation would keep a copy in a third one, which ending would not forget.
    note_en = models.TextField(_("note in English"), max_length=LONGEST_NOTE, blank=True)
    note_ar = models.TextField(_("note in Arabic"), max_length=LONGEST_NOTE, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("made by"), null=True, related_name="handouts"
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("can be opened until"))

    objects = HandoutQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("hand-out")
        verbose_name_plural = _("hand-outs")
        constraints = [
            models.CheckConstraint(name="handout_language_known", condition=models.Q(language__in=["ar", "en", "both"]))
        ]

    def __str__(self):
        return self.code

    def save(self, *args, **kwargs):
        for language in languages.CODES:
            note = plain_text.clean(self.note(language))[: self.LONGEST_NOTE].strip()
            setattr(self, f"note_{language}", note)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return f"/go/{self.code}/"

    def note(self, language):
        """What stands on the side of a language, "" where there is none."""
        return getattr(self, f"note_{language}")

    def address_in(self, language):
        """The short address with the language of what stands around the text."""
        return f"/go/{self.code}/{language}/"

    @property
    def named_doctor(self):
        """The doctor in whose name it is given, as long as they work at the clinic; else None: it is the clinic's."""
        return self.doctor if self.doctor and self.doctor.active else None

    @property
    def is_in_both(self):
        return self.language == self.BOTH


class HandoutPart(models.Model):
    """One thing to read: a page, or the part of it at an anchor. What is read is the edition of the moment."""

    handout = models.ForeignKey(Handout, models.CASCADE, verbose_name=_("hand-out"), related_name="parts")
    order = models.PositiveIntegerField(_("order"))
    page = models.ForeignKey(Page, models.PROTECT, verbose_name=_("page"), related_name="handout_parts")
    anchor = models.CharField(_("part"), max_length=80, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("part of a hand-out")
        verbose_name_plural = _("parts of hand-outs")
        constraints = [models.UniqueConstraint(fields=["handout", "page", "anchor"], name="handout_part_once")]

    def __str__(self):
        return f"{self.page_id}#{self.anchor}" if self.anchor else str(self.page_id)
