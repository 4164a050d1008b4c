"""The pages that are a doctor's own: those that they wrote, whose procedure they perform, or that they reviewed.

As long as they are asked to review a page it is theirs too.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages import kinds, languages
from pages.models import Page
from pages.states import standing
from pageviews import totals

ROLES = {
    "author": gettext_lazy("you wrote it"),
    "performer": gettext_lazy("you perform it"),
    "reviewer": gettext_lazy("you reviewed it"),
}
LARGEST = 2**63


@dataclass(frozen=True)
class Own:
    """One page of a doctor's: as what it is theirs, how it stands in each language, its views of the last 30 days."""

    page: Page
    roles: list
    standings: list
    views: int


def pages_of(doctor):
    """The drafts that are a doctor's own."""
    performs, reviewed = doctor.procedures.order_by().values("pk"), doctor.reviews.order_by().values("page")
    asked = doctor.review_requests.filter(answered_at=None).order_by().values("page")
    return Page.objects.filter(Q(author=doctor) | Q(pk__in=performs) | Q(pk__in=reviewed) | Q(pk__in=asked))


def is_own(doctor, page):
    """Whether a page is the doctor's own."""
    return pages_of(doctor).filter(pk=page.pk).exists()


def page_of(doctor, number):
    """The page of that number. Raises Http404 where there is none, PermissionDenied where it is not theirs."""
    found = Page.objects.filter(pk=number).first() if number < LARGEST else None
    if found is None:
        raise Http404
    if not is_own(doctor, found):
        raise PermissionDenied(_("This page is not one of yours. Nothing was changed."))
    return kinds.specific(found)


def listed(doctor):
    """Every Own page of a doctor, the most read first: five queries, and one where something is scheduled, however many pages."""
    found = list(pages_of(doctor))
    standing.tell(found)
    views = totals.recent([page.pk for page in found])
    performs = set(doctor.procedures.values_list("pk", flat=True))
    reviewed = set(doctor.reviews.values_list("page", flat=True))
    told = [
        Own(page, _roles(page, doctor, performs, reviewed), _standings(page), views.get(page.pk, 0)) for page in found
    ]
    return sorted(told, key=lambda own: (-own.views, own.page.name_in(languages.current())))


def _roles(page, doctor, performs, reviewed):
    held = {"author": page.author_id == doctor.pk, "performer": page.pk in performs, "reviewer": page.pk in reviewed}
    return [ROLES[role] for role, is_held in held.items() if is_held]


def _standings(page):
    return [standing.of_row(page, language) for language in languages.CODES]
