"""Mentions are linked or refused by an editor, and kept for the report of all pages."""

import time
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from pages import languages, log
from pages.drafting import drafts
from pages.linking import mentions, running_text
from pages.models import FoundMention, Page, RefusedMention, Revision

NEXT = "mentions-read-to"
LATELY, MOST_LATELY = timedelta(minutes=70), 200
SHOWN = ("language", "to_page_id", "anchor", "before", "words", "after")


class Gone(Exception):
    """The words to link no longer stand where they stood: somebody changed the text. Nothing was changed."""


def accept(number, language, to_page, anchor, *, by):
    """Links the mention of a page (a number) in a part of a draft, and records the save. Raises Gone."""
    with transaction.atomic():
        page = drafts.locked(number)
        insert(page, language, to_page, anchor)
        drafts.record(page, by=by)
    refresh(page)


def insert(page, language, to_page, anchor):
    """Puts the link around the words as they stand now, in a page that is locked; the caller records it. Raises Gone."""
    for mention in mentions.find(page, language):
        if (mention.to_page.pk, mention.anchor) == (to_page, anchor):
            html = mention.part.text(mention.field, language)
            linked = running_text.wrapped(html, mention.start, mention.end, f'<a data-page="{to_page}">')
            mention.part.set_text(mention.field, language, linked)
            mention.part.save()
            return
    raise Gone


def refuse(number, to_page, *, by):
    """Has a page never again suggest links to another one, in either language."""
    if Page.objects.filter(pk__in=[number, to_page]).count() == 2:
        row, is_new = RefusedMention.objects.get_or_create(page_id=number, to_page_id=to_page, defaults={"by": by})
        if is_new:
            log.note(by, "mention_refused", row.page, to=log.names_of(row.to_page))
    FoundMention.objects.filter(page=number, to_page=to_page).delete()


def of(page):
    """All that is offered for a page, in both languages."""
    parts = mentions.parts_of(page)
    return [mention for language in languages.CODES for mention in mentions.find(page, language, parts)]


def kept(page):
    """All that is offered for a page, in both languages, and kept as the report shows it."""
    found = of(page)
    rows = [_row(page, mention) for mention in found]
    stored = FoundMention.objects.filter(page=page.pk)
    if set(stored.values_list(*SHOWN)) != {tuple(getattr(row, name) for name in SHOWN) for row in rows}:
        with transaction.atomic():
            stored.delete()
            FoundMention.objects.bulk_create(rows, ignore_conflicts=True)
    return found


def refresh(page):
    """Keeps what is offered for a page as the report shows it. Returns how many mentions there are."""
    return len(kept(page))


def refresh_all(tell=lambda done, total: None):
    """Reads all pages anew, as after pages were added that older ones speak of. Returns how many mentions there are."""
    numbers, count = _numbers(), 0
    for done, number in enumerate(numbers, 1):
        count += _refresh_numbered(number)
        tell(done, len(numbers))
    return count


def refresh_some(seconds=60):
    """Reads on for so long from where the last round ended, and returns how many pages of the round were read.

    The scheduler does it hour by hour: all of 5,000 pages at once would take it ten minutes. Those that were saved
    since the last hour come first: a save does not wait for it (that took a quarter of saving a long form).
    """
    end, done = time.monotonic() + seconds, 0
    for number in _saved_lately():
        _refresh_numbered(number)
    for number in _numbers(after=cache.get(NEXT) or 0):
        _refresh_numbered(number)
        done += 1
        if time.monotonic() > end:
            cache.set(NEXT, number, None)
            return done
    cache.delete(NEXT)
    return done


def _numbers(after=0):
    return list(Page.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True))


def _saved_lately():
    lately = Revision.objects.filter(at__gt=timezone.now() - LATELY, unsaved=False, page__isnull=False)
    return list(lately.order_by("page").values_list("page", flat=True).distinct()[:MOST_LATELY])


def _refresh_numbered(number):
    page = Page.objects.filter(pk=number).first()  # it may have been deleted meanwhile
    return refresh(page) if page else 0


def _row(page, mention):
    return FoundMention(
        page_id=page.pk,
        language=mention.language,
        to_page_id=mention.to_page.pk,
        anchor=mention.anchor,
        before=mention.before,
        words=mention.words[:500],
        after=mention.after,
    )
