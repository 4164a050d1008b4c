"""Which end is planned next, among the pages that a text names: a copy of that text is right until then."""

from datetime import timedelta

from pages.clock import Clock
from pages.content import links
from pages.models import Edition
from serving.ends import names

# For as long as a copy can be sent: what ends later makes none wrong.
AHEAD = timedelta(days=1, hours=1)


def soonest(body):
    """The first moment at which a page that a response's body (bytes) leads to ends; None where none does soon."""
    ending = Edition.objects.current().filter(ends_at__lt=Clock() + AHEAD).order_by("ends_at")
    for row in ending.values("kind", "language", "slug", "ends_at"):
        if names(body, links.address_of(row)):
            return row["ends_at"]
    return None
