"""Who wrote and who reviewed an edition, as its page says it today.

An edition keeps the names it was published with. A review of exactly its text that was recorded later is shown as
well, without publishing again: it is read in the page's one query.
"""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from doctors.models import Doctor, MinorCorrection, Review
from pages import languages
from pages.json_rows import JSONRows
from pages.public import reading

NAMES = [f"{field}_{code}" for field in ("honorific", "name", "specialty") for code in languages.CODES]


def register():
    """Adds the last review of its text, and whom of its doctors a link can lead to, to every edition that is read."""
    reading.annotate("review_rows", last_review)
    reading.annotate("doctor_rows", doctors_with_a_page)


def around_a_page(request, columns):
    """What a byline depends on beside the rows that are read: a next review is told until its day."""
    return timezone.localdate()


def last_review():
    """An annotation for editions: the last review that stands for this text (`Review.objects.of_text`), if any."""
    text = KeyTextTransform("digest", OuterRef("content"))
    corrected = MinorCorrection.objects.filter(
        review=OuterRef("pk"), to_digest=KeyTextTransform("digest", OuterRef(OuterRef("content")))
    )
    stands = Q(digest=text) | Exists(corrected)
    found = Review.objects.filter(stands, page=OuterRef("page"), language=OuterRef("language"))
    names = {name: F(f"doctor__{name}") for name in ("slug", *NAMES)}
    return JSONRows(found.order_by("-on", "-pk").values("on", **names)[:1])


def doctors_with_a_page():
    """An annotation for editions: those of the doctors whom it names who work at the clinic today."""
    names = [name for name in NAMES if name.startswith("name_")]
    return JSONRows(
        Doctor.objects.active().filter(credits__edition=OuterRef("pk")).order_by().values("slug", *names).distinct()
    )


def byline(edition):
    """`{"author", "reviewer", "reviewed_on", "next_review_on", "performed_by"}`, what there is of it.

    Each doctor is `{"slug", "name", "specialty", "has_page"}`. The days are ISO texts. A next review that did not
    take place is not spoken of: the page then only says when it was last reviewed.
    """
    told = _with_the_last_review(edition)
    pages = {row["slug"] for row in getattr(edition, "doctor_rows", []) if row[f"name_{edition.language}"]}
    for named in [told.get("author"), told.get("reviewer"), *told.get("performed_by", [])]:
        if named:
            named["has_page"] = named["slug"] in pages
    due = told.pop("review_due_on", "")
    if told.get("reviewer") and due > max(told["reviewed_on"], timezone.localdate().isoformat()):
        told["next_review_on"] = due
    return told


def _with_the_last_review(edition):
    """The byline that the edition was published with; a later review of its text takes the place of its own."""
    told = {key: dict(value) if isinstance(value, dict) else value for key, value in edition.content["byline"].items()}
    told["performed_by"] = [dict(named) for named in told.get("performed_by", [])]
    for row in getattr(edition, "review_rows", []):
        named = _named(row, edition.language)
        if named and row["on"] > told.get("reviewed_on", ""):
            told |= {"reviewer": named, "reviewed_on": row["on"]}
    return told


def _named(row, language):
    """How a doctor of a row is named in a language, None where they have no name in it."""
    honorific, name, specialty = (row[f"{field}_{language}"] or "" for field in ("honorific", "name", "specialty"))
    return {"slug": row["slug"], "name": f"{honorific} {name}".strip(), "specialty": specialty} if name else None
