"""How far every page is in each language: what is missing, outdated, only a draft, or what patients read.

All of it stands in columns of the pages (`pages.models.language_states`), which are compared here with the clock; only
where an edition is scheduled is it asked beside them whether patients read another one until then.
"""

from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages import languages
from pages.content import translations
from pages.drafting import drafts
from pages.kinds import every
from pages.models import Edition, Handover, Page
from pages.models.language_states import COLUMNS
from pages.publishing import handovers
from pages.states.standing import LABELS, of_row, tell

# What a language of a page can be, by which the matrix is narrowed. One page can be several of them.
STATES = {
    "missing": _("to be translated"),
    "outdated": _("outdated"),
    **{state: LABELS[state] for state in ("draft", "changed", "scheduled", "published", "next", "ended")},
    "ready": _("ready to publish"),
    "returned": _("handed back"),
}
# Those in which a page is by what was handed over; it stands with patients in one of the others.
HANDED = {"ready": Handover.objects.waiting, "returned": Handover.objects.returned}
ORDER = ("-changed_at", "-pk")
AT_ONCE = 200


@dataclass(frozen=True)
class Cell:
    """A page in one language: how it stands with patients, and how many of its parts are missing or outdated."""

    language: str
    standing: object
    is_original: bool
    missing: int
    outdated: int
    is_written: bool
    handover: Handover | None = None


def pages(kinds):
    """The pages of some kinds (their names), those changed last first."""
    of_all = {kind.name for kind in every()} <= set(kinds)  # naming all would keep a database from going by the index
    found = Page.objects.all() if of_all else Page.objects.filter(kind__in=kinds)
    return found.order_by(*ORDER)


def rows(found):
    """Some pages, each with its Cells in the order of the languages."""
    found = list(found)
    tell(found)
    handovers.tell(found)
    return [(page, row(page)) for page in found]


def row(page):
    """The Cells of a page, in the order of the languages; of a page that was not told its handovers without these."""
    return [_cell(page, code) for code in languages.CODES]


def condition(state, *codes):
    """Which pages are in a state (a key of STATES) in one of some languages, as a Q."""
    if state in HANDED:  # one set for both languages: looked up by key, not compared with every page
        return Q(pk__in=HANDED[state]().filter(language__in=codes).order_by().values("page"))
    return reduce(or_, (_stands(state, code) for code in codes))


def _stands(state, language):
    begins, ends, is_same = f"begins_{language}", f"ends_{language}", Q(**{f"is_same_{language}": True})
    now = timezone.now()
    is_scheduled = Q(**{f"{begins}__gt": now})  # first, so that few pages are asked for what patients read now
    read = Edition.objects.current().in_language(language).filter(page=OuterRef("pk")).order_by()
    holds = Q(**{f"{begins}__lte": now}) & (Q(**{ends: None}) | Q(**{f"{ends}__gt": now}))
    return {
        "missing": Q(**{f"missing_{language}__gt": 0}),
        "outdated": Q(**{f"outdated_{language}__gt": 0}),
        "draft": Q(**{begins: None, f"is_written_{language}": True}),
        "changed": holds & ~is_same,
        "scheduled": is_scheduled & ~Exists(read),
        "published": holds & is_same,
        "next": is_scheduled & Exists(read),
        "ended": Q(**{f"{ends}__lte": now}),
    }[state]


def counts(pages, asked=None):
    """How many of `pages` are in each state in each language, or in those that are `asked` for: {(state, language): number}.

    One query, which reads no more of each page than the index that tells how it stands.
    """
    asked = asked or [(state, code) for code in languages.CODES for state in STATES]
    counted = {f"{state}_{code}": Count("pk", filter=condition(state, code)) for state, code in asked}
    found = pages.order_by().aggregate(**counted)
    return {(state, code): found[f"{state}_{code}"] for state, code in asked}


def rebuild(tell=lambda done, total: None):
    """Notes of every page anew what its draft would give and how it stands, some at a time. Gives how many there are."""
    total = Page.objects.count()
    for done, page in enumerate(_every(), 1):
        with suppress(Page.DoesNotExist):  # deleted since it was found
            drafts.note_what_it_gives(page)
        if done % AT_ONCE == 0:
            tell(done, total)
    return total


def differences():
    """Where the columns are not what drafts and editions say, one line a page."""
    for page in _every():
        true = drafts.what_it_gives(page)
        if wrong := [name for name in COLUMNS if getattr(page, name) != true[name]]:
            yield f"page {page.pk}: {', '.join(wrong)}"


def _every():
    """Every page, each as it is when its turn comes."""
    last = 0
    while found := list(Page.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield from found
        last = found[-1].pk


def _cell(page, language):
    missing, outdated = (getattr(page, f"{name}_{language}") for name in ("missing", "outdated"))
    if missing is None:
        counted = translations.counts(page, language)
        missing, outdated = counted[translations.MISSING], counted[translations.OUTDATED]
    return Cell(
        language=language,
        standing=of_row(page, language),
        is_original=page.original_language == language,
        missing=missing,
        outdated=outdated,
        is_written=bool(page.text("title", language)),
        handover=getattr(page, "held", {}).get(language),
    )
