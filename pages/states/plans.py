"""What is planned for a page in a language: when what patients read now ends, what is read then, and what is scheduled."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from pages import languages
from pages.content.composing import Problem
from pages.content.differences import Change
from pages.models import Edition, Page
from pages.public import replacements

# Forms know no fractions of a second.
SAME_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True)
class End:
    """The end that an edition is meant to have: when, and the page that is read from then on. Without `at` it has none."""

    at: datetime | None = None
    replacement: Page | None = None

    def __str__(self):
        if not self.at:
            return _("without end")
        told = {"moment": moment(self.at), "page": self.replacement}
        if self.replacement:
            return _("until %(moment)s, then “%(page)s” in its place") % told
        return _("until %(moment)s") % told

    def is_as(self, other):
        """Whether another End says the same."""
        if not (self.at and other.at):
            return self.at == other.at
        same_page = (self.replacement and self.replacement.pk) == (other.replacement and other.replacement.pk)
        return abs(self.at - other.at) < SAME_MOMENT and same_page


@dataclass(frozen=True)
class Plans:
    """The editions of a page in a language that hold at a moment (`now`) or will, in the order in which they begin."""

    now: datetime
    editions: list

    @property
    def current(self):
        """What patients read now, or None."""
        return self.holding(self.now)

    @property
    def scheduled(self):
        """What is to begin, the next first."""
        return [edition for edition in self.editions if edition.starts_at > self.now]

    def holding(self, at):
        """What is to be read at a moment, or None."""
        found = [one for one in self.editions if one.starts_at <= at and (one.ends_at is None or one.ends_at > at)]
        return found[-1] if found else None

    def from_then(self, at):
        """What is scheduled for a moment or later, and has no place beside another edition that begins there."""
        return [edition for edition in self.scheduled if edition.starts_at >= at]

    def end(self, at=None):
        """The End of what is to be read at a moment (now, if none is named): its successor has it too, if nobody changes it."""
        return end_of(self.holding(at or self.now))

    def cancels(self, at=None):
        """What publishing for a moment (now, if none is named) cancels: a list of Problems to confirm."""
        found = self.from_then(at or self.now)
        return [Problem("cancels_scheduled", _cancelled(edition), field="at", confirmable=True) for edition in found]

    def changes_end(self, at, end):
        """Whether the end that was planned would be another one: a list of at most one Problem to confirm."""
        planned = self.end(at)
        if not planned.at or planned.is_as(end):
            return []
        message = _("This was planned: %(planned)s. From now on: %(end)s.") % {"planned": planned, "end": end}
        return [Problem("changes_end", message, field="until", confirmable=True)]

    @property
    def numbers(self):
        """The numbers of what is scheduled, as text."""
        return " ".join(str(edition.number) for edition in self.scheduled)

    @property
    def told(self):
        """All of it as JSON, to tell whether it is still as somebody was shown it; [] where nothing is planned."""
        end = self.end()
        planned = [end.at.isoformat(), end.replacement and end.replacement.pk] if end.at else []
        return [*planned, *(edition.number for edition in self.scheduled)]


def of(page, language, now):
    """The Plans for a page in a language at a moment."""
    return Plans(now, list(_unfinished(now).filter(page=page.pk, language=language)))


def of_pages(numbers, now):
    """The Plans for many pages at a moment, with one query: {(page number, language): Plans}."""
    found = {(number, code): Plans(now, []) for number in numbers for code in languages.CODES}
    for edition in _unfinished(now).filter(page__in=numbers):
        found[edition.page_id, edition.language].editions.append(edition)
    return found


def end_of(edition):
    """The End that an edition, or none, was given when it was published."""
    return End(edition.expires_at, edition.replacement) if edition and edition.expires_at else End()


def difference(old, new):
    """What changed of the planned end from one edition to another: a list of at most one Change."""
    before, after = end_of(old), end_of(new)
    return [] if before.is_as(after) else [Change(("", "until"), str(before), str(after), field=_("Planned end"))]


def replacement_problems(page, language, replacement, until=True):
    """Why a page cannot be read in the place of another one from its end on: Problems. `until` is that end, if it has one."""
    if replacement is None:
        return
    if replacement.pk == page.pk:
        yield Problem("own_replacement", _("A page cannot replace itself."), field="replacement")
    elif replacements.leads_on(page.pk, language, replacement.pk) is None:
        told = {"en": _("Patients cannot read “%s” in English: choose a replacement that they can read.")}
        told["ar"] = _("Patients cannot read “%s” in Arabic: choose a replacement that they can read.")
        yield Problem("replacement_not_readable", told[language] % replacement, field="replacement")
    if not until:
        message = _("A replacement is for a page that ends: say until when.")
        yield Problem("replacement_without_end", message, field="replacement")


def time_problems(now, at, until):
    """What speaks against a start and an end: Problems."""
    if at and at <= now:
        yield Problem("start_in_the_past", _("The start is in the past."), field="at")
    if until and until <= (at or now):
        yield Problem("end_before_start", _("The end is not after the start."), field="until")


def moment(at):
    """A moment as it is told in the interface's language."""
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")


def day(at):
    """The day of a moment, in the clinic's time zone, as it is told in the interface's language."""
    return formats.date_format(timezone.localtime(at), "DATE_FORMAT")


def _unfinished(now):
    found = Edition.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now)).exclude(end_reason="cancelled")
    return found.select_related("replacement").defer("content").order_by("starts_at", "number")


def _cancelled(edition):
    told = {"number": edition.number, "begins": moment(edition.starts_at), "end": end_of(edition)}
    if edition.expires_at:
        return _("Edition %(number)s, scheduled for %(begins)s (%(end)s), will be cancelled.") % told
    return _("Edition %(number)s, scheduled for %(begins)s, will be cancelled.") % told
