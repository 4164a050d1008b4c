"""Addresses of other sites that pages lead to, and what was found there."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.models.page import Page


class ExternalAddress(models.Model):
    """An address of another site, and what its last check gave (`manage.py check_links`)."""

    STATES = [
        ("", _("not checked yet")),
        ("ok", _("in order")),
        ("broken", _("broken")),
        ("moved", _("moved")),
        ("slow", _("slow")),
        ("unsure", _("cannot be told")),
    ]
    REASONS = [
        ("status", _("The site says that it is not there, or that it has an error.")),
        ("no_address", _("This is no address that a browser could open.")),
        ("no_host", _("There is no site of that name.")),
        ("no_answer", _("The site does not answer.")),
        ("timeout", _("The site takes too long to answer.")),
        ("certificate", _("The site's certificate is not valid: browsers warn of it.")),
        ("internal", _("It leads into a private network.")),
        ("redirects", _("It is led on and on, and arrives nowhere.")),
        ("port", _("No usual address of a web site, so it was not looked at: open it and see.")),
        ("closed", _("The site answers people only, not a check: open it and see.")),
    ]

    key = models.CharField(_("digest of the address"), max_length=64, unique=True, editable=False)
    address = models.TextField(pgettext_lazy("web", "address"))
    state = models.CharField(_("state"), max_length=10, choices=STATES, blank=True, db_index=True)
    reason = models.CharField(_("reason"), max_length=12, choices=REASONS, blank=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    moved_to = models.TextField(_("moved to"), blank=True)
    milliseconds = models.PositiveIntegerField(_("milliseconds"), null=True)
    checked_at = models.DateTimeField(_("checked at"), null=True)
    broken_since = models.DateTimeField(_("broken since"), null=True)

    class Meta:
        ordering = ["broken_since", "pk"]
        verbose_name = _("address of another site")
        verbose_name_plural = _("addresses of other sites")

    def __str__(self):
        return self.address

    @staticmethod
    def key_of(address):
        """What an address is known by: it may be longer than an index can hold."""
        return hashlib.sha256(address.encode()).hexdigest()


class ExternalPlace(models.Model):
    """Where an address stands: in a draft or in what patients read. Without a language: in both."""

    address = models.ForeignKey(
        ExternalAddress, models.CASCADE, verbose_name=_("address of another site"), related_name="places"
    )
    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="external_places")
    anchor = models.CharField(_("anchor"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES, blank=True)
    is_published = models.BooleanField(_("patients read it"), default=False)

    class Meta:
        ordering = ["page_id", "pk"]
        verbose_name = _("place of an address")
        verbose_name_plural = _("places of addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["address", "page", "anchor", "language", "is_published"], name="external_place_unique"
            )
        ]

    def __str__(self):
        return f"{self.page_id}: {self.address}"
