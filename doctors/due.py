"""Pages whose review is past or near its date, as editors are told of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
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
    near = Q(page__review_due_on__lte=last) | Q(on__lte=last - timedelta(days=28 * months))
    found = [
        Due(review.page, review.language, review.doctor, on, on <= today)
        for review in _last_of_readable().filter(near)
        if (on := waiting.due_on(review.page, review, months)) <= last
    ]
    return sorted(found, key=lambda due: (due.on, due.page.pk, due.language))


def _last_of_readable():
    """The last Review of each text that patients read."""
    of_the_same = {"page": OuterRef("page"), "language": OuterRef("language")}
    is_later = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
    later = Review.objects.filter(is_later, **of_the_same)
    read = Edition.objects.current().filter(**of_the_same)
    return Review.objects.filter(~Exists(later), Exists(read)).select_related("page", "doctor").defer("text")
