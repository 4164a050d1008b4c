"""Editions: publishing, scheduling, withdrawing, restoring and comparing what patients read."""

from django.db import transaction
from django.db.models import Max, Min
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from pages import clock, log
from pages.content import differences, links, texts
from pages.content.composing import Problem, address_taken, compose, seal
from pages.drafting import drafts
from pages.linking import link_index, wordings
from pages.models import Address, Edition, EditionTopic
from pages.public import short_addresses
from pages.publishing import handovers, publishers
from pages.publishing.restoring import restore
from pages.search import index
from pages.states import plans, standing
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

# The end that the predecessor was given, and what is read then.
AS_PLANNED = object()
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


def publish(page, language, *, by, at=None, until=AS_PLANNED, replacement=None, note="", confirmed=False, shown=None):
    """Publishes a draft in a language, and returns its new Edition.

    `at` and `until` are aware datetimes: a start in the future schedules, an end expires, None is without one; `replacement`
    is the page that readers are sent to from that end on. Unless `until` is told, both are as they were planned for the
    edition whose place it takes. `confirmed` answers the questions that publishing asks: also what it would cancel, and that
    a planned end would be another one. `shown` is the seal (`composing.seal`) of what whoever publishes had before them,
    where they were shown it. Raises Unseen where the draft, or what is planned, is another by now, and else Refused with
    every problem at once; PermissionDenied where `by` is a person who may not publish.
    """
    publishers.refuse_others(by)
    with transaction.atomic():
        page = drafts.locked(page.pk)
        now = clock.now()
        planned = plans.of(page, language, now)
        edition, problems = compose(page, language)
        if shown not in (None, seal(edition, problems, planned.told)):
            raise Unseen([Problem("unseen", _("The draft, or what is planned, changed meanwhile."))])
        if until is AS_PLANNED:
            end = planned.end(at)
            until, replacement = end.at, replacement or end.replacement
        problems += planned.cancels(at) + planned.changes_end(at, plans.End(until, replacement))
        problems += plans.replacement_problems(page, language, replacement, until)
        problems = [*plans.time_problems(now, at, until), *(p for p in problems if not (confirmed and p.confirmable))]
        if problems:
            raise Refused(problems)
        edition.starts_at = at or now
        edition.ends_at = edition.expires_at = until
        edition.end_reason = "expired" if until else ""
        edition.replacement_id = replacement and replacement.pk
        edition.published_by, edition.note = by, note
        edition.first_published_on = page.first_published_on or _first_day(page, edition.starts_at)
        edition.number = _next_number(page, language)
        before, cancelled = planned.current, _make_way(planned, edition.starts_at, by)
        edition.save()
        edition.topics.set(edition.content["topics"], through_defaults=EditionTopic.columns_of(edition))
        _take_address(page, edition)
        link_index.index_edition(edition)
        wordings.resolve_waiting(links.leads_of(edition.content)[1])
        if edition.starts_at == now:
            wordings.resolve_for(*filter(None, (before, edition)))
        short_addresses.make(edition)
        index.index_edition(edition)
        standing.note(page)
        handovers.end(page, language)
        published.send(Edition, edition=edition)
        told = {"edition": edition.number, "note": note} | _moments(starts=at, until=until) | _cancelled(cancelled)
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
        _cancel([edition], by)
        log.note(by, "cancelled", page, language=edition.language, edition=edition.number)
        if before:
            following = plans.of(page, edition.language, edition.starts_at).scheduled
            _reopen(before, following[0] if following else None)
        standing.note(page)


def withdraw(page, language, *, by, replacement=None, note="", shown=None, cancels=None):
    """Ends the current edition, and any scheduled one, without a successor. Returns the edition that ended.

    `replacement` is the page that readers are sent to instead, `note` says why. Where whoever withdraws it was shown them,
    `shown` is the number of the edition and `cancels` those of what is scheduled (`plans.Plans.numbers`). Raises Refused
    where nothing is published, and where no reader of the language would arrive at a page by the replacement; Unseen where
    other editions are published or scheduled by now; PermissionDenied as `publish`.
    """
    publishers.refuse_others(by)
    with transaction.atomic():
        page = drafts.locked(page.pk)
        now = clock.now()
        planned = plans.of(page, language, now)
        held = planned.current
        if held is None:
            raise Refused([Problem("not_published", _("This page is not published in this language."))])
        if shown not in (None, str(held.number)):
            message = _("Another edition was published meanwhile. Look at it before you withdraw it.")
            raise Unseen([Problem("unseen", message)])
        if cancels not in (None, planned.numbers):
            message = _("What is scheduled changed meanwhile. Look at it before you withdraw the page.")
            raise Unseen([Problem("unseen", message)])
        if problems := list(plans.replacement_problems(page, language, replacement)):
            raise Refused(problems)
        scheduled = planned.scheduled
        _cancel(scheduled, by)
        held.replacement_id = replacement and replacement.pk
        _end(held, now, "withdrawn", by, note)
        index.forget(held)
        standing.note(page)
        told = {"edition": held.number, "replacement": replacement and log.names_of(replacement), "reason": note}
        log.note(by, "withdrawn", page, language=language, **told, **_cancelled(scheduled))
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


def _moments(**moments):
    return {name: moment.isoformat() for name, moment in moments.items() if moment}


def _make_way(planned, start, by):
    """Cancels what was to begin at `start` or later, and ends at `start` what holds then. Returns what was cancelled."""
    held, cancelled = planned.holding(start), planned.from_then(start)
    _cancel(cancelled, by)
    if held and held not in cancelled:
        _end(held, start, "succeeded", by)
    return cancelled


def _cancel(scheduled, by):
    for edition in scheduled:
        _end(edition, edition.starts_at, "cancelled", by)
        index.forget(edition)


def _cancelled(scheduled):
    return {"cancelled": [edition.number for edition in scheduled]} if scheduled else {}


def _end(edition, at, reason, by, note=""):
    edition.ends_at, edition.end_reason, edition.ended_by, edition.end_note = at, reason, by, note
    edition.save(update_fields=["ends_at", "end_reason", "ended_by", "end_note", "replacement"])
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
