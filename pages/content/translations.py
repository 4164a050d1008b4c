"""Translation states: missing, outdated, current; per text, per part and per page."""

from collections import Counter
from dataclasses import dataclass

from pages import kinds, languages, plain_text
from pages.content import differences
from pages.rich_text import text_of

MISSING, OUTDATED, CURRENT = "missing", "outdated", "current"
# The worst first: a part is as good as its worst text, a page as its worst part.
WORST_FIRST = (MISSING, OUTDATED, CURRENT)


@dataclass(frozen=True)
class Standing:
    """How one part stands in one language. `fields` are the texts that are in that state."""

    group: str
    part: object
    state: str
    fields: tuple


def state_of_text(row, field, language):
    """The state of one text of a page or part in a language; None where neither language has one.

    In the original's own language a text can be missing (the translation has one), but never outdated.
    """
    here, there = row.words(field, language), row.words(field, languages.other(language))
    if not here.strip():
        return MISSING if there.strip() else None
    if language == row.original_language:
        return CURRENT
    return CURRENT if _is_still_the_original(row, field, there) else OUTDATED


def _is_still_the_original(row, field, words):
    """Whether the original that a translation was made from has these words; that its mark-up changed does not count."""
    kept = row.translated_from.get(field)
    if kept == row.text(field, row.original_language):
        return True
    return plain_text.same(text_of(kept) if row.is_rich(field) else kept, words)


def state_of(row, language):
    """The state of a page's own texts, or of a part, and which texts are in it: (state, fields).

    (None, ()) where there is nothing to translate, or the part is not meant for that language.
    """
    if getattr(row, "not_for_language", "") == language:
        return None, ()
    states = {field: state_of_text(row, field, language) for field in row.tracked_fields()}
    worst = next((state for state in WORST_FIRST if state in states.values()), None)
    return worst, tuple(field for field, state in states.items() if state == worst and state)


def standings(page, language):
    """How the page's own texts and each of its parts stand in a language: a list of Standings."""
    page = kinds.specific(page)
    rows = [("page", page), *kinds.parts_of(page)]
    found = ((group, row, *state_of(row, language)) for group, row in rows)
    return [Standing(group, row, state, fields) for group, row, state, fields in found if state]


def counts(page, language):
    """How many of a page's parts, the page itself among them, are in each state in a language: {state: number}."""
    return Counter(standing.state for standing in standings(page, language))


def columns(page):
    """Whether a page has a title in each language and how many parts are missing and outdated, by the names of its columns."""
    told = {f"is_written_{code}": bool(page.text("title", code)) for code in languages.CODES}
    for code in languages.CODES:
        counted = counts(page, code)
        told |= {f"missing_{code}": counted[MISSING], f"outdated_{code}": counted[OUTDATED]}
    return told


def state_of_page(page, language):
    """The worst state of a page's texts and parts in a language."""
    states = {standing.state for standing in standings(page, language)}
    return next((state for state in WORST_FIRST if state in states), MISSING)


def changed_since(row, field):
    """What changed in the original since a text was translated, as runs of words (`differences.of_words`)."""
    kept = row.translated_from.get(field, "")
    return differences.of_words(text_of(kept) if row.is_rich(field) else kept, row.words(field, row.original_language))


def still_right(row, fields=None):
    """Says of translated texts of a page or part, or of all, that they are still right, and saves that."""
    translation = languages.other(row.original_language)
    for field in row.tracked_fields() if fields is None else fields:
        if row.text(field, translation):
            row.translated_from[field] = row.text(field, row.original_language)
    type(row).objects.filter(pk=row.pk).update(translated_from=row.translated_from)
