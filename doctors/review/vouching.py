"""Which text a page's last review stands for, and what is different since."""

from doctors.models import MinorCorrection, Review
from pages.models import Edition
from pages.publishing import editions


def of_text(page, language, digest):
    """The last review that stands for a text, None where none does."""
    found = Review.objects.filter(page=page.pk, language=language).of_text(digest)
    return found.select_related("doctor").first()


def last(page, language):
    """The last review of a page in a language, of whatever text; None where there is none."""
    return Review.objects.filter(page=page.pk, language=language).select_related("doctor").first()


def last_text(review):
    """The text that a review stands for today, as an Edition: that of the last minor correction, else its own.

    None where the text was recorded nowhere: then nothing can be compared with it.
    """
    correction = MinorCorrection.objects.filter(review=review).first()
    told = correction.text if correction else review.text
    if told:
        return as_edition(told, review)
    return Edition.objects.filter(page=review.page_id, language=review.language, content__digest=review.digest).first()


def reviewed(review):
    """The text that the doctor had before them, as an Edition; None where it was recorded nowhere."""
    if review.text:
        return as_edition(review.text, review)
    return Edition.objects.filter(page=review.page_id, language=review.language, content__digest=review.digest).first()


def as_edition(told, about):
    """A recorded text (`composing.reviewed_text`) as an unsaved Edition, to compare others with.

    `about` is its Review or MinorCorrection.
    """
    own = {"kind": about.page.kind, "language": about.language}
    return Edition(title=told["title"], summary=told["summary"], content=told["content"], **own)


def changes_since(review, edition):
    """What changed from the text that was reviewed: a list of `differences.Change`."""
    before = reviewed(review)
    return editions.reviewed_difference(before, edition) if before else []
