"""What waits for a doctor's review (docs/decisions/0012-reviews-by-link.md)."""

import math
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from doctors import vouching
from doctors.models import Comment, Review, ReviewRequest
from pages import editions, kinds, languages, texts
from pages.models import Edition, Page

WHY = {
    "asked": _("You were asked"),
    "new": _("Not reviewed yet"),
    "changed": _("Changed since its last review"),
    "due": _("Due again"),
}
WORDS_A_MINUTE = 180
MONTHS = 12
# Without these the text is not written yet; a review is what would be asked for.
NOT_A_HINDRANCE = {"unreviewed"}

_interval = []


@dataclass(frozen=True)
class Waiting:
    """One text that waits. `why` is a key of WHY, `since` the day, `changed` the Changes since the last review."""

    page: Page
    language: str
    title: str
    why: str
    since: date
    changed: list
    note: str
    edition: Edition
    last: Review | None

    @property
    def digest(self):
        return self.edition.content["digest"]

    @property
    def reason(self):
        return WHY[self.why]

    @property
    def minutes(self):
        """How long reading takes, at an unhurried pace: of what changed only, where that is known."""
        words = [change.new for change in self.changed]
        words = words or [text.words for text in texts.of_reviewed(self.edition).values()]
        return max(1, math.ceil(sum(len(text.split()) for text in words) / WORDS_A_MINUTE))


def ask_again_after(months):
    """Lets the clinic say after how many months a review is due again: `months()`."""
    _interval[:] = [months]


def for_doctor(doctor):
    """What waits for a doctor: a list of Waiting, what was asked for first, then the longest waiting first."""
    if not doctor.active:
        return []
    asked = {(r.page_id, r.language): r for r in ReviewRequest.objects.filter(doctor=doctor, answered_at=None)}
    reviewed = set(Review.objects.filter(doctor=doctor).values_list("page_id", flat=True))
    named = Q(author=doctor) | Q(pk__in=doctor.procedures.values("pk"))
    pages = Page.objects.filter(named | Q(pk__in=reviewed | {page for page, _language in asked})).order_by("pk")
    found = [
        waiting
        for page in map(kinds.specific, pages)
        for code in languages.CODES
        if (waiting := _of(doctor, page, code, asked.get((page.pk, code))))
    ]
    return sorted(found, key=lambda waiting: (waiting.why != "asked", waiting.since))


def one(doctor, page, language):
    """What waits for a doctor of one page in one language, None where nothing does."""
    asked = ReviewRequest.objects.filter(doctor=doctor, page=page.pk, language=language, answered_at=None).first()
    return _of(doctor, kinds.specific(page), language, asked) if doctor.active else None


def _of(doctor, page, language, asked):
    if not page.text("title", language) or not (asked or _is_named(doctor, page, language)):
        return None
    edition, problems = editions.compose(page, language)
    digest = edition.content["digest"]
    own = {"page": page.pk, "language": language}
    said = Comment.objects.of_whole_texts().filter(doctor=doctor, digest=digest, **own).first()
    if said and not (asked and asked.asked_at > said.at):
        return None  # it is with the editors
    last = vouching.last(page, language)
    why, since = _why(page, language, digest, last, asked)
    if why is None or (not asked and _is_unfinished(problems)):
        return None
    changed = vouching.changes_since(last, edition) if last else []
    note = asked.note if asked else ""
    return Waiting(page, language, edition.title, why, since, changed, note, edition, last)


def _is_named(doctor, page, language):
    if page.author_id == doctor.pk:
        return True
    if hasattr(page, "performed_by") and page.performed_by.filter(pk=doctor.pk).exists():
        return True
    last = Review.objects.filter(page=page.pk, language=language).first()
    return last is not None and last.doctor_id == doctor.pk


def _is_unfinished(problems):
    return any(not problem.confirmable and problem.code not in NOT_A_HINDRANCE for problem in problems)


def _why(page, language, digest, last, asked):
    if asked:
        return "asked", timezone.localdate(asked.asked_at)
    standing = Review.objects.filter(page=page.pk, language=language).of_text(digest).first()
    if standing is None:
        return ("changed" if last else "new"), timezone.localdate(page.changed_at)
    due = due_on(page, standing)
    return ("due", due) if due <= timezone.localdate() else (None, None)


def due_on(page, review):
    """The day on which a reviewed text is to be reviewed again: the page's own, else by the clinic's interval."""
    if page.review_due_on and page.review_due_on > review.on:
        return page.review_due_on
    months = _interval[0]() if _interval else MONTHS
    year, month = divmod(review.on.year * 12 + review.on.month - 1 + months, 12)
    return date(year, month + 1, min(review.on.day, 28))
