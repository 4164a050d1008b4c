"""Who was told by mail of what waits for them, so that nobody is twice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LetterMark(models.Model):
    """The mark that somebody was written to of a handover or a comment (its number, which it outlives) as it stood since a moment.

    It is made before the letter leaves, and deleted where the letter could not (`pages.admin.waiting_letters`).
    """

    HANDOVER, REMARK = "handover", "remark"
    WHAT = [(HANDOVER, _("handover")), (REMARK, pgettext_lazy("field", "comment"))]

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="+")
    what = models.CharField(_("what waits"), max_length=8, choices=WHAT)
    number = models.PositiveBigIntegerField(_("its number"))
    moment = models.DateTimeField(_("waits since"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("letter of what waits")
        verbose_name_plural = _("letters of what waits")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "what", "number", "moment"], name="told_once")]

    def __str__(self):
        return f"{self.person}: {self.what} {self.number}"
