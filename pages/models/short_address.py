"""Short addresses: a code for a page, or for one part of it, that can be printed, read aloud and typed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models.page import Page


class ShortAddress(models.Model):
    """A code and what it leads to: a page, or the part at an anchor. It is on paper, so it means that for ever."""

    code = models.CharField(_("code"), max_length=6, unique=True)
    page = models.ForeignKey(Page, models.PROTECT, verbose_name=_("page"), related_name="short_addresses")
    anchor = models.CharField(_("part"), max_length=80, blank=True)

    class Meta:
        ordering = ["page_id", "anchor"]
        verbose_name = _("short address")
        verbose_name_plural = _("short addresses")
        constraints = [models.UniqueConstraint(fields=["page", "anchor"], name="short_address_once_a_part")]

    def __str__(self):
        return self.code
