"""Pictures: re-encoded, without metadata, under names of ours."""

import posixpath

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Cast
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages import languages, pictures, plain_text
from pages.models.edition import Edition

# The columns whose words a picture is found by.
FOUND_BY = ("alt_en", "alt_ar", "caption_en", "caption_ar", "credit", "uploaded_as")


class Picture(models.Model):
    """A picture with what a reader who cannot see it gets instead, in both languages."""

    file = models.ImageField(
        _("file"), upload_to=pictures.name_of, width_field="width", height_field="height", validators=[pictures.check]
    )
    width = models.PositiveIntegerField(_("width"), editable=False, default=0)
    height = models.PositiveIntegerField(_("height"), editable=False, default=0)
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It says nothing that the text does not say.")
    )
    alt = models.CharField(_("description"), max_length=250, blank=True, help_text=_("For those who cannot see it."))
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    credit = models.CharField(pgettext_lazy("picture", "credit"), max_length=200, blank=True)
    uploaded_as = models.CharField(_("name of the uploaded file"), max_length=200, editable=False, blank=True)
    finding_words = models.TextField(_("words to find it by"), editable=False, blank=True)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = pgettext_lazy("model", "picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        language = languages.current()
        told = self.text("alt", language) or self.text("alt", languages.other(language))
        return told or self.uploaded_as or self.file.name

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.uploaded_as = posixpath.basename(self.file.name)[-200:]
            self.file = pictures.kept(self.file.file, self.file.storage)
        for column in FOUND_BY:
            setattr(self, column, plain_text.clean(getattr(self, column) or ""))
        self.finding_words = plain_text.fold(" ".join(getattr(self, column) for column in FOUND_BY))
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if not self.decorative and not (self.alt_en or self.alt_ar):
            raise ValidationError(_("Describe the picture, or mark it as decorative."))

    def text(self, field, language):
        """A text in a language, "" where it is missing."""
        return getattr(self, f"{field}_{language}") or ""


@receiver(post_delete, sender=Picture)
def _remove_files(instance, **kwargs):
    """Takes a deleted picture's files away, unless an edition shows it: what was published stays as it was."""
    name, storage = instance.file.name, instance.file.storage
    held = Edition.objects.annotate(text=Cast("content", models.TextField())).filter(text__contains=f'"{name}"')
    if name and not held.exists():
        transaction.on_commit(lambda: pictures.remove(name, storage))
