"""Editions: publishing, scheduling, withdrawing, restoring and comparing what patients read."""

from django.db import transaction
from django.db.models import Max, Min, Q
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from pages import (
    clock,
    differences,
    drafts,
    link_index,
    links,
    log,
    publishers,
    replacements,
    search_index,
    short_addresses,
    standing,
    texts,
    wordings,
)
from pages.composing import Problem, address_taken, compose, seal
from pages.models import Address, Edition
from pages.restoring import restore
from serving.forgetting import forget

__all__ = [
    "Refused",
    "cancel",
    "compose",
    "difference",
    "publish",
    "published",
    "restore",
    "reviewed_difference",
    "withdraw",
    "withdrawn",
]

# Sent inside the transaction, with `edition`: what an upper room keeps of every edition.
published = Signal()
# Sent after the commit, with `edition`: what must be forgotten at once.
withdrawn = Signal()


class Refused(Exception):
    """Publishing, cancelling or withdrawing was refused. `problems` are all of the reasons."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


class Unseen(Refused):
    """Refused because somebody changed meanwhile what the person had before them."""


def publish(page, language, *, by, at=None, until=None, replacement=None, note="", confirmed=False, shown=None):
    """Publishes a draft in a language, and returns its new Edition.

    `at` and `until` are aware datetimes: a start in the future schedules, an end expires; `replacement` is the
    page that readers are sent to from that end on. `confirmed` answers the questions that publishing asks. `shown` is
    the seal (`composing.seal`) of what whoever publishes had before them, where they were shown it. Raises Unseen where
    the draft is another one by now, and else Refused with every problem at once; PermissionDenied where `by` is a person
    who may not publish.
    """
    publishers.refuse_others(by)
    with transaction.atomic():
        page = drafts.locked(page.pk)
        now = clock.now()
        edition, problems = compose(page, language)
        if shown not in (None, seal(edition, problems)):
            raise Unseen([Problem("unseen", _("The draft changed meanwhile."))])
        problems += _replacement_problems(page, language, replacement)
        if replacement and not until:
            message = _("A replacement is for a page that ends: say until when.")
            problems.append(Problem("replacement_without_end", message, field="replacement"))
        problems = [*_time_problems(now, at, until), *(p for p in problems if not (confirmed and p.confirmable))]
        if problems:
            raise Refused(problems)
        edition.starts_at = at or now
        edition.ends_at = edition.expires_at = until
        edition.end_reason = "expired" if until else ""
        edition.replacement_id = replacement and replacement.pk
        edition.published_by, edition.note = by, note
        edition.first_published_on = page.first_published_on or _first_day(page, edition.starts_at)
        edition.number = _next_number(page, language)
        before = _holding(page, language, now)
        _make_way(page, language, edition.starts_at, now, by)
        edition.save()
        edition.topics.set(edition.content["topics"])
        _take_address(page, edition)
        link_index.index_edition(edition)
        wordings.resolve_waiting(links.leads_of(edition.content)[1])
        if edition.starts_at == now:
            wordings.resolve_for(*filter(None, (before, edition)))
        short_addresses.make(edition)
        search_index.index_edition(edition)
        standing.note(page)
        published.send(Edition, edition=edition)
        told = {"edition": edition.number, "note": note} | _moments(starts=at, until=until)
        log.note(by, "scheduled" if at else "published", page, language=language, **told)
    return edition


def cancel(edition, *, by):
    """Cancels a scheduled edition and reopens its predecessor. Raises Refused where it has begun, PermissionDenied as `publish`."""
    publishers.refuse_others(by)
    with transaction.atomic():
        page = drafts.locked(edition.page_id)
        edition.refresh_from_db()
        if edition.starts_at <= clock.now() or edition.end_reason == "cancelled":
            raise Refused([Problem("not_scheduled", _("Only an edition that has not begun can be cancelled."))])
        before = _of(edition.page, edition.language).filter(ends_at=edition.starts_at, end_reason="succeeded").first()
        _end(edition, edition.starts_at, "cancelled", by)
        search_index.forget(edition)
        log.note(by, "cancelled", page, language=edition.language, edition=edition.number)
        if before:
            _reopen(before, _later(edition.page, edition.language, edition.starts_at).first())
        standing.note(page)


def withdraw(page, language, *, by, replacement=None, shown=None):
    """Ends the current edition, and any scheduled one, without a successor. Returns the edition that ended.

    `replacement` is the page that readers are sent to instead, `shown` the number of the edition that whoever withdraws
    it had before them, where they were shown it. Raises Refused where nothing is published, and where no reader of the
    language would arrive at a page by the replacement; Unseen where another edition is published by now; PermissionDenied
    as `publish`.
    """
    publishers.refuse_others(by)
    with transaction.atomic():
        page = drafts.locked(page.pk)
        now = clock.now()
        held = _holding(page, language, now)
        if held is None:
            raise Refused([Problem("not_published", _("This page is not published in this language."))])
        if shown not in (None, str(held.number)):
            message = _("Another edition was published meanwhile. Look at it before you withdraw it.")
            raise Unseen([Problem("unseen", message)])
        if problems := _replacement_problems(page, language, replacement):
            raise Refused(problems)
        for scheduled in _later(page, language, now):
            _end(scheduled, scheduled.starts_at, "cancelled", by)
            search_index.forget(scheduled)
        held.replacement_id = replacement and replacement.pk
        _end(held, now, "withdrawn", by)
        search_index.forget(held)
        standing.note(page)
        told = {"edition": held.number, "replacement": replacement and log.names_of(replacement)}
        log.note(by, "withdrawn", page, language=language, **told)
        transaction.on_commit(lambda: withdrawn.send(Edition, edition=held))
    return held


def difference(old, new):
    """What changed from one edition to another: a list of `differences.Change`."""
    return [*differences.of_texts(texts.of_edition(old), texts.of_edition(new)), *_order_change(old, new)]


def reviewed_difference(old, new):
    """What changed of what a doctor reviews: empty only where both have the same digest."""
    return [*differences.of_texts(texts.of_reviewed(old), texts.of_reviewed(new)), *_order_change(old, new)]


def _order_change(old, new):
    return differences.of_order(texts.names_of(old), texts.names_of(new))


def _of(page, language):
    return Edition.objects.filter(page_id=page.pk, language=language).exclude(end_reason="cancelled")


def _holding(page, language, at):
    return (
        _of(page, language).filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at).order_by("-number").first()
    )


def _later(page, language, at):
    return _of(page, language).filter(starts_at__gt=at).order_by("starts_at")


def _moments(**moments):
    return {name: moment.isoformat() for name, moment in moments.items() if moment}


def _make_way(page, language, start, now, by):
    """Cancels what was to begin at `start` or later, and ends at `start` what holds then."""
    for scheduled in _later(page, language, now).filter(starts_at__gte=start):
        _end(scheduled, scheduled.starts_at, "cancelled", by)
        search_index.forget(scheduled)
    for held in _of(page, language).filter(Q(ends_at=None) | Q(ends_at__gt=start)):
        _end(held, start, "succeeded", by)


def _end(edition, at, reason, by):
    edition.ends_at, edition.end_reason, edition.ended_by = at, reason, by
    edition.save(update_fields=["ends_at", "end_reason", "ended_by", "replacement"])
    forget(edition.get_absolute_url())


def _reopen(edition, successor):
    """Lets an edition hold until its successor begins or until it was meant to end, whichever comes first."""
    expiry = edition.expires_at
    if successor and not (expiry and expiry <= successor.starts_at):
        _end(edition, successor.starts_at, "succeeded", successor.published_by)
    else:
        _end(edition, expiry, "expired" if expiry else "", None)


def _take_address(page, edition):
    """Keeps that an address leads to the page. Of two pages published there at once, the second is refused."""
    own = {"page_id": page.pk, "language": edition.language}
    address, _created = Address.objects.get_or_create(path=edition.get_absolute_url(), defaults=own)
    if address.page_id != page.pk:
        raise Refused([address_taken()])


def _next_number(page, language):
    numbers = Edition.objects.filter(page_id=page.pk, language=language)
    return (numbers.aggregate(last=Max("number"))["last"] or 0) + 1


def _first_day(page, start):
    """The day, in the clinic's time zone, on which the page was first published in any language."""
    first = page.editions.exclude(end_reason="cancelled").aggregate(first=Min("starts_at"))["first"]
    return timezone.localdate(min(first or start, start))


def _replacement_problems(page, language, replacement):
    """Why a page cannot be read in the place of another one from its end on: a list of at most one Problem."""
    if replacement is None:
        return []
    if replacement.pk == page.pk:
        return [Problem("own_replacement", _("A page cannot replace itself."), field="replacement")]
    if replacements.leads_on(page.pk, language, replacement.pk) is None:
        told = {"en": _("Patients cannot read “%s” in English: choose a replacement that they can read.")}
        told["ar"] = _("Patients cannot read “%s” in Arabic: choose a replacement that they can read.")
        return [Problem("replacement_not_readable", told[language] % replacement, field="replacement")]
    return []


def _time_problems(now, at, until):
    if at and at <= now:
        yield Problem("start_in_the_past", _("The start is in the past."), field="at")
    if until and until <= (at or now):
        yield Problem("end_before_start", _("The end is not after the start."), field="until")
