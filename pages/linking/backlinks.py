"""Backlinks: what leads to a page, and from which page, language, edition and part."""

from dataclasses import dataclass

from django.db.models import Q

from pages import addresses, kinds, languages
from pages.clock import Clock
from pages.models import EditionLink, Link, Wording

PUBLISHED = (
    "edition_id", "edition__page_id", "edition__kind", "edition__title", "edition__language", "edition__slug", "kind",
    "anchor", "to_anchor",
)  # fmt: skip
DRAFTED = (
    "from_page_id", "from_page__kind", "from_page__title_en", "from_page__title_ar",
    "language", "in_text", "after_anchor", "to_anchor",
)  # fmt: skip


@dataclass(frozen=True)
class Backlink:
    """One link to a page: `page` leads there from the part at `anchor`, to the part `to_anchor` where it names one.

    `edition` is None for a draft; `state` is "draft", "scheduled" or "current". `language` is "" for a draft's line or
    comparison, which stand in both. `kind` is one of `EditionLink.KINDS`; `address` where patients read it, or "".
    """

    page: int
    page_kind: str
    title: str
    language: str
    edition: int | None
    state: str
    kind: str
    anchor: str
    to_anchor: str
    address: str = ""


def to(page):
    """The Backlinks of a page, by a wording that leads to it too: of the editions that hold or will, and of the drafts."""
    wordings = list(Wording.objects.filter(page=page.pk).values_list("pk", flat=True))
    leading = Q(to_page=page.pk) | Q(wording__in=wordings) if wordings else Q(to_page=page.pk)
    return [*_of_editions(leading), *_of_drafts(page, leading)]


def pages_leading_to(page):
    """The pages that lead to a page, itself left out: [(number, kind, title)] by title, each once."""
    found = {link.page: (link.page, link.page_kind, link.title) for link in to(page) if link.page != page.pk}
    return sorted(found.values(), key=lambda row: row[2])


def _of_editions(leading):
    holding = Q(edition__ends_at=None) | Q(edition__ends_at__gt=Clock())
    rows = EditionLink.objects.filter(leading).filter(holding).exclude(edition__end_reason="cancelled")
    for row in rows.annotate(begun=Q(edition__starts_at__lte=Clock())).order_by("pk").values(*PUBLISHED, "begun"):
        kind, language = row["edition__kind"], row["edition__language"]
        address = addresses.path_of(kind, language, row["edition__slug"]) if row["begun"] else ""
        yield Backlink(
            page=row["edition__page_id"],
            page_kind=kind,
            title=row["edition__title"],
            language=language,
            edition=row["edition_id"],
            state="current" if row["begun"] else "scheduled",
            kind=row["kind"],
            anchor=row["anchor"],
            to_anchor=row["to_anchor"],
            address=f"{address}#{row['anchor']}" if address and row["anchor"] else address,
        )


def _of_drafts(page, leading):
    for row in Link.objects.filter(leading).order_by("pk").values(*DRAFTED):
        kind = "text" if row["in_text"] else "line"
        place = {"language": row["language"], "anchor": row["after_anchor"], "to_anchor": row["to_anchor"]}
        yield _of_draft(row["from_page_id"], row["from_page__kind"], _title(row), kind, **place)
    for kind in kinds.every():
        if "compared_with" in kind.shared:
            for other in kind.model.objects.filter(compared_with=page.pk).order_by("pk"):
                yield _of_draft(other.pk, kind.name, str(other), "comparison", "", "comparison", "")


def _of_draft(number, page_kind, title, kind, language, anchor, to_anchor):
    return Backlink(
        page=number,
        page_kind=page_kind,
        title=title,
        language=language,
        edition=None,
        state="draft",
        kind=kind,
        anchor=anchor,
        to_anchor=to_anchor,
    )


def _title(row):
    """The title in the interface's language, or in the other."""
    here = languages.current()
    titles = (row[f"from_page__title_{code}"] for code in (here, languages.other(here)))
    return next(filter(None, titles), f"#{row['from_page_id']}")
