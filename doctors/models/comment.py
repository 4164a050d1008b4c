"""What doctors say about a text."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from doctors.models.doctor import Doctor
from pages.models import Page


class CommentQuerySet(models.QuerySet):
    def waiting(self):
        """Those that no editor has dealt with."""
        return self.filter(resolved_at=None)

    def of_whole_texts(self):
        """Those that keep a whole text from being right until it changes: it is with the editors."""
        return self.waiting().filter(kind="change", anchor="")


class Comment(models.Model):
    """What a doctor wants changed in a page, or in one part of it. `digest`: of the text that they had before them.

    A wish that another page links back is of a kind of its own: it says nothing of the text.
    """

    KINDS = [("change", _("a change")), ("link", _("a link back"))]

    doctor = models.ForeignKey(
        Doctor, models.PROTECT, verbose_name=pgettext_lazy("field", "doctor"), related_name="comments"
    )
    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="comments")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    anchor = models.CharField(_("part"), max_length=80, blank=True, help_text=_("Empty: the page as a whole."))
    kind = models.CharField(_("what is wanted"), max_length=10, choices=KINDS, default="change")
    text = models.TextField(pgettext_lazy("field", "comment"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    digest = models.CharField(_("digest of the text"), max_length=64)
    resolved_at = models.DateTimeField(_("dealt with at"), null=True, blank=True, editable=False)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("dealt with by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [models.Index(fields=["page", "resolved_at"], name="comment_on_a_page")]

    def __str__(self):
        return f"{self.doctor}: {self.text[:60]}"

    @property
    def place(self):
        """Where in which page it is about, as `part_names.of_places` asks for it."""
        return self.page_id, self.anchor
