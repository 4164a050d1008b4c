"""What the clinic's profile demands of publishing."""

from django.utils.translation import gettext as _

from clinic.models import Clinic
from pages import composing


def register():
    """Adds the clinic's demands to those that publishing checks."""
    composing.demand(review_is_there)


def review_is_there(page, language, content):
    """Where the clinic's profile says so, a text is published only after a doctor reviewed exactly it."""
    if "reviewer" in content["byline"] or not Clinic.objects.filter(requires_review=True).exists():
        return []
    message = _("A doctor's review of this text is needed before it is published.")
    return [composing.Problem("unreviewed", message)]
