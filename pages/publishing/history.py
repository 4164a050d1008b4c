"""The history of a page in a language: its editions, what patients could read on a day, and what restoring one would do."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Min, Q
from django.utils import timezone

from pages import clock
from pages.content import links, texts
from pages.drafting import drafts, snapshots
from pages.models import Edition, Page
from pages.publishing import editions


class Spell(NamedTuple):
    """A stretch of time in which patients read one edition, or (None) could not read the page at all."""

    begins: datetime
    ends: datetime
    edition: Edition | None


class Rehearsal(NamedTuple):
    """What restoring an edition would do.

    `changes` are those in the draft, `stays` what would still differ from the edition, `lost` the names of the parts
    with links to pages that are gone.
    """

    changes: list
    stays: list
    lost: list


class _TakenBack(Exception):
    """Takes back what was done only to see what it would leave."""


def of(page, language):
    """The editions of a page in a language, the newest first, without their text."""
    found = Edition.objects.filter(page=page.pk, language=language).order_by("-number")
    return found.select_related("published_by", "ended_by", "replacement").defer("content")


def first_day(page, language):
    """The day, in the clinic's time zone, on which the first edition in a language began to hold; None before."""
    first = _held(page, language).aggregate(first=Min("starts_at"))["first"]
    return first and timezone.localdate(first)


def on_day(page, language, day):
    """What patients could read on a day of the clinic's time zone, up to now: Spells in their order, [] for nothing."""
    now, first = clock.now(), first_day(page, language)
    if first is None or not first <= day <= timezone.localdate(now):
        return []
    begins, ends = _midnight(day), min(_midnight(day + timedelta(days=1)), now)
    held = _held(page, language).filter(Q(ends_at=None) | Q(ends_at__gt=begins), starts_at__lt=ends)
    return _with_gaps(held.defer("content").order_by("starts_at", "number"), begins, ends)


def rehearsed(edition):
    """The Rehearsal of restoring an edition: found by restoring it and taking that back."""
    try:
        with transaction.atomic():
            before = snapshots.plain(snapshots.of(drafts.locked(edition.page_id)))
            editions.restore(edition, by=None)
            page = drafts.locked(edition.page_id)
            after = snapshots.plain(snapshots.of(page))
            composed, _problems = editions.compose(page, edition.language)
            changes = drafts.difference_of(before, after, page.kind)
            stays = editions.difference(edition, composed)
            raise _TakenBack
    except _TakenBack:
        return Rehearsal(changes, stays, _lost(edition))


def _held(page, language):
    """The editions that began, or will begin, to hold: one that was cancelled ends where it starts."""
    return Edition.objects.filter(page=page.pk, language=language).exclude(ends_at=F("starts_at"))


def _with_gaps(held, begins, ends):
    spells, at = [], begins
    for edition in held:
        if edition.starts_at > at:
            spells.append(Spell(at, edition.starts_at, None))
        begun, at = max(edition.starts_at, at), min(edition.ends_at or ends, ends)
        spells.append(Spell(begun, at, edition))
    if spells and at < ends:
        spells.append(Spell(at, ends, None))
    return spells


def _lost(edition):
    leading = {(place.anchor, place.page) for place in links.places(edition.content) if place.kind == "text"}
    there = set(Page.objects.filter(pk__in={page for _anchor, page in leading}).values_list("pk", flat=True))
    lost = {anchor for anchor, page in leading if page not in there}
    return [name for anchor, name in texts.names_of(edition).items() if anchor in lost]


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))
