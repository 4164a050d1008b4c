"""Pages whose review is past or near its date, as editors are told of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from doctors import waiting
from doctors.models import Doctor, Review
from pages.models import Edition, Page

NEAR = 30  # days


@dataclass(frozen=True)
class Due:
    """A page that patients read in a language, whose last review was `doctor`'s and is due again `on` a day."""

    page: Page
    language: str
    doctor: Doctor
    on: date
    is_past: bool


def soon(days=NEAR, today=None):
    """What is due within so many days: a list of Due, the longest due first."""
    today = today or timezone.localdate()
    months, last = waiting.months(), today + timedelta(days=days)
    current = Edition.objects.current().values_list("page", "language").order_by()
    near = Q(page__review_due_on__lte=last) | Q(on__lte=last - timedelta(days=28 * months))
    reviewed = Review.objects.filter(near, page__in={page for page, _language in current}).defer("text")
    # The last review of each text decides, whether or not it is among those that may be near.
    latest = {(r.page_id, r.language): r for r in _latest({r.page_id for r in reviewed})}
    readable = set(current)
    found = [
        Due(review.page, review.language, review.doctor, on, on <= today)
        for key, review in latest.items()
        if key in readable and (on := waiting.due_on(review.page, review, months)) <= last
    ]
    return sorted(found, key=lambda due: (due.on, due.page.pk, due.language))


def _latest(pages):
    """The last Review of each language of some pages, the older ones first, so that the newest stays."""
    reviews = Review.objects.filter(page__in=pages).select_related("page", "doctor").defer("text")
    return reviews.order_by("on", "pk")
