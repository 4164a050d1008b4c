"""Whom an edition names."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from doctors.models.doctor import Doctor
from pages.models import OfAnEdition


class Credit(OfAnEdition):
    """Whom an edition names, and as what: the index behind a doctor's page."""

    ROLES = [("author", _("author")), ("reviewer", _("reviewer")), ("performer", _("performs it"))]

    edition = models.ForeignKey("pages.Edition", models.CASCADE, verbose_name=_("edition"), related_name="credits")
    doctor = models.ForeignKey(
        Doctor, models.PROTECT, verbose_name=pgettext_lazy("field", "doctor"), related_name="credits"
    )
    role = models.CharField(_("role"), max_length=10, choices=ROLES)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [models.UniqueConstraint(fields=["edition", "doctor", "role"], name="credit_given_once")]
        indexes = [
            models.Index(
                fields=["doctor", "role", "language", "-first_published_on", "-page_number"], name="credit_of_doctor"
            )
        ]

    def __str__(self):
        return f"{self.doctor}: {self.get_role_display()}"
