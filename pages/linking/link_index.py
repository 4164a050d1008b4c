"""The index of links: what leads where from a draft's text (`Link`) and from an edition (`EditionLink`).

It is made within the transaction that saves or publishes, and can be made anew from the texts at any time.
"""

from collections import Counter

from django.db import transaction
from django.db.models import Q

from pages import kinds, languages
from pages.content import arranging, composing, links
from pages.models import Edition, EditionLink, Link, OfAnEdition, Page, Wording

AT_ONCE = 200
OF_A_DRAFT = ("language", "after_anchor", "to_page_id", "to_anchor")
OF_PARTS = ("anchors", "part_names")
OF_AN_EDITION = ("kind", "anchor", "to_page_id", "to_anchor", "wording_id")


def index(page):
    """Makes the index of the links within a draft's text anew; rows that are right are left alone."""
    rows = list(page.links.filter(in_text=True))
    own = {"from_page_id": page.pk, "in_text": True}
    with transaction.atomic():
        _mend(Link, rows, OF_A_DRAFT, _drafted(page), own)


def index_edition(edition):
    """Makes the index of an edition's links: where each stands, and where it leads."""
    with transaction.atomic():
        _mend(EditionLink, list(edition.links.all()), OF_AN_EDITION, _published(edition), {"edition": edition})


def index_drafts_that_name(page):
    """Indexes the links within other drafts' texts to a page that was brought back: they kept its number."""
    for number in sorted(drafts_that_name(page) - {page.pk}):
        index(kinds.specific(Page.objects.get(pk=number)))


def rebuild(tell=lambda done, total: None):
    """Makes the whole index anew, and returns how many drafts and editions it is of.

    It does so for some at a time, each lot in a transaction of its own: others can write between them, which on SQLite
    they could not while one goes on.
    """
    drafts, editions = (list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in (Page, Edition))
    total, done = len(drafts) + len(editions), 0
    for numbers, mend in ((drafts, _mend_drafts), (editions, _mend_editions)):
        for start in range(0, len(numbers), AT_ONCE):
            lot = numbers[start : start + AT_ONCE]
            with transaction.atomic():
                mend(lot)
            done += len(lot)
            tell(done, total)
    for row in _wrong():
        row.mend()
    return len(drafts), len(editions)


def _mend_drafts(numbers):
    for page in Page.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk"):
        index(kinds.specific(page))


def _mend_editions(numbers):
    for edition in _editions().filter(pk__in=numbers):
        index_edition(edition)
        if {name: getattr(edition, name) for name in OF_PARTS} != (named := _named(edition)):
            Edition._base_manager.filter(pk=edition.pk).update(**named)


def differences():
    """Where the index is not what it should be: a line each."""
    for page in Page.objects.order_by("pk").iterator(AT_ONCE):
        if fault := _fault(page.links.filter(in_text=True), OF_A_DRAFT, _drafted(kinds.specific(page))):
            yield f"draft of “{page}”: {fault}"
    for edition in _editions().iterator(AT_ONCE):
        if fault := _fault(edition.links.all(), OF_AN_EDITION, _published(edition)):
            yield f"{edition}: {fault}"
        if {name: getattr(edition, name) for name in OF_PARTS} != _named(edition):
            yield f"{edition}: its parts differ"
    for row in _wrong():
        yield f"{row.edition}: what the index “{row._meta.verbose_name}” has of it differs"


def _wrong():
    """The rows of the indexes of editions, those of upper rooms too, that do not say what their edition says."""
    return (row for index in OfAnEdition.__subclasses__() for row in index.wrong())


def _editions():
    return Edition.objects.order_by("pk").prefetch_related("links")


def _named(edition):
    """The index of an edition's parts as it should be: its columns."""
    names = composing.part_names_of(edition)
    return {"anchors": " ".join(arranging.unpacked(names)), "part_names": names}


def _drafted(page):
    """The keys of the links within a draft's text, those to no page left out."""
    found = [
        (language, part.anchor, target, anchor)
        for _, part in kinds.parts_of(page)
        for field in part.translated_fields() if part.is_rich(field)
        for language in languages.CODES
        for target, anchor in links.targets_of(part.text(field, language))
    ]  # fmt: skip
    known = set(Page.objects.filter(pk__in={key[2] for key in found}).values_list("pk", flat=True)) if found else set()
    return list(dict.fromkeys(key for key in found if key[2] in known))


def _published(edition):
    """The keys of an edition's links; a page's number stays one, whether or not the page is there now."""
    found = dict.fromkeys(links.places(edition.content))
    named = {place.wording for place in found} - {None}
    known = {None, *(Wording.objects.filter(pk__in=named).values_list("pk", flat=True) if named else ())}
    return [tuple(place) for place in found if place.wording in known]


def _mend(model, rows, names, wanted, own):
    """Leaves one row for each key that is wanted, and makes those that are missing."""
    stored = {_key(row, names): row.pk for row in rows}
    doomed = {row.pk for row in rows} - {stored[key] for key in wanted if key in stored}
    if doomed:
        model.objects.filter(pk__in=doomed).delete()
    missing = (dict(zip(names, key, strict=True)) for key in wanted if key not in stored)
    model.objects.bulk_create([model(**own, **row) for row in missing])


def _fault(rows, names, wanted):
    stored, wanted = Counter(_key(row, names) for row in rows), Counter(wanted)
    missing, wrong = (wanted - stored).total(), (stored - wanted).total()
    return ", ".join(f"{n} {word}" for n, word in ((missing, "missing"), (wrong, "wrong")) if n)


def _key(row, names):
    return tuple(getattr(row, name) for name in names)


def drafts_that_name(page):
    """The numbers of the pages whose text holds a link to a page, whatever their index says."""
    sought, found = f'data-page="{page.pk}"', set()
    for model in {model for kind in kinds.every() for model in kinds.part_models(kind)}:
        fields = [
            f"{name}_{code}" for name in model.translated_fields() if model.is_rich(name) for code in languages.CODES
        ]
        holding = Q(*((f"{field}__contains", sought) for field in fields), _connector=Q.OR)
        found |= set(model.objects.filter(holding).values_list(model.owner, flat=True))
    return found
