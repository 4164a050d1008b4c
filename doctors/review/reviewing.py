"""Reviewing: what a doctor says of a text is recorded for exactly the text that they had before them, or refused."""

from django.db import transaction
from django.utils import timezone

from doctors.models import Comment, Review, ReviewRequest
from pages import log
from pages.content.composing import compose, reviewed_text
from pages.drafting import drafts


class Refused(Exception):
    """Nothing was recorded."""


class Inactive(Refused):
    """The doctor does not work at the clinic any more."""


class TextChanged(Refused):
    """The draft is not what the doctor had before them. `edition` is what publishing would give now."""

    def __init__(self, edition):
        self.edition = edition
        super().__init__()


def review(doctor, page, language, digest, how, by=None, on=None):
    """Records that a doctor found the text of `digest` right, and returns the Review.

    `how` is one of Review.WAYS, `by` the account that records it, `on` the day (today). Raises Inactive, or
    TextChanged where the draft has another text by now. Saying it twice on a day is saying it once.
    """
    with transaction.atomic():
        edition = _before_them(doctor, page, language, digest)
        own = {"page_id": page.pk, "language": language, "digest": digest, "doctor": doctor}
        known = {"how": how, "recorded_by": by, "text": reviewed_text(edition)}
        made, is_new = Review.objects.get_or_create(**own, on=on or timezone.localdate(), defaults=known)
        if is_new:
            _note(by, "reviewed", made, how=how)
        asked = ReviewRequest.objects.filter(page_id=page.pk, language=language, doctor=doctor, answered_at=None)
        asked.update(answered_at=timezone.now(), answer=made)
    return made


def want_change(doctor, page, language, digest, text, anchor=""):
    """Keeps what a doctor wants changed, and returns the Comment. Raises as `review` does."""
    with transaction.atomic():
        _before_them(doctor, page, language, digest)
        own = {"page_id": page.pk, "language": language, "digest": digest, "doctor": doctor}
        made, is_new = Comment.objects.get_or_create(**own, anchor=anchor, text=text, resolved_at=None)
        if is_new:
            _note(None, "change_wanted", made)
    return made


def _note(by, deed, row, **details):
    """Notes what a doctor said of a page. Without an account it is the doctor who said it."""
    doctor = row.doctor
    told = {"doctor": log.names_of(doctor), **details}
    log.note(by, deed, row.page, language=row.language, who="" if by else str(doctor), **told)


def _before_them(doctor, page, language, digest):
    """What publishing would give, under a lock on the page, where it is the text that the doctor had before them."""
    if not type(doctor).objects.active().filter(pk=doctor.pk).exists():
        raise Inactive
    edition, _problems = compose(drafts.locked(page.pk), language)
    if edition.content["digest"] != digest:
        raise TextChanged(edition)
    return edition
