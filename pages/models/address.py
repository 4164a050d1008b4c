"""Every path that leads, or ever led, to a page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import addresses
from pages.models.page import Page


class Address(models.Model):
    """A path of this site, or of the one that a page came from. Unique for ever: an address is never given away."""

    path = models.CharField(_("path"), max_length=500, unique=True)
    page = models.ForeignKey(Page, models.PROTECT, verbose_name=_("page"), related_name="addresses")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)

    class Meta:
        ordering = ["path"]
        verbose_name = _("page address")
        verbose_name_plural = _("page addresses")

    def __str__(self):
        return self.path

    def save(self, *args, **kwargs):
        self.path = addresses.normalised(self.path)
        super().save(*args, **kwargs)
