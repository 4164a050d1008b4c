"""Taking translations out of a Word file into the drafts: each page in one transaction, as if saved in its form."""

from django.db import transaction

from importers.word.outcomes import STILL_RIGHT, of_page
from pages.drafting import drafts, mention_links
from pages.models import Deed, Page


def take(rows, chosen, *, versions, allowed, by, file, confirmation=""):
    """Writes what is `chosen` (keys as text) of some Returned rows, and returns ({page: number of texts}, unseen pages).

    `versions` are those of the pages when it was shown what would happen: a page that somebody saved since is left as it
    is, and is one of the unseen; unless it was saved by an earlier post of the same `confirmation`, whose texts are counted
    again. `allowed` are the kinds that one may change. Nothing is published.
    """
    by_page = {}
    for row in rows:
        if str(row.key) in chosen:
            by_page.setdefault(row.key.page, []).append(row)
    written, unseen = {}, []
    for number, own in by_page.items():
        told = {"by": by, "file": file, "confirmation": confirmation}
        count = _take_page(number, rows, own, versions.get(number), allowed, told)
        if count is None:
            unseen.append(number)
        elif count:
            written[number] = count
    return written, unseen


def _take_page(number, rows, own, version, allowed, told):
    """How many texts of a page were written, None where it is no longer what was shown. `told` is what the log is."""
    wanted = {row.key for row in own}
    with transaction.atomic():
        try:
            page = drafts.locked(number)
        except Page.DoesNotExist:
            return None
        if page.version != version:
            return _taken_before(number, told)
        taken = 0
        for language in {row.key.language for row in own}:
            of_language = [row for row in rows if row.key.page == number and row.key.language == language]
            found = of_page(page, language, of_language, allowed).outcomes
            found = [outcome for outcome in found if outcome.key in wanted and outcome.is_offered]
            _write(found)
            taken += len(found)
        if taken:
            drafts.record(page, deed="from_word", texts=taken, **told)
    if taken:
        mention_links.refresh(page)
    return taken


def _taken_before(number, told):
    """How many texts of a page an earlier post of the same confirmation wrote, None where there was none."""
    deeds = Deed.objects.filter(page=number, by=told["by"], what="from_word")
    done = deeds.filter(details__confirmation=told["confirmation"]).first() if told["confirmation"] else None
    return done and done.details["texts"]


def _write(outcomes):
    rows = {}
    for outcome in outcomes:
        row = rows.setdefault((type(outcome.text.row), outcome.text.row.pk), outcome.text.row)
        if outcome.state != STILL_RIGHT:
            row.set_text(outcome.text.field, outcome.text.language, outcome.new)
    for row in rows.values():
        row.save()
    for outcome in outcomes:
        if outcome.is_stale or outcome.state == STILL_RIGHT:
            _note_original(outcome)
    for row in rows.values():
        row.save()


def _note_original(outcome):
    """Of which original a translation is that was not made of today's, or whose words did not change."""
    row, field = outcome.text.row, outcome.text.field
    if field not in row.tracked_fields() or outcome.text.language == row.original_language:
        return
    if outcome.state == STILL_RIGHT:
        row.translated_from[field] = outcome.text.original
    elif outcome.original is not None:
        row.translated_from[field] = outcome.original
    else:
        row.translated_from.pop(field, None)  # outdated, and nobody knows since when
