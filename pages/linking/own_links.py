"""Addresses of our own site in the text of a draft become links to its pages, however they came there.

A page link is followed wherever its page goes, into the reader's language; an address that was pasted would not be.
"""

import re
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http.request import validate_host

from pages import addresses, kinds, languages
from pages.content import links
from pages.linking import places
from pages.models import Address, Page, ShortAddress
from pages.public import short_addresses

SHORT = re.compile(rf"/go/({short_addresses.CodeConverter.regex})/(?:({'|'.join(languages.CODES)})/)?")


def lead(page):
    """Has the addresses of our own in a draft's text lead to the pages that are known to live, or to have lived, there."""
    rows = [(part, field, code) for _, part in kinds.parts_of(kinds.specific(page)) for field, code in _rich(part)]
    hrefs = {href for part, field, code in rows for href in links.addresses_of(part.text(field, code))}
    known = pages_at({href for href in hrefs if is_own(href)})
    changed = {}
    for part, field, code in rows if known else ():
        html = part.text(field, code)
        if (led := links.led_to_pages(html, known)) != html:
            part.set_text(field, code, led)
            changed[type(part), part.pk] = part
    for part in changed.values():
        part.save()


def is_own(href):
    """Whether an address is one of this site: a path, or one on a host that we answer for."""
    try:
        scheme, host = (split := urlsplit(href)).scheme, split.hostname
    except ValueError:
        return False
    if not host:
        return not scheme and href.startswith("/")
    own = {urlsplit(settings.SITE_URL).hostname, *settings.ALLOWED_HOSTS} - {None, "*"}
    return scheme in ("http", "https") and validate_host(host, own)


def pages_at(hrefs):
    """The pages, each with the part or "", that addresses lead to, whatever their host: {address: (page, part)}.

    What is not known is left out, and a short address of another site is none of ours.
    """
    paths = {href: addresses.normalised(href) for href in hrefs}
    sought = {form for path in paths.values() for form in _forms(path)}
    pages = dict(Address.objects.filter(path__in=sought).values_list("path", "page_id")) if sought else {}
    found = {}
    for href, path in paths.items():
        page, anchor = next(((pages[form], "") for form in _forms(path) if form in pages), (None, ""))
        if page is None and is_own(href):
            page, anchor = _shortened(path)
        if page:
            found[href] = page, part_at(page, href) or anchor
    return found


def part_at(page, href):
    """The part of a page (a number) that the fragment of an address names, "" where it names none."""
    anchor = unquote(href.partition("#")[2])
    return anchor if anchor and anchor in places.anchors_of(Page.objects.get(pk=page)) else ""


def _rich(part):
    return [(field, code) for field in part.translated_fields() if part.is_rich(field) for code in languages.CODES]


def _forms(path):
    """A path as it is, and without the query that whoever counts visits adds."""
    return path, path.partition("?")[0]


def _shortened(path):
    match = SHORT.fullmatch(path.partition("?")[0])
    code = match and short_addresses.CodeConverter().to_python(match[1])
    short = ShortAddress.objects.filter(code=code).first() if code else None
    return (short.page_id, short.anchor) if short else (None, "")
