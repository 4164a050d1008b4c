"""The sitemap (sitemaps.org 0.9): an index, and files of at most 1,000 addresses.

A file of pages holds a fixed range of page numbers, so that a page stays in its file for ever: no file has to be
counted out from the first page on, and the day that the index gives for a file means something. What a file is made of
is read before its first byte is sent: a database that is lost meanwhile leaves nobody with half a file.
"""

import hashlib
from datetime import timedelta
from itertools import groupby
from xml.sax.saxutils import escape

from django.core.cache import cache
from django.db.models import F, Max
from django.utils.encoding import iri_to_uri

from doctors.models import Doctor
from pages import languages
from pages.content import links
from pages.models import Edition, Topic
from pages.public import listing

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HEAD = f'{DECLARATION}<urlset {NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
FIXED = ("", "procedures/", "articles/", "topics/", "doctors/", "contact/", "how-we-count/")
PAGES_IN_A_FILE = 1_000 // len(languages.CODES)
FILES = "sitemap-files"  # the name under which they are remembered
SENT_AT_ONCE = 200  # addresses
REMEMBERED = 3_600  # seconds
OVERLAP = timedelta(minutes=1)  # a change may be seen so long after it was dated
MOST_AGAIN = 20  # files that are looked at one by one


def changed_at():
    """The moment at which what can be read changed last, in any language; None before anything could."""
    return max(filter(None, map(Edition.objects.changed_at, languages.CODES)), default=None)


def index(site, changed_at):
    """The index of all files as text; `site` is the site's address without a slash at the end, `changed_at` as above."""
    told = [("clinic-1", None), *((f"pages-{number}", last) for number, last in _files(changed_at))]
    rows = (f"<sitemap><loc>{escape(site)}/sitemap-{name}.xml</loc>{_changed(last)}</sitemap>\n" for name, last in told)
    return f"{DECLARATION}<sitemapindex {NAMESPACE}>\n{''.join(rows)}</sitemapindex>\n"


def _files(changed_at):
    """[(number, moment of the last change)] of the files of pages.

    All editions are looked at for it once in an hour; meanwhile, where some began or ended, those of their files.
    """
    seen, files = cache.get(FILES, (None, {}))
    if not seen or seen != changed_at:
        follows = seen and changed_at and seen < changed_at
        files = _again(files, seen) if follows else _last_changes(Edition.objects.current())
        cache.set(FILES, (changed_at, files), REMEMBERED)
    return sorted(files.items())


def _again(files, seen):
    """The files as they are now, which were as told when the last change was `seen`."""
    current = Edition.objects.current()
    numbers = {(page - 1) // PAGES_IN_A_FILE + 1 for page in Edition.objects.pages_changed_since(seen - OVERLAP)}
    if len(numbers) > MOST_AGAIN:
        return _last_changes(current)
    now = {number: last for number, last in files.items() if number not in numbers}
    for number in numbers:
        now |= _last_changes(current.filter(**_pages_of(number)))
    return now


def _last_changes(editions):
    """`{file: moment of the last change}` of the files that some editions are in."""
    file = (F("page_id") - 1) / PAGES_IN_A_FILE + 1
    return dict(editions.order_by().values_list(file).annotate(Max("starts_at")))


def _pages_of(number):
    """The page numbers of a file, as lookups."""
    last = number * PAGES_IN_A_FILE
    return {"page_id__gt": last - PAGES_IN_A_FILE, "page_id__lte": last}


def entries(section, number):
    """What a file is made of: for each page its `{language: (path, moment of its last change or None)}`.

    Nothing where there is no file of that name.
    """
    return list({"clinic": _clinic, "pages": _pages}[section](number))


def tag(site, told):
    """A name for a file with such entries, which another file does not have."""
    return hashlib.sha256(repr((HEAD, site, told)).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def text(site, told):
    """A file with such entries, piece by piece."""
    yield HEAD
    piece = []
    for twins in told:
        piece += _urls(site, twins)
        if len(piece) >= SENT_AT_ONCE:
            yield "".join(piece)
            piece = []
    yield f"{''.join(piece)}</urlset>\n"


def _clinic(number):
    """The lists, the topics that something can be read on, and the doctors."""
    if number != 1:
        return
    for place in FIXED:
        yield {code: (f"/{code}/{place}", None) for code in languages.CODES}
    filed = {code: dict(listing.filed(code).values_list("pk", f"slug_{code}")) for code in languages.CODES}
    for topic in Topic.objects.values_list("pk", flat=True):
        slugs = {code: filed[code][topic] for code in languages.CODES if topic in filed[code]}
        yield {code: (f"/{code}/topics/{slug}/", None) for code, slug in slugs.items()}
    for doctor in Doctor.objects.active():
        yield {c: (f"/{c}/doctors/{doctor.slug}/", None) for c in languages.CODES if doctor.full_name(c)}


def _pages(number):
    """The current editions of the pages in a file, those of one page together."""
    editions = Edition.objects.current().filter(**_pages_of(number))
    rows = editions.order_by("page_id", "language").values("page_id", "kind", "language", "slug", "starts_at")
    for _page, twins in groupby(rows.iterator(), key=lambda row: row["page_id"]):
        yield {row["language"]: (links.address_of(row), row["starts_at"]) for row in twins}


def _urls(site, twins):
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{_absolute(site, address)}"/>'
        for code, (address, _) in twins.items()
    )
    for address, last in twins.values():
        yield f"<url><loc>{_absolute(site, address)}</loc>{_changed(last)}{alternates}</url>\n"


def _changed(moment):
    return f"<lastmod>{moment:%Y-%m-%dT%H:%M:%S+00:00}</lastmod>" if moment else ""


def _absolute(site, address):
    return escape(site + iri_to_uri(address), {'"': "&quot;"})
