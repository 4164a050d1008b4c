"""Corrections that a publisher declares minor: the review of the text before them goes on standing."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from doctors import vouching
from doctors.models import MinorCorrection
from pages import drafts, editions
from pages.composing import compose, reviewed_text


class NothingToDeclare(Exception):
    """There is no review that could stand, or it stands already."""


def declare(page, language, *, reason, by):
    """Declares what changed since the last reviewed text minor, and returns the MinorCorrection. The doctor is told.

    Raises NothingToDeclare.
    """
    with transaction.atomic():
        page = drafts.locked(page.pk)
        edition, _problems = compose(page, language)
        review, before = vouching.last(page, language), _text_that_stands(page, language)
        digest = edition.content["digest"]
        if not can_declare(page, language):
            raise NothingToDeclare
        own = {"page_id": page.pk, "language": language, "review": review, "from_digest": before}
        made = MinorCorrection.objects.create(
            **own, to_digest=digest, text=reviewed_text(edition), reason=reason, by=by
        )
        transaction.on_commit(lambda: tell(made))
    return made


def can_declare(page, language):
    """Whether there is a review, and it does not stand for the draft's text as it is."""
    edition, _problems = compose(page, language)
    standing = vouching.of_text(page, language, edition.content["digest"])
    return standing is None and vouching.last(page, language) is not None


def changes(page, language):
    """What a declaration would be about: the Changes since the text that stands. None where there is no review."""
    review = vouching.last(page, language)
    before = review and vouching.last_text(review)
    if not before:
        return None
    edition, _problems = compose(page, language)
    return editions.reviewed_difference(before, edition)


def unseen(doctor):
    """The corrections of texts that a doctor reviewed which they have not seen."""
    return MinorCorrection.objects.filter(review__doctor=doctor, seen_at=None).select_related("page", "by")


def saw(doctor, numbers):
    """Notes that a doctor has seen corrections."""
    numbers = [number for number in numbers if number.isdecimal() and len(number) < 19]
    unseen(doctor).filter(pk__in=numbers).update(seen_at=timezone.now())


def tell(correction):
    """Writes to the doctor, where they have an address. What cannot be sent is still shown behind their link."""
    doctor = correction.review.doctor
    address = doctor.email or (doctor.user.email if doctor.user else "")
    if not address:
        return
    with translation.override(correction.language):
        title = correction.page.name_in(correction.language)
        subject = _("A correction in “%(title)s”") % {"title": " ".join(title.split())}
        told = {"title": title, "reason": correction.reason}
        body = [
            _("“%(title)s”, which you reviewed, was corrected: %(reason)s") % told,
            _("Your review goes on standing for it. If it should not, tell the clinic."),
        ]
    EmailMessage(subject, "\n\n".join(body), settings.DEFAULT_FROM_EMAIL, [address]).send(fail_silently=True)


def _text_that_stands(page, language):
    review = vouching.last(page, language)
    correction = review and MinorCorrection.objects.filter(review=review).first()
    return correction.to_digest if correction else review and review.digest
