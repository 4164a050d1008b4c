"""What editors say to each other at a part of a draft, or at the page as a whole."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.models.page import Page


class RemarkQuerySet(models.QuerySet):
    def open(self):
        """Those that begin a thread that nobody settled."""
        return self.filter(to=None, settled_at=None)


class Remark(models.Model):
    """Something that was said in a thread: it begins one at a place, or answers (`to`) the one that began it, which is settled.

    A part that is removed leaves its threads: they are read at the page. `token` tells one press of the button, so that a second is none.
    What began a thread and was deleted stays without its text (`deleted_at`) while it has answers.
    """

    LONGEST = 2000

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="remarks")
    anchor = models.CharField(_("part"), max_length=80, blank=True)
    to = models.ForeignKey("self", models.CASCADE, verbose_name=_("answer to"), null=True, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    text = models.TextField(pgettext_lazy("field", "comment"), max_length=LONGEST)
    token = models.CharField(_("token"), max_length=32, unique=True, editable=False)
    changed_at = models.DateTimeField(_("changed at"), null=True)
    deleted_at = models.DateTimeField(_("deleted at"), null=True)
    settled_at = models.DateTimeField(_("settled at"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("settled by"), null=True, related_name="+"
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("comment by an editor")
        verbose_name_plural = _("comments by editors")
        default_permissions = ("add",)
        indexes = [models.Index(fields=["page"], condition=models.Q(to=None, settled_at=None), name="remark_open")]

    def __str__(self):
        return self.text[:60]

    @property
    def stamp(self):
        """What tells this text from an earlier or later one of the same comment."""
        return self.changed_at.isoformat() if self.changed_at else ""
