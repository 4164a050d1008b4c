"""Reading: an address becomes an edition, with all that its page shows, in one query."""

from copy import copy
from dataclasses import dataclass, field
from datetime import UTC

from django.db.models import F, OuterRef
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.http import Http404

from pages import languages
from pages.content import arranging, links
from pages.json_rows import JSONRows
from pages.models import Edition, EditionLink, EditionTopic, Topic, Wording
from pages.prepared import Prepared
from pages.public import replacements, short_addresses

MOST_RELATED = 4
# Of the pages of a topic those that were published last: of 10,000 looking at each took 45 ms.
MOST_CONSIDERED = 200
TARGET = ("page_id", "title", "kind", "language", "slug", "part_names")
TOPIC = ("id", "order", "name_en", "name_ar", "slug_en", "slug_ar")

_annotations = {}
_asked = {}


def annotate(name, expression):
    """Lets an upper room add a column to every edition that is read: `expression()` gives it."""
    _annotations[name] = expression


@dataclass
class Reading:
    """An edition with what its page shows around it. `alternates`: the addresses by language, its own included.

    `targets` are where its links lead, by the page that they name (`links.Target`): to what stands in for that page
    where it cannot be read in this language. `wordings` are the pages that its wordings name.
    `topics` are those that have a name in its language, each `{"name", "address"}`.
    """

    edition: Edition
    alternates: dict
    targets: dict
    wordings: dict
    related: list = field(default_factory=list)
    topics: list = field(default_factory=list)

    @property
    def short_address(self):
        """The short path to this page in this language, "" for one that was never published."""
        return short_addresses.path_of(self.edition.short_code, self.edition.language)

    @property
    def also_read(self):
        return links.also_read(self.edition.content, self.targets, self.wordings)

    @property
    def compared_with(self):
        """What a comparison compares with: its name, and its address where it can be read in this language.

        What stands in for it was not compared.
        """
        content = self.edition.content
        target = self.targets.get(content["shared"].get("compared_with"))
        if target and not target.replaced:
            return {"name": target.title, "address": target.address}
        return {"name": content["facts"].get("compared_with_name", ""), "address": ""}


def read(kind, language, slug):
    """The Reading of the current edition at a place. Raises Http404 where there is none."""
    return look(kind, language, slug).reading()


def look(kind, language, slug, snapshot=None):
    """The Look at the current edition at a place. Raises Http404 where there is none. `snapshot`: pages.prepared.Snapshot."""
    asked = _complete_by("slug__in", str, kind=kind, language=language)
    found = [Look(asked, row) for row in asked.rows_again([slug], snapshot)]
    if found and found[0].ends_at:  # which may have come since
        found = [Look(asked, row) for row in asked.rows([slug])]
    if not found:
        raise Http404
    return found[0]


@dataclass(frozen=True)
class Look:
    """What the database says of an edition and of all that its page shows around it, as a row not yet made into objects."""

    asked: Prepared
    row: tuple

    @property
    def columns(self):
        """The edition's own columns and what is annotated, by name, as the database's driver gives them."""
        return dict(zip(self.asked.columns, self.row, strict=True))

    @property
    def ends_at(self):
        """The moment at which the edition ends by itself, None where it does not."""
        told = self.columns["ends_at"]  # SQLite gives it in UTC, without saying so
        return told and (told if told.tzinfo else told.replace(tzinfo=UTC))

    def reading(self):
        """The Reading that the row makes."""
        return _reading(self.asked.made(self.row))


def read_all(pages, told_in):
    """The Readings of the current editions of some pages in some languages, by (page, language), in one query."""
    asked = _complete_by("page__in", int, language__in=tuple(sorted(told_in)))
    found = (asked.made(row) for row in asked.rows(pages))
    return {(edition.page_id, edition.language): _reading(edition) for edition in found}


def preview(edition):
    """The Reading of an unsaved edition: what publishing would give."""
    pages, wordings = links.leads_of(edition.content)
    known = dict(Wording.objects.filter(pk__in=wordings, page__isnull=False).values_list("pk", "page_id"))
    leads = pages | set(known.values())
    replaced = replacements.around(leads)
    leads |= set(replaced.values())
    rows = Edition.objects.current().in_language(edition.language).exclude(page=edition.page_id)
    edition.target_rows = list(rows.filter(page__in=leads).values(*TARGET))
    if edition.page_id in leads:
        edition.target_rows.append({name: getattr(edition, name) for name in TARGET})
    edition.replaced_rows = [
        {"page_id": page, "language": language, "replacement_id": replacement}
        for (page, language), replacement in replaced.items()
    ]
    edition.wording_rows = [{"own": own, "leads": leads} for own, leads in known.items()]
    twin = Edition.objects.current().in_language(languages.other(edition.language)).filter(page=edition.page_id)
    edition.twins = list(twin.values("kind", "language", "slug"))
    edition.related_rows = []
    edition.short_code = short_addresses.code_of(edition.page_id)
    topics = Topic.objects.filter(pk__in=edition.content["topics"])
    edition.topic_rows = list(topics.values(*TOPIC))
    return _reading(edition)


def past(edition):
    """The Reading of an edition of any time: what it said then, with links that lead where they lead now.

    It is read as something that is not saved: nobody counts who opens it, or is asked whether it helped.
    """
    shown = copy(edition)
    shown.pk = None
    found = preview(shown)
    shown.short_code = ""  # which leads to what is read now
    return found


def _complete_by(lookup, of, /, **narrowed):
    """The query for the current editions that some values (`of`: str or int) find, complete.

    Its SQL is made once, anew where a room adds a column: Django made it in 9.5 of the 10 ms of reading a page.
    """
    key = (lookup, *narrowed.items(), *_annotations)
    if key not in _asked:
        _asked[key] = Prepared(
            of, lambda values: complete(Edition.objects.current().filter(**{lookup: values}, **narrowed))
        )
    return _asked[key]


def complete(editions):
    """A query for editions with twins, link targets and related pages, and what upper rooms add."""
    current = Edition.objects.current()
    own_links = EditionLink.objects.filter(edition=OuterRef("pk"))
    leads_to = EditionLink.objects.filter(edition=OuterRef(OuterRef("pk"))).values(
        to=Coalesce("to_page", "wording__page")
    )
    reached = replacements.WithReplacements(leads_to)
    twins = current.filter(page=OuterRef("page")).exclude(language=OuterRef("language"))
    targets = current.filter(language=OuterRef("language"), page__in=reached)
    alike = EditionTopic.objects.filter(topic__editions=OuterRef(OuterRef("pk"))).order_by("-pk").values("edition")
    related = (
        current.filter(language=OuterRef("language"), pk__in=alike[:MOST_CONSIDERED])
        .exclude(page=OuterRef("page"))
        .order_by("-first_published_on", "-page_id")
    )
    place = ("kind", "language", "slug")
    return editions.annotate(
        short_code=short_addresses.column(),
        twins=JSONRows(twins.order_by().values(*place)),
        target_rows=JSONRows(targets.order_by().values(*TARGET)),
        replaced_rows=JSONRows(
            replacements.named().filter(page__in=reached).values("page_id", "language", "replacement_id")
        ),
        wording_rows=JSONRows(
            own_links.filter(wording__page__isnull=False)
            .values(own=F("wording_id"), leads=F("wording__page_id"))
            .distinct()
        ),
        related_rows=JSONRows(
            related.annotate(picture_file=KT("content__picture__file")).values(
                "page_id", "title", "summary", "first_published_on", "picture_file", *place
            )[:MOST_RELATED]
        ),
        topic_rows=JSONRows(Topic.objects.filter(editions=OuterRef("pk")).order_by().values(*TOPIC)),
        **{name: expression() for name, expression in _annotations.items()},
    )


def _reading(edition):
    own = {edition.language: edition.get_absolute_url()}
    return Reading(
        edition=edition,
        alternates=own | {row["language"]: links.address_of(row) for row in edition.twins},
        targets=_targets(edition),
        wordings={row["own"]: row["leads"] for row in edition.wording_rows},
        related=[row | {"address": links.address_of(row)} for row in edition.related_rows],
        topics=_topics(edition),
    )


def _targets(edition):
    """Where links to the pages that an edition names lead; what would lead from a page to itself does not."""
    readable = {row["page_id"]: row for row in edition.target_rows}
    replaced = {(row["page_id"], row["language"]): row["replacement_id"] for row in edition.replaced_rows}
    targets = {}
    for page in {*readable, *(page for page, _ in replaced)}:
        read = replacements.follow(page, edition.language, readable, replaced)
        if read is not None and (read == page or read != edition.page_id):
            row = readable[read]
            names = arranging.unpacked(row["part_names"])
            targets[page] = links.Target(links.address_of(row), row["title"], names, replaced=read != page)
    return targets


def _topics(edition):
    """The topics of an edition that have a name in its language, in the clinic's order."""
    language = edition.language
    return [
        {"name": row[f"name_{language}"], "address": f"/{language}/topics/{row[f'slug_{language}']}/"}
        for row in sorted(edition.topic_rows, key=lambda row: (row["order"], row["id"]))
        if row[f"name_{language}"]
    ]
