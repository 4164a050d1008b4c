"""How often pages were read. Nothing that could identify a reader is stored."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models import Page


class DailyViews(models.Model):
    """The views of one page in one language on one day of the clinic's time zone."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="daily_views")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("views"), default=0)

    class Meta:
        ordering = ["-day"]
        verbose_name = _("views on a day")
        verbose_name_plural = _("views by day")
        constraints = [models.UniqueConstraint(fields=["page", "language", "day"], name="views_once_a_day")]

    def __str__(self):
        return f"{self.page_id} {self.language} {self.day}: {self.count}"


class ViewCorrection(models.Model):
    """A correction of a page's views, with its reason: counts themselves are never edited."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="view_corrections")
    amount = models.IntegerField(_("amount"), help_text=_("How many views to add, or with a minus to take away."))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), null=True, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("correction of views")
        verbose_name_plural = _("corrections of views")
        constraints = [
            models.CheckConstraint(name="view_correction_has_a_reason", condition=models.Q(reason__gt="")),
        ]

    def __str__(self):
        return f"{self.amount:+} ({self.reason})"
