"""The translated columns of doctors, for django-modeltranslation."""

from modeltranslation.translator import TranslationOptions, register

from doctors.models import Doctor


@register(Doctor)
class DoctorTranslation(TranslationOptions):
    fields = ("name", "honorific", "specialty", "biography")
