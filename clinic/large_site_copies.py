"""Copies of a published page, in bulk, each with all that saving its draft and publishing it would leave.

What a test holds them against: `rebuild_states --check`, `rebuild_links --check`, `rebuild_search --check`. They have
no revisions: what a draft was earlier was measured with none.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product

from django.db import connection
from django.utils import timezone

from clinic import large_site_doctors
from pages import clock, languages
from pages.content import composing, links
from pages.linking import link_index, names
from pages.models import (
    Address,
    Deed,
    Edition,
    EditionLink,
    EditionTopic,
    Link,
    Page,
    SearchEntry,
    Section,
    ShortAddress,
)
from pages.public.short_addresses import ALPHABET, PAGE_LENGTH, PART_LENGTH
from pages.search import index, postings, spelling
from pages.search.keys import TITLE, key_in, topic_key
from pages.words.search_words import keys_of

LONGEST_AGO = 3_000
READ_MUCH = 97
NUMBERED = {"en": "number", "ar": "رقم"}


@dataclass(frozen=True)
class Original:
    """A published page, of which copies are made: its rows, and what its editions are found by, by language.

    `linked` is the page that its first section links to.
    """

    page: Page
    model: type
    editions: dict
    sections: list
    entries: dict
    tiers: dict
    linked: int


@dataclass
class Around:
    """What copies are filed under, written by and linked to. `pages` are their numbers, `earlier` how many may be linked to."""

    topics: list
    doctors: list
    unpublished: int
    wordings: list
    pages: list
    earlier: int = 0
    codes: dict = field(default_factory=lambda: {n: _codes(n) for n in (PAGE_LENGTH, PART_LENGTH)})


@dataclass
class Copy:
    """One copy: its page, its editions by language, its lines, and the page that its text links to."""

    page: Page
    editions: dict
    lines: list
    linked: int
    topics: list


def original(page, model, editions, linked):
    """The Original of a page that was just published."""
    return Original(
        page=page,
        model=model,
        editions=editions,
        sections=list(page.sections.all()),
        entries={code: SearchEntry.objects.get(edition=edition) for code, edition in editions.items()},
        tiers={code: index.tiers_of(edition) for code, edition in editions.items()},
        linked=linked,
    )


def make(original, numbers, around):
    """Makes a copy for each of some numbers. Within a transaction."""
    copies = [_copy(original, n, around) for n in numbers]
    if not copies:
        return
    pages = Page.objects.bulk_create(copy.page for copy in copies)
    for copy in copies:
        for edition in copy.editions.values():
            edition.page_id = copy.page.pk
    around.pages += [page.pk for page in pages]
    _drafts(original, pages, copies)
    made = Edition._base_manager.bulk_create(edition for copy in copies for edition in copy.editions.values())
    _public(made, copies, around)
    _search(original, made)
    large_site_doctors.record(made, {doctor.slug: doctor.pk for doctor in around.doctors})


def _copy(original, n, around):
    targets = _targets(n, around)
    lines = _lines(original, n, targets, around)
    topics = [] if n % 50 == 49 else sorted({n % len(around.topics), *([0] if n % 20 == 0 else [])})
    topics = [around.topics[place].pk for place in topics]
    texts = {f"title_{code}": f"{original.page.text('title', code)} {NUMBERED[code]} {n}" for code in languages.CODES}
    texts |= {"slug_en": f"{original.page.kind}-{n}", "slug_ar": f"{original.page.kind}-{n}-ع"}
    page = Page(**columns(original.page, "id", "title", "slug") | texts)
    page.translated_from = page.translated_from | {"title": texts["title_en"]}
    page.finding_words = page.words_to_find_it_by()
    page.first_published_on = timezone.localdate() - timedelta(days=n % LONGEST_AGO)
    page.author = large_site_doctors.author(n, around.doctors)
    made, now = {}, clock.now()
    for code, edition in original.editions.items():
        own = {"starts_at": now, "published_at": now, "first_published_on": page.first_published_on}
        made[code] = Edition(**columns(edition, "id") | own)
        made[code].title, made[code].slug = texts[f"title_{code}"], texts[f"slug_{code}"]
        _compose(made[code], original, targets[0], lines, topics)
        large_site_doctors.name(made[code], n, page.author, around.doctors)
        made[code].fingerprint = composing.fingerprint(made[code])
        setattr(page, f"begins_{code}", now)
    page.fingerprints = {code: edition.fingerprint for code, edition in made.items()}
    page.digests = {code: edition.content["digest"] for code, edition in made.items()}
    return Copy(page, made, lines, targets[0], topics)


def _targets(n, around):
    """The pages that one leads to: from its text, and by lines. Every fiftieth leads to what nobody can read."""
    if n % 50 == 49:
        return [around.unpublished]
    pages, count = around.pages, around.earlier
    targets = [pages[n * 7919 % count], pages[n % min(READ_MUCH, count)]]
    return targets if n % 7 == 0 else [*targets, pages[max(0, count - 1 - n % 999)]]


def _lines(original, n, targets, around):
    """Its "Also read" lines, unsaved: to pages, one of them to a part, and every twentieth waits with a wording."""
    anchors = [section.anchor for section in original.sections]
    lines = [Link(to_page_id=page, after_anchor=anchors[1 + place]) for place, page in enumerate(targets[1:])]
    if lines:
        lines[0].to_anchor = anchors[2]
    if n % 20 == 1:
        lines.append(Link(wording=around.wordings[n // 20 % len(around.wordings)], after_anchor=anchors[-1]))
    for order, line in enumerate(lines):
        line.order = order
    return lines


def _compose(edition, original, linked, lines, topics):
    """Gives an edition what of its content is its own, as `composing.content_of` would."""
    first, *others = edition.content["sections"]
    first = first | {"texts": first["texts"] | {"body": _led(first["texts"]["body"], original, linked)}}
    own = {"sections": [first, *others], "topics": topics}
    own["links"] = [composing.line(line, edition.language) for line in lines]
    edition.content = edition.content | own
    edition.content["digest"] = composing.digest(edition.title, edition.summary, edition.content)


def _led(html, original, linked):
    return html.replace(links.opening(original.linked), links.opening(linked))


def _drafts(original, pages, copies):
    """The rows of the drafts: those of the inherited model, the sections, links, topics and names."""
    _in_bulk(original.model, original.page.pk, pages, "page_ptr_id")
    _in_bulk(Section, original.page.pk, pages, "page_id", "AND model.id <> %s", [original.sections[0].pk])
    first = columns(original.sections[0], "id", "page_id", "body")
    bodies = {f"body_{code}": original.sections[0].text("body", code) for code in languages.CODES}
    Section.objects.bulk_create(
        Section(
            page_id=copy.page.pk,
            **first | {name: _led(body, original, copy.linked) for name, body in bodies.items()},
        )
        for copy in copies
    )
    rows = []
    for copy in copies:
        told = {"in_text": True, "after_anchor": original.sections[0].anchor, "to_page_id": copy.linked}
        rows += [Link(language=code, **told) for code in languages.CODES] + copy.lines
        for row in rows[-len(copy.lines) - len(languages.CODES) :]:
            row.from_page_id = copy.page.pk
    Link.objects.bulk_create(rows)
    filed = Page.topics.through
    filed.objects.bulk_create(filed(page_id=copy.page.pk, topic_id=topic) for copy in copies for topic in copy.topics)
    names.index_new(original.model.objects.filter(pk__in=[page.pk for page in pages]))


def _in_bulk(model, like, pages, owner, condition="", more=()):
    """Rows of a model as one page has them, for each of other pages."""
    own = [f.column for f in model._meta.local_concrete_fields if not f.primary_key and f.column != owner]
    others = "".join(f", {connection.ops.quote_name(column)}" for column in own)
    of_model = "".join(f", model.{connection.ops.quote_name(column)}" for column in own)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({owner}{others}) SELECT made.id{of_model} FROM pages_page made"
            f" CROSS JOIN {model._meta.db_table} model WHERE model.{owner} = %s AND made.id BETWEEN %s AND %s {condition}",
            [like, pages[0].pk, pages[-1].pk, *more],
        )


def _public(made, copies, around):
    """What publishing leaves beside the editions: links, topics, addresses, short ones, and the log."""
    EditionLink.objects.bulk_create(
        EditionLink(edition=edition, **dict(zip(link_index.OF_AN_EDITION, place, strict=True)))
        for edition in made
        for place in dict.fromkeys(links.places(edition.content))
    )
    EditionTopic.objects.bulk_create(
        EditionTopic(edition=edition, topic_id=topic, **EditionTopic.columns_of(edition))
        for edition in made
        for topic in edition.content["topics"]
    )
    Address.objects.bulk_create(
        Address(path=edition.get_absolute_url(), page_id=edition.page_id, language=edition.language) for edition in made
    )
    ShortAddress.objects.bulk_create(
        ShortAddress(code=next(around.codes[PART_LENGTH if anchor else PAGE_LENGTH]), page=copy.page, anchor=anchor)
        for copy in copies
        for anchor in ("", *next(iter(copy.editions.values())).anchors.split())
    )
    Deed.objects.bulk_create(deed for copy in copies for deed in _deeds(copy))


def _deeds(copy):
    told = {"model": f"{copy.page.kind}s.{copy.page.kind}", "number": str(copy.page.pk), "page": copy.page.pk}
    told["names"] = {code: copy.page.text("title", code) for code in languages.CODES}
    yield Deed(what="saved", language="both", details={"revision": 1}, **told)
    for code in languages.CODES:
        yield Deed(what="published", language=code, details={"edition": 1, "note": ""}, **told)


def _search(original, made):
    """Lets the editions be found as `pages.search.index` would: the texts are the original's, the titles their own."""
    SearchEntry.objects.bulk_create(
        SearchEntry(
            edition=edition,
            topics=" ".join(map(str, edition.content["topics"])),
            **columns(original.entries[edition.language], "edition_id", "topics"),
        )
        for edition in made
    )
    tiers = {}
    for edition in made:
        own = [key_in(edition.language, key) for key in keys_of(edition.title)]
        own += map(topic_key, edition.content["topics"])
        tiers[edition.pk] = original.tiers[edition.language] | dict.fromkeys(own, TITLE)
    postings.merge(postings.by_place(tiers))
    for code in languages.CODES:
        spelling.learn(code, [edition.title for edition in made if edition.language == code])


def _codes(length):
    """Every code of a length that was not given yet, in order."""
    taken = set(ShortAddress.objects.values_list("code", flat=True))
    return (code for signs in product(ALPHABET, repeat=length) if (code := "".join(signs)) not in taken)


def columns(row, *without):
    """The columns of a row; without "title" also without those that hold its title in a language."""
    left_out = {*without, *(f"{name}_{code}" for name in without for code in languages.CODES)}
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in left_out}
