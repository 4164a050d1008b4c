"""Doctors of a large site that is made to be measured: who wrote and reviewed each page, as publishing would find it."""

from datetime import timedelta

from django.utils import timezone

from doctors import bylines
from doctors.models import Credit, Review
from pages.content import composing

REVIEWED_WITHIN = 400  # days: some reviews are due again


def author(n, doctors):
    """The author of a page: every fourth is the first doctor's."""
    return doctors[0 if n % 4 == 0 else n % len(doctors)]


def name(edition, n, author, doctors):
    """Gives an edition its byline: nine of ten were reviewed before they were published."""
    byline = {"author": bylines.named(author, edition.language), "performed_by": []}
    if n % 10:
        byline["reviewer"] = bylines.named(doctors[n % len(doctors)], edition.language)
        byline["reviewed_on"] = str(timezone.localdate() - timedelta(days=n * 37 % REVIEWED_WITHIN))
    edition.content["byline"] = {key: value for key, value in byline.items() if value}


def record(editions, doctors):
    """The reviews and the credits that editions tell of. `doctors`: {slug: number}."""
    Review.objects.bulk_create(
        Review(
            page_id=edition.page_id,
            language=edition.language,
            digest=edition.content["digest"],
            doctor_id=doctors[edition.content["byline"]["reviewer"]["slug"]],
            on=edition.content["byline"]["reviewed_on"],
            how="signed_in",
            text=composing.reviewed_text(edition),
        )
        for edition in editions
        if "reviewer" in edition.content["byline"]
    )
    Credit.objects.bulk_create(
        Credit(
            doctor_id=doctors[edition.content["byline"][role]["slug"]],
            role=role,
            edition=edition,
            **Credit.columns_of(edition),
        )
        for edition in editions
        for role in ("author", "reviewer")
        if role in edition.content["byline"]
    )
