"""What somebody chose of the letters that the site sends them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterChoice(models.Model):
    """In which language somebody is written to, and of what. Who chose nothing has no row, and is told everything in both.

    It stands on the floor because letters leave from several rooms, and each may ask for it here; it gives nobody a right.
    """

    BOTH = "both"
    LANGUAGES = [(BOTH, _("Arabic and English")), ("ar", _("Arabic")), ("en", _("English"))]

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="+")
    language = models.CharField(_("Language of the letters"), max_length=4, choices=LANGUAGES, default=BOTH)
    handovers = models.BooleanField(_("Pages that wait for me to publish them, or came back to me"), default=True)
    remarks = models.BooleanField(_("Comments that wait for me"), default=True)

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")
        default_permissions = ()

    def __str__(self):
        return f"{self.person}: {self.language}"

    @classmethod
    def of(cls, person):
        """What somebody chose; what holds for everybody, unsaved, where they chose nothing."""
        return cls.objects.filter(person=person).first() or cls(person=person)

    @property
    def languages(self):
        """The languages of a letter in their order: Arabic first where it is in both."""
        return ("ar", "en") if self.language == self.BOTH else (self.language,)
