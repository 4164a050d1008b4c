"""Who wrote and who reviewed a page: what an edition says of it, found at publishing and typed by nobody."""

from django.db.models.signals import post_save

from doctors import vouching
from doctors.models import Credit, Doctor, MinorCorrection, Review
from pages import composing, editions
from pages.models import Edition


def register():
    """Adds the byline to every edition, and the doctors who perform a procedure."""
    composing.contribute("byline", byline)
    editions.published.connect(index_credits, dispatch_uid="doctors.credits")
    post_save.connect(credit_later_review, sender=Review, dispatch_uid="doctors.later_review")
    post_save.connect(credit_correction, sender=MinorCorrection, dispatch_uid="doctors.later_correction")


def byline(page, language, digest):
    """`{"author": …, "reviewer": …, "reviewed_on": …, "review_due_on": …, "performed_by": […]}`, what there is of it.

    The review is the last one that stands for this text: a review of another text proves nothing of this one. The day of
    the next one is kept also where there is none yet: it is told only beside a review (`reviews.byline`).
    """
    review = vouching.of_text(page, language, digest)
    performers = page.performed_by.all() if hasattr(page, "performed_by") else Doctor.objects.none()
    told = {
        "author": named(page.author, language),
        "reviewer": named(review and review.doctor, language),
        "reviewed_on": review and review.on.isoformat(),
        "review_due_on": page.review_due_on and str(page.review_due_on),
        "performed_by": [entry for entry in (named(doctor, language) for doctor in performers) if entry],
    }
    return {key: value for key, value in told.items() if value}


def index_credits(sender, edition, **kwargs):
    """Keeps which doctors an edition names, and as what."""
    byline = edition.content["byline"]
    roles = [("author", byline.get("author")), ("reviewer", byline.get("reviewer"))]
    roles += [("performer", entry) for entry in byline.get("performed_by", [])]
    numbers = dict(
        Doctor.objects.filter(slug__in=[entry["slug"] for _, entry in roles if entry]).values_list("slug", "pk")
    )
    Credit.objects.bulk_create(
        Credit(edition=edition, doctor_id=numbers[entry["slug"]], role=role)
        for role, entry in roles
        if entry and entry["slug"] in numbers
    )


def credit_later_review(sender, instance, **kwargs):
    """Keeps the reviewer of a text that was published before: the doctor's page lists it at once."""
    _credit(instance, instance.digest)


def credit_correction(sender, instance, **kwargs):
    """Keeps the reviewer of a text that was published before its correction was declared minor."""
    _credit(instance.review, instance.to_digest)


def _credit(review, digest):
    if not review.doctor.full_name(review.language):
        return
    text = {"page_id": review.page_id, "language": review.language, "content__digest": digest}
    Credit.objects.bulk_create(
        [Credit(edition=edition, doctor=review.doctor, role="reviewer") for edition in Edition.objects.filter(**text)],
        ignore_conflicts=True,
    )


def named(doctor, language):
    """How a doctor is named in an edition, None where they have no name in that language."""
    if doctor is None or not doctor.full_name(language):
        return None
    return {"slug": doctor.slug, "name": doctor.full_name(language), "specialty": doctor.text("specialty", language)}
