"""Who was told by mail of what was handed over or came back, so that nobody is twice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class HandoverLetter(models.Model):
    """The mark that somebody was written to of a handover (its number, which it outlives) as it stood since a moment.

    It is made before the letter leaves, and deleted where the letter could not (`pages.admin.handover_letters`).
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="+")
    handover = models.PositiveBigIntegerField(_("handover"))
    moment = models.DateTimeField(_("handed over or back at"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("letter of handovers")
        verbose_name_plural = _("letters of handovers")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "handover", "moment"], name="told_of_a_handover_once")]

    def __str__(self):
        return f"{self.person}: {self.handover}"
