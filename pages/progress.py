"""How far every page is in each language: what is missing, outdated, only a draft, or what patients read."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages import languages, translations
from pages.kinds import every
from pages.models import Page
from pages.standing import LABELS, annotated, of_row

# What a language of a page can be, by which the matrix is narrowed. One page can be several of them.
STATES = {
    "missing": _("to be translated"),
    "outdated": _("outdated"),
    **{state: LABELS[state] for state in ("draft", "changed", "scheduled", "published", "ended")},
}


@dataclass(frozen=True)
class Cell:
    """A page in one language: how it stands with patients, and how many of its parts are missing or outdated."""

    language: str
    standing: object
    is_original: bool
    missing: int
    outdated: int
    is_written: bool


def pages(kinds):
    """The pages of some kinds (their names), with all that a row of the matrix asks, those changed last first."""
    of_all = {kind.name for kind in every()} <= set(kinds)  # naming all would keep a database from going by the index
    found = annotated(Page.objects.all() if of_all else Page.objects.filter(kind__in=kinds))
    found = found.order_by("-changed_at", "-pk")
    return found.annotate(**{f"is_same_{code}": _is_same(code) for code in languages.CODES})


def row(page):
    """The Cells of a page that `pages` gave, in the order of the languages."""
    return [_cell(page, code) for code in languages.CODES]


def condition(state, language):
    """Which of `pages` are in a state (a key of STATES) in a language, as a Q."""
    begins, ends = f"begins_{language}", f"ends_{language}"
    now = timezone.now()
    holds = Q(**{f"{begins}__lte": now}) & (Q(**{ends: None}) | Q(**{f"{ends}__gt": now}))
    is_same = Q(**{f"is_same_{language}": True})
    return {
        "missing": Q(**{f"translation_states__{language}__missing__gt": 0}),
        "outdated": Q(**{f"translation_states__{language}__outdated__gt": 0}),
        "draft": Q(**{begins: None}) & Q(**{f"title_{language}__gt": ""}),
        "changed": holds & ~is_same,
        "scheduled": Q(**{f"{begins}__gt": now}),
        "published": holds & is_same,
        "ended": Q(**{f"{ends}__lte": now}),
    }[state]


def counts(pages):
    """How many of `pages` are in each state in each language: {(state, language): number}, by one query."""
    asked = {
        f"{state}_{code}": Count("pk", filter=condition(state, code)) for code in languages.CODES for state in STATES
    }
    found = pages.order_by().aggregate(**asked)
    return {(state, code): found[f"{state}_{code}"] for code in languages.CODES for state in STATES}


def _is_same(language):
    """Whether publishing a draft in a language would give what was published last."""
    drafted = Coalesce(KeyTextTransform(language, "fingerprints"), Value(""), output_field=TextField())
    return Exact(drafted, Coalesce(F(f"published_{language}"), Value("-")))


def _cell(page, language):
    told = page.translation_states.get(language)
    counted = translations.counts(page, language) if told is None else told
    return Cell(
        language=language,
        standing=of_row(page, language),
        is_original=page.original_language == language,
        missing=counted.get(translations.MISSING, 0),
        outdated=counted.get(translations.OUTDATED, 0),
        is_written=bool(page.text("title", language)),
    )
