"""The log: what people did, kept for ever."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages import languages


class Deed(models.Model):
    """One thing that somebody did, without the words that tell it: these are put together when it is read.

    Not Django's LogEntry: that one needs an account, which a doctor who reviews by link does not have, goes with the
    account when it is deleted, and cannot be asked for a page or a kind of deed by an index.
    """

    LANGUAGES = [("en", _("English")), ("ar", _("Arabic")), ("both", _("English and Arabic"))]

    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), null=True, related_name="+")
    who = models.CharField(
        _("who"), max_length=300, blank=True, help_text=_("Their name then; it outlives the account.")
    )
    what = models.CharField(_("what"), max_length=30)
    model = models.CharField(_("model"), max_length=100)
    number = models.CharField(_("number"), max_length=40)
    names = models.JSONField(_("names"), help_text=_("What it was called, by language."))
    page = models.PositiveBigIntegerField(_("page number"), null=True, help_text=_("Outlives the page."))
    language = models.CharField(_("language"), max_length=4, choices=LANGUAGES, blank=True)
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("entry of the log")
        verbose_name_plural = _("log")
        indexes = [
            models.Index(fields=["page", "-id"], name="deed_of_page"),
            models.Index(fields=["by", "-id"], name="deed_of_person"),
            models.Index(fields=["what", "-id"], name="deed_of_kind"),
            models.Index(fields=["model", "number", "-id"], name="deed_of_thing"),
            models.Index(fields=["at"], name="deed_at"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.what} {self.model} {self.number}"

    @property
    def name(self):
        """What it was called, in the interface's language."""
        return self.names.get(languages.current(), "")
