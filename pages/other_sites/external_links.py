"""Addresses of other sites: where they stand, and what becomes of them. Only looking at them leaves the site."""

import re
from datetime import timedelta
from html import unescape

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pages import addresses, kinds, languages
from pages.models import Edition, ExternalAddress, ExternalPlace, Page, Section, Source

HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')
AT_ONCE = 200
DUE = timedelta(days=7)


def gather():
    """Keeps which addresses of other sites stand where, in drafts and in what patients read. Returns how many there are."""
    places = {*_in_drafts(), *_in_editions()}
    found = {ExternalAddress.key_of(address): address for address, *_ in places}
    with transaction.atomic():
        known = set(ExternalAddress.objects.values_list("key", flat=True))
        new = [ExternalAddress(key=key, address=address) for key, address in found.items() if key not in known]
        ExternalAddress.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
        numbers = dict(ExternalAddress.objects.values_list("key", "pk"))
        pages = set(Page.objects.values_list("pk", flat=True))  # one may have been deleted meanwhile
        rows = [_place(numbers, place) for place in sorted(places) if place[1] in pages]
        ExternalPlace.objects.all().delete()
        ExternalPlace.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
        ExternalAddress.objects.filter(places=None).delete()
    return len(found)


def due(before=None):
    """The addresses whose last check was before a moment, the longest ago first: all of them where none is given."""
    rows = ExternalAddress.objects.order_by("checked_at", "pk")
    return rows.filter(Q(checked_at=None) | Q(checked_at__lt=before)) if before else rows


def keep(number, result, at=None):
    """Keeps what the check of an address gave (a `link_checking.Result`)."""
    at = at or timezone.now()
    rows = ExternalAddress.objects.filter(pk=number)
    rows.update(**result._asdict(), checked_at=at)
    if result.state == "broken":
        rows.filter(broken_since=None).update(broken_since=at)
    else:
        rows.update(broken_since=None)


def _place(numbers, place):
    address, page, anchor, language, is_published = place
    number = numbers[ExternalAddress.key_of(address)]
    return ExternalPlace(address_id=number, page_id=page, anchor=anchor, language=language, is_published=is_published)


def _in_drafts():
    """(address, page, anchor, language, False) of each address in a draft's texts, sources and videos."""
    models = [Section, *(group.model for kind in kinds.every() for group in kind.groups)]
    for model in dict.fromkeys(models):
        for field in filter(model.is_rich, model.translated_fields()):
            for language in languages.CODES:
                column = f"{field}_{language}"
                rows = model.objects.filter(**{f"{column}__contains": "href="})
                for page, anchor, html in rows.values_list(f"{model.owner}_id", "anchor", column).iterator():
                    yield from ((address, page, anchor, language, False) for address in _addresses(html))
    for page, url in Source.objects.exclude(url="").values_list("page_id", "url"):
        yield from ((address, page, "", "", False) for address in _of(url))
    for page, anchor, url in Section.objects.exclude(video="").values_list("page_id", "anchor", "video"):
        yield from ((address, page, anchor, "", False) for address in _of(url))


def _in_editions():
    """The same of what patients read, with True."""
    rows = Edition.objects.current().order_by().values_list("page_id", "language", "content")
    for page, language, content in rows.iterator(AT_ONCE):
        for part in [*content["sections"], *(row for group in content["groups"].values() for row in group)]:
            told = [address for html in part["texts"].values() for address in _addresses(html)]
            for address in [*told, *_of(part.get("video"))]:
                yield address, page, part["anchor"], language, True
        for source in content["sources"]:
            yield from ((address, page, "", language, True) for address in _of(source["url"]))


def _addresses(html):
    return [address for href in HREF.findall(html or "") for address in _of(unescape(href))]


def _of(url):
    """An address that can be asked for, without its fragment, as a list of one; none for anything else."""
    address = addresses.of_another_site(url).partition("#")[0]
    return [address] if address else []
