"""The drafts that name a doctor: what publishing them would give changes with the doctor, and is noted with the change."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from doctors.models import Doctor
from pages import languages
from pages.drafting import drafts
from pages.models import Page


def register():
    """Has drafts follow the doctors whom they name."""
    pre_save.connect(remember_names, sender=Doctor, dispatch_uid="doctors.names_before")
    post_save.connect(note_names, sender=Doctor, dispatch_uid="doctors.names_after")
    pre_delete.connect(remember_drafts, sender=Doctor, dispatch_uid="doctors.doctor_to_delete")
    post_delete.connect(record_without_doctor, sender=Doctor, dispatch_uid="doctors.doctor_deleted")


def remember_names(sender, instance, **kwargs):
    """Before a doctor is saved: in which languages they had a name until now."""
    before = Doctor.objects.filter(pk=instance.pk).first()
    instance.named_before = before and _named(before)


def note_names(sender, instance, **kwargs):
    """A doctor who gets a name in a language, or loses it, comes into that language's pages, or goes from them."""
    if instance.named_before not in (None, _named(instance)):
        for page in _naming(instance):
            drafts.note_what_it_gives(page)


def remember_drafts(sender, instance, **kwargs):
    """Before a doctor is deleted: which drafts lose them."""
    instance.named_by = list(_naming(instance))


def record_without_doctor(sender, instance, **kwargs):
    """A doctor who is deleted is gone from the drafts that named them, as if each had been saved without them."""
    for page in instance.named_by:
        drafts.record(page, by=None)


def _named(doctor):
    return {code for code in languages.CODES if doctor.full_name(code)}


def _naming(doctor):
    return Page.objects.filter(Q(author=doctor) | Q(procedure__performed_by=doctor)).distinct().order_by("pk")
