"""Who wrote and who reviewed a page: what an edition says of it, found at publishing and typed by nobody."""

from django.db.models.signals import post_save

from doctors.models import Credit, Doctor, MinorCorrection, Review
from doctors.review import vouching
from pages import formatting
from pages.content import composing, texts
from pages.content.differences import Text
from pages.models import Edition, Page
from pages.publishing import editions


def register():
    """Adds the byline to every edition, and the doctors who perform a procedure."""
    composing.contribute("byline", byline, of_the_draft)
    texts.tell(told)
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


def of_the_draft(byline):
    """What of a byline the draft says, whoever reviews it: whom it names, and when the next review is due."""
    slugs = [entry["slug"] for entry in byline.get("performed_by", [])]
    return [byline.get("author", {}).get("slug"), slugs, byline.get("review_due_on")]


def told(edition):
    """The byline of an edition, as what changed in it is told: its Texts by place.

    The reviewer is whoever's review stands for its text now, as its page says it (`reviews.byline`).
    """
    byline, language = edition.content["byline"], edition.language
    review = vouching.of_text(edition.page, language, edition.content["digest"])
    reviewer = named(review and review.doctor, language)
    names = {
        "author": [byline.get("author")],
        "performer": byline.get("performed_by", []),
        "reviewer": [
            reviewer and reviewer | {"name": f"{reviewer['name']}\n{formatting.day(str(review.on), language)}"}
        ],
    }
    due, label = byline.get("review_due_on"), Page._meta.get_field("review_due_on").verbose_name
    day = formatting.day(due, language) if due else ""
    return {("", role): _named_in(role, filter(None, entries), language) for role, entries in names.items()} | {
        ("", "review_due_on"): Text(day, due or "", "", label, language)
    }


def _named_in(role, entries, language):
    pairs = [(entry["name"], entry["slug"]) for entry in entries]
    return Text("\n".join(name for name, _slug in pairs), pairs, "", dict(Credit.ROLES)[role], language)


def index_credits(sender, edition, **kwargs):
    """Keeps which doctors an edition names, and as what."""
    byline = edition.content["byline"]
    roles = [("author", byline.get("author")), ("reviewer", byline.get("reviewer"))]
    roles += [("performer", entry) for entry in byline.get("performed_by", [])]
    numbers = dict(
        Doctor.objects.filter(slug__in=[entry["slug"] for _, entry in roles if entry]).values_list("slug", "pk")
    )
    Credit.objects.bulk_create(
        Credit(doctor_id=numbers[entry["slug"]], role=role, edition=edition, **Credit.columns_of(edition))
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
    told = {"doctor": review.doctor, "role": "reviewer"}
    Credit.objects.bulk_create(
        [Credit(edition=edition, **told, **Credit.columns_of(edition)) for edition in Edition.objects.filter(**text)],
        ignore_conflicts=True,
    )


def named(doctor, language):
    """How a doctor is named in an edition, None where they have no name in that language."""
    if doctor is None or not doctor.full_name(language):
        return None
    return {"slug": doctor.slug, "name": doctor.full_name(language), "specialty": doctor.text("specialty", language)}
