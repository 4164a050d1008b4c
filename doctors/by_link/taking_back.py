"""Second thoughts: what a doctor answered by mistake behind their link is taken back, for some minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from doctors.models import Comment, Credit, Review, ReviewRequest
from pages import log
from pages.drafting import drafts
from pages.models import Edition, Page
from serving.forgetting import forget

WITHIN = timedelta(minutes=15)


@dataclass(frozen=True)
class Answer:
    """One answer that can be taken back. `said` is "right" or "change", `key` what a form calls it."""

    said: str
    row: Review | Comment
    at: datetime

    @property
    def key(self):
        return f"{self.said}:{self.row.pk}"

    @property
    def page(self) -> Page:
        return self.row.page


def answers(doctor):
    """The Answers that a doctor can take back: those of the last minutes, of texts that nobody published since."""
    since = timezone.now() - WITHIN
    reviews = doctor.reviews.filter(how="by_link", recorded_at__gte=since, corrections=None).defer("text")
    comments = doctor.comments.of_whole_texts().filter(at__gte=since)
    return [
        *(Answer("right", row, row.recorded_at) for row in _not_published_since(reviews, "recorded_at")),
        *(Answer("change", row, row.at) for row in _not_published_since(comments, "at")),
    ]


def take_back(doctor, key):
    """Takes the answer of a key back, and tells whether there was one; the page waits as before."""
    with transaction.atomic():
        number = next((answer.page.pk for answer in answers(doctor) if answer.key == key), None)
        if number is None:
            return False
        drafts.locked(number)
        answer = next((answer for answer in answers(doctor) if answer.key == key), None)
        if answer and answer.said == "right":
            _ask_again(answer.row)
        if answer:
            log.note(
                None,
                "answer_taken_back",
                answer.page,
                language=answer.row.language,
                who=str(doctor),
                doctor=log.names_of(doctor),
            )
            answer.row.delete()
            _forget_credit(answer.row)
            for edition in Edition.objects.current().filter(page=number, language=answer.row.language):
                forget(edition.get_absolute_url())
    return answer is not None


def _not_published_since(rows, moment):
    own = {"page": OuterRef("page"), "language": OuterRef("language"), "published_at__gte": OuterRef(moment)}
    return rows.exclude(Exists(Edition.objects.filter(**own))).select_related("page", "doctor")


def _ask_again(review):
    """Opens the last request that a review answered again, unless the doctor was asked anew since."""
    own = {"page": review.page_id, "language": review.language, "doctor": review.doctor_id}
    closed = review.requests.first()
    if closed and not ReviewRequest.objects.waiting().filter(**own).exists():
        ReviewRequest.objects.filter(pk=closed.pk).update(answered_at=None, answer=None)


def _forget_credit(row):
    """An edition of this text that was there before does not count among what the doctor reviewed any more."""
    if isinstance(row, Review) and not row.doctor.reviews.filter(page=row.page_id).of_text(row.digest).exists():
        text = {"edition__page": row.page_id, "edition__language": row.language, "edition__content__digest": row.digest}
        credits = Credit.objects.filter(doctor=row.doctor_id, role="reviewer", **text).select_related("edition")
        named = [
            c.pk for c in credits if c.edition.content["byline"].get("reviewer", {}).get("slug") == row.doctor.slug
        ]
        credits.exclude(pk__in=named).delete()
