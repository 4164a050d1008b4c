"""Replacements: the page that is read in the place of one that cannot be read.

It is named when an edition is withdrawn. It holds until the page can be read in that language again, and for the other
language too where nothing else was said there (docs/decisions/0011-replacements.md).
"""

from django.db.models import Exists, OuterRef, Subquery

from pages import languages
from pages.clock import Clock
from pages.models import Edition


class WithReplacements(Subquery):
    """The pages that a query gives, those that were ever named to replace them, and so on. UNION ends every ring."""

    # DISTINCT keeps SQLite from filling a Bloom filter from every edition of the site: 11 ms a page became 5.
    template = (
        "(WITH RECURSIVE reached (page) AS (%(subquery)s UNION SELECT replaced.replacement_id FROM (SELECT DISTINCT"
        " page_id, replacement_id FROM pages_edition WHERE replacement_id IS NOT NULL) replaced"
        " JOIN reached ON replaced.page_id = reached.page) SELECT page FROM reached)"
    )


def named():
    """The editions whose replacement holds now: withdrawn in favour of it, and none of their language has begun since."""
    same = {"page": OuterRef("page"), "language": OuterRef("language"), "number__gt": OuterRef("number")}
    begun_since = Edition.objects.filter(**same, starts_at__lte=Clock()).exclude(end_reason="cancelled")
    return Edition.objects.filter(~Exists(begun_since), replacement__isnull=False, ends_at__lte=Clock()).order_by()


def around(pages):
    """What replaces these pages, what replaces that, and so on: {(page, language): page}."""
    found, waiting = {}, set(pages)
    while waiting:
        rows = named().filter(page__in=waiting).values_list("page_id", "language", "replacement_id")
        new = {(page, language): replacement for page, language, replacement in rows}
        found |= new
        waiting = set(new.values()) - {page for page, _ in found}
    return found


def follow(page, language, readable, replaced):
    """The page that is read in the place of `page`: itself, or the first that is `readable`; None where none is.

    `replaced`: {(page, language): page}; what was said in the page's other language counts where this one says nothing.
    """
    passed = set()
    while page not in readable:
        passed.add(page)
        page = replaced.get((page, language)) or replaced.get((page, languages.other(language)))
        if page is None or page in passed:
            return None
    return page


def leads_on(page, language, replacement):
    """The page that would be read in the place of `page`, were it to end in a language in favour of another; None: none."""
    replaced = around([replacement]) | {(page, language): replacement}
    asked = {replacement, *replaced.values()} - {page}
    readable = set(
        Edition.objects.current().in_language(language).filter(page__in=asked).values_list("page", flat=True)
    )
    return follow(page, language, readable, replaced)
