"""What waits for a doctor's review (docs/decisions/0012-reviews-by-link.md)."""

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from doctors.models import MinorCorrection, Review
from doctors.review import vouching
from pages import kinds, languages
from pages.content import texts
from pages.models import Edition, Page
from pages.publishing import editions

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
    def is_as_reviewed(self):
        """Whether it is known to be the text of the last review."""
        return bool(self.last and not self.changed and vouching.reviewed(self.last))

    @property
    def before(self):
        """The text of the last review as an Edition, None where there is nothing that could be marked since."""
        return vouching.reviewed(self.last) if self.changed else None

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


def months():
    """After how many months a review is due again."""
    return _interval[0]() if _interval else MONTHS


def for_doctor(doctor):
    """What waits for a doctor: a list of Waiting, what was asked for first, then the longest waiting first.

    Only what may wait is composed: whether a text is reviewed is first told by the digest of its draft as it was saved.
    """
    if not doctor.active:
        return []
    named = Q(author=doctor) | Q(pk__in=doctor.procedures.order_by().values("pk"))
    reviewed, asked = (rows.order_by().values("page") for rows in (doctor.reviews, doctor.review_requests.waiting()))
    pages = list(Page.objects.filter(named | Q(pk__in=reviewed) | Q(pk__in=asked)).order_by("pk"))
    records = _Records(doctor, pages)
    found = [
        waiting
        for page in pages
        for code in languages.CODES
        if records.may_wait(page, code) and (waiting := _of(page, code, records))
    ]
    return sorted(found, key=lambda waiting: (waiting.why != "asked", waiting.since))


def one(doctor, page, language):
    """What waits for a doctor of one page in one language, None where nothing does."""
    return _of(page, language, _Records(doctor, [page])) if doctor.active else None


class _Records:
    """What was asked, said and reviewed of some pages, read at once however many they are."""

    def __init__(self, doctor, pages):
        numbers = [page.pk for page in pages]
        of_pages = {"page__in": numbers}
        self.doctor, self.months, self.reviews, self.said = doctor, months(), defaultdict(list), defaultdict(dict)
        self.performed = set(doctor.procedures.filter(pk__in=numbers).order_by().values_list("pk", flat=True))
        self.asked = {(r.page_id, r.language): r for r in doctor.review_requests.waiting().filter(**of_pages)}
        for review in Review.objects.filter(**of_pages).select_related("doctor", "page").defer("text"):
            self.reviews[review.page_id, review.language].append(review)
        corrections = MinorCorrection.objects.filter(**of_pages).order_by().values_list("review", "to_digest")
        self.corrected = set(corrections)
        # The oldest first: of what was said of one text the last counts.
        for comment in doctor.comments.of_whole_texts().filter(**of_pages).order_by("at"):
            self.said[comment.page_id, comment.language][comment.digest] = comment.at

    def may_wait(self, page, language):
        """Whether a text waits as far as its saved digest tells."""
        key, digest = (page.pk, language), page.digests.get(language)
        if not self.concerns(page, language):
            return False
        if digest is None:
            return True
        if key not in self.asked and _is_hindered(page.refusals.get(language, ())):
            return False
        return not self.is_with_editors(key, digest) and self.why(page, language, digest)[0] is not None

    def is_with_editors(self, key, digest):
        """Whether the doctor wanted this text changed, and nobody asked them again since."""
        said, asked = self.said[key].get(digest), self.asked.get(key)
        return bool(said) and not (asked and asked.asked_at > said)

    def why(self, page, language, digest):
        """Why a text waits, and since which day; (None, None) where it does not."""
        key = page.pk, language
        if asked := self.asked.get(key):
            return "asked", timezone.localdate(asked.asked_at)
        standing = next((r for r in self.reviews[key] if self._stands(r, digest)), None)
        if standing is None:
            return ("changed" if self.reviews[key] else "new"), timezone.localdate(page.changed_at)
        due = due_on(page.review_due_on, standing.on, self.months)
        return ("due", due) if due <= timezone.localdate() else (None, None)

    def last(self, key):
        """The last review of whatever text, None where there is none."""
        return next(iter(self.reviews[key]), None)

    def concerns(self, page, language):
        """Whether a text names the doctor, or they were asked for it."""
        last = self.last((page.pk, language))
        is_named = page.author_id == self.doctor.pk or page.pk in self.performed
        is_named = is_named or (last is not None and last.doctor_id == self.doctor.pk)
        return bool(page.text("title", language)) and (is_named or (page.pk, language) in self.asked)

    def _stands(self, review, digest):
        return review.digest == digest or (review.pk, digest) in self.corrected


def _of(page, language, records):
    """What waits of one text, None where it does not: composed, so that it holds whatever was saved how."""
    key = page.pk, language
    if not records.concerns(page, language):
        return None
    page = kinds.specific(page)
    edition, problems = editions.compose(page, language)
    digest, asked = edition.content["digest"], records.asked.get(key)
    why, since = records.why(page, language, digest)
    refusals = [problem.code for problem in problems if not problem.confirmable]
    if why is None or records.is_with_editors(key, digest) or (not asked and _is_hindered(refusals)):
        return None
    last = records.last(key)
    changed = vouching.changes_since(last, edition) if last else []
    note = asked.note if asked else ""
    return Waiting(page, language, edition.title, why, since, changed, note, edition, last)


def _is_hindered(refusals):
    """Whether publishing would refuse a text for what has to be written first."""
    return bool(set(refusals) - NOT_A_HINDRANCE)


def due_on(named, reviewed, interval):
    """The day on which a text is to be reviewed again: the one `named` for its page, else `interval` months after it was reviewed."""
    if named and named > reviewed:
        return named
    year, month = divmod(reviewed.year * 12 + reviewed.month - 1 + interval, 12)
    return date(year, month + 1, min(reviewed.day, 28))
