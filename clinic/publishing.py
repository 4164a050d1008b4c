"""What the clinic's profile demands of publishing."""

from django.utils.translation import gettext as _

from clinic.models import Clinic
from doctors.review import review_links, vouching, waiting
from pages.content import composing


def register():
    """Adds the clinic's demands to those that publishing checks, and to those of reviews."""
    composing.demand(review_is_there)
    waiting.ask_again_after(months_between_reviews)
    review_links.ask_pin(pin_is_asked)


def review_is_there(page, language, content):
    """Where the clinic's profile says so, a text is published only after a doctor reviewed exactly it, minor corrections aside."""
    if vouching.of_text(page, language, content["digest"]) or not Clinic.objects.filter(requires_review=True).exists():
        return []
    message = _("A doctor's review of this text is needed before it is published.")
    return [composing.Problem("unreviewed", message, field="review")]


def months_between_reviews():
    """After how many months a review is due again."""
    return Clinic.objects.values_list("review_interval_months", flat=True).first() or waiting.MONTHS


def pin_is_asked():
    """Whether a review link asks for the doctor's PIN."""
    return Clinic.objects.filter(review_pin=True).exists()
