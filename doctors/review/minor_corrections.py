"""Corrections that a publisher declares minor: the review of the text before them goes on standing."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from doctors.models import MinorCorrection
from doctors.review import review_links, vouching
from pages import log
from pages.content.composing import compose, reviewed_text
from pages.drafting import drafts
from pages.publishing import editions, publishers

# How many characters of what stays the same a letter shows beside what changed, and for how long its link holds.
AROUND, LINK_DAYS = 60, 14


class NothingToDeclare(Exception):
    """There is no review that could stand, or it stands already."""


def declare(page, language, *, reason, by):
    """Declares what changed since the last reviewed text minor, and returns the MinorCorrection. The doctor is told.

    Raises NothingToDeclare, and PermissionDenied where `by` is a person who may not publish.
    """
    publishers.refuse_others(by)
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
        log.note(by, "minor", page, language=language, reason=reason)
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
    found = MinorCorrection.objects.filter(review__doctor=doctor, seen_at=None)
    return found.select_related("page", "by", "review__page")


def told(doctor):
    """What a doctor is told of them: (correction, changes) pairs."""
    return [(correction, changes_of(correction)) for correction in unseen(doctor)]


def changes_of(correction):
    """What a correction changed: the Changes since the text before it, none where one of the two was not recorded."""
    review, earlier = correction.review, None
    if review.digest != correction.from_digest:
        earlier = review.corrections.filter(to_digest=correction.from_digest).first()
    before, after = (earlier or review).text, correction.text
    if not (before and after and "content" in before and "content" in after):
        return []
    texts = (vouching.as_edition(told, correction) for told in (before, after))
    return editions.reviewed_difference(*texts)


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
            *map(_in_a_letter, changes_of(correction)),
            _("Your review goes on standing for it. If it should not, tell the clinic."),
            *filter(None, [_way_there(doctor, correction)]),
        ]
    EmailMessage(subject, "\n\n".join(body), settings.DEFAULT_FROM_EMAIL, [address]).send(fail_silently=True)


def _in_a_letter(change):
    """One change in lines of plain text: its place, and what stood there and stands there now."""
    place = f"{change.part}: {change.field}" if change.part else f"{change.field}"
    if change.has_same_words:
        return f"{place}\n{change.note}"
    was, now = (_side(change.runs, left_out) for left_out in ("added", "removed"))
    return "\n".join([place, _("Before: %(words)s") % {"words": was}, _("Now: %(words)s") % {"words": now}])


def _side(runs, left_out):
    """The words of one of two texts, with what they have in common shortened."""
    return "".join(_shortened(words) if how == "same" else words for how, words in runs if how != left_out).strip()


def _shortened(words):
    return words if len(words) <= 2 * AROUND else f"{words[:AROUND]} … {words[-AROUND:]}"


def _way_there(doctor, correction):
    """Where the doctor sees it: at their desk, or without an account by a link. "" where the site has no address yet."""
    if not settings.SITE_URL:
        return ""
    if doctor.user and doctor.user.is_active:
        return settings.SITE_URL + reverse("desk")
    own = {"by": correction.by, "days": LINK_DAYS, "language": correction.language}
    _link, token = review_links.make(doctor, **own)
    return settings.SITE_URL + reverse("review-list", args=[token])


def _text_that_stands(page, language):
    review = vouching.last(page, language)
    correction = review and MinorCorrection.objects.filter(review=review).first()
    return correction.to_digest if correction else review and review.digest
