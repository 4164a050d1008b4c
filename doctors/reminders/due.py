"""Pages whose review is past or near its date, as editors are told of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from doctors.models import Doctor, Review
from doctors.review import waiting
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
    return told(near(days, today), today)


def told(rows, today=None):
    """Some of what `near` gives, as a list of Due."""
    today = today or timezone.localdate()
    reviews = Review.objects.select_related("page", "doctor").defer("text").in_bulk(review for *_key, review in rows)
    found = ((reviews[review], on) for on, *_key, review in rows)
    return [Due(review.page, review.language, review.doctor, on, on <= today) for review, on in found]


def near(days=NEAR, today=None, most=None):
    """[(day, page, language, review)] of what is due within so many days, in order, as numbers: there may be thousands.

    With `most`, about so many that are due first are looked for.
    """
    today = today or timezone.localdate()
    months, last = waiting.months(), today + timedelta(days=days)
    reviewed = _last_of_readable().filter(on__lte=last - timedelta(days=28 * months))
    named = _last_of_readable().filter(page__review_due_on__lte=last)
    reviewed, named = reviewed.order_by("on", "pk")[:most], named.order_by("page__review_due_on", "pk")[:most]
    columns = ("pk", "page", "language", "on", "page__review_due_on")
    rows = {*reviewed.values_list(*columns), *named.values_list(*columns)}
    found = ((waiting.due_on(own, on, months), page, language, review) for review, page, language, on, own in rows)
    return sorted(row for row in found if row[0] <= last)


def _last_of_readable():
    """The last Review of each text that patients read."""
    of_the_same = {"page": OuterRef("page"), "language": OuterRef("language")}
    is_later = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
    later = Review.objects.filter(is_later, **of_the_same)
    read = Edition.objects.current().filter(**of_the_same)
    return Review.objects.filter(~Exists(later), Exists(read)).order_by()
