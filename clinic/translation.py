"""The translated columns of the clinic's profile, for django-modeltranslation."""

from modeltranslation.translator import TranslationOptions, register

from clinic.models import Branch, Clinic


@register(Clinic)
class ClinicTranslation(TranslationOptions):
    fields = ("name", "tagline")


@register(Branch)
class BranchTranslation(TranslationOptions):
    fields = ("name", "address", "note")
