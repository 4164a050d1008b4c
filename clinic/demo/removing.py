"""Taking the demo clinic away again: its rows, their files, and nothing else."""

from django.contrib.auth.models import User
from django.db import transaction

from clinic import share_card_making
from clinic.demo import lately
from clinic.models import Branch, Clinic, DemoRow
from doctors import leaving
from doctors.models import Doctor, Review
from pages.drafting import drafts
from pages.models import Address, Edition, Link, Page, Picture, Revision, ShortAddress, Topic, Wording
from pageviews.models import UnansweredSearch


def remove():
    """Removes the demo, and returns how many pages it had. Pages that people wrote themselves stay."""
    with transaction.atomic():
        pages = _numbers("procedures.Procedure", "articles.Article", "pages.Page")
        lately.forget_views(pages)
        UnansweredSearch.objects.filter(pk__in=_numbers("pageviews.UnansweredSearch")).delete()
        User.objects.filter(pk__in=_numbers("auth.User")).delete()
        Review.objects.filter(page__in=pages).delete()
        Edition.objects.filter(page__in=pages).delete()
        Address.objects.filter(page__in=pages).delete()
        ShortAddress.objects.filter(page__in=pages).delete()
        Link.objects.filter(from_page__in=pages).delete()
        for page in Page.objects.filter(links_here__in_text=False, pk__in=pages).distinct():
            drafts.let_go(page)
        Page.objects.filter(pk__in=pages).delete()
        Revision.objects.filter(page_number__in=pages).delete()
        Wording.objects.filter(links=None, edition_links=None).delete()
        for doctor in Doctor.objects.filter(pk__in=_numbers("doctors.Doctor")):
            _retire(doctor) if leaving.is_named(doctor) else doctor.delete()
        Topic.objects.filter(pk__in=_numbers("pages.Topic"), editions=None, pages=None).delete()
        Branch.objects.filter(pk__in=_numbers("clinic.Branch")).delete()
        Clinic.objects.filter(is_demo=True).delete()
        Picture.objects.filter(pk__in=_numbers("pages.Picture")).delete()
        DemoRow.objects.all().delete()
        transaction.on_commit(share_card_making.make_all, robust=True)
    return len(pages)


def _numbers(*models):
    return list(DemoRow.objects.filter(model__in=models).values_list("number", flat=True))


def _retire(doctor):
    """A doctor of the demo whom a real page names stays in its record, but works here no more."""
    doctor.active = False
    doctor.save()
