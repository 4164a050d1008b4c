"""What was imported: so that the same file changes nothing, and a changed one nothing that a person has edited."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models import Page


class ImportedDocument(models.Model):
    """The last document that was imported into a page in a language, and the texts that came of it.

    `texts` is what the import wrote (`importers.writing`): a text that is still the same was edited by nobody.
    """

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="imported_documents")
    language = models.CharField(_("language"), max_length=2, choices=Page.LANGUAGES)
    title = models.CharField(_("title"), max_length=200)
    file_name = models.CharField(_("file"), max_length=255)
    digest = models.CharField(_("digest of the file"), max_length=64)
    texts = models.JSONField(_("texts"), default=dict)
    imported_at = models.DateTimeField(_("imported at"), auto_now=True)

    class Meta:
        ordering = ["page", "language"]
        verbose_name = _("imported document")
        verbose_name_plural = _("imported documents")
        constraints = [
            models.UniqueConstraint(fields=["page", "language"], name="imported_document_unique"),
        ]

    def __str__(self):
        return f"{self.file_name} ({self.language})"
