"""Who was reminded in which week, so that nobody is twice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from doctors.models.doctor import Doctor


class Reminder(models.Model):
    """The mark that a doctor, or a publisher, was written to in a week of the clinic's time zone: `2026-W48` (ISO 8601).

    It is made before the letter leaves, and deleted where the letter could not (`doctors.reminders.reminding`).
    """

    doctor = models.ForeignKey(
        Doctor, models.CASCADE, verbose_name=pgettext_lazy("field", "doctor"), null=True, related_name="reminders"
    )
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("publisher"), null=True, related_name="+"
    )
    week = models.CharField(_("week"), max_length=8)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["doctor", "week"], name="doctor_reminded_once_a_week"),
            models.UniqueConstraint(fields=["publisher", "week"], name="publisher_reminded_once_a_week"),
            models.CheckConstraint(
                name="reminder_of_one_person",
                condition=models.Q(doctor=None, publisher__isnull=False)
                | models.Q(doctor__isnull=False, publisher=None),
            ),
        ]

    def __str__(self):
        return f"{self.doctor or self.publisher}: {self.week}"
