"""Links: their index, and how they become addresses when a page is shown."""

import re
from html import escape

from django.db import transaction

from pages import addresses, kinds, languages
from pages.models import EditionLink, Link, Page, Wording

IN_TEXT = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def index(page):
    """Makes the index of the links within a draft's text anew; rows that are right are left alone."""
    found = {key: None for part_anchor, html in _texts(page) for key in _targets(part_anchor, html)}
    known = set(Page.objects.filter(pk__in={target for _, target, _ in found}).values_list("pk", flat=True))
    wanted = [key for key in found if key[1] in known]
    with transaction.atomic():
        stored = {(row.after_anchor, row.to_page_id, row.to_anchor): row for row in page.links.filter(in_text=True)}
        for key, row in stored.items():
            if key not in wanted:
                row.delete()
        for after, target, anchor in wanted:
            if (after, target, anchor) not in stored:
                Link.objects.create(
                    from_page_id=page.pk, in_text=True, after_anchor=after, to_page_id=target, to_anchor=anchor
                )


def index_edition(edition):
    """Keeps which pages and wordings an edition leads to."""
    pages, wordings = leads_of(edition.content)
    existing = Page.objects.filter(pk__in=pages).values_list("pk", flat=True)
    known = Wording.objects.filter(pk__in=wordings).values_list("pk", flat=True)
    EditionLink.objects.bulk_create(
        [EditionLink(edition=edition, to_page_id=pk) for pk in existing]
        + [EditionLink(edition=edition, wording_id=pk) for pk in known]
    )


def leads_of(content):
    """The pages and the wordings that an edition's content leads to: two sets of numbers."""
    pages = {content["shared"].get("compared_with")} | {link["page"] for link in content["links"]}
    wordings = {link["wording"] for link in content["links"] if not link["page"]}
    for row in [*content["sections"], *(row for rows in content["groups"].values() for row in rows)]:
        pages |= {target for html in row["texts"].values() for _, target, _ in _targets("", html)}
    return pages - {None}, wordings - {None}


def fill(html, targets):
    """Rich text with its page links made addresses. `targets`: {page: address}.

    A link to a page that cannot be read in the reader's language leaves its words, plain; an address of another
    site says so to the browser.
    """

    def filled(match):
        attributes, words = dict(ATTRIBUTE.findall(match[1])), match[2]
        if "data-page" not in attributes:
            return f'<a href="{attributes["href"]}" rel="noopener">{words}</a>' if "href" in attributes else words
        target = targets.get(_number(attributes["data-page"]))
        part = attributes.get("data-part", "")
        return f'<a href="{escape(target)}{"#" + part if part else ""}">{words}</a>' if target else words

    return IN_TEXT.sub(filled, html)


def also_read(content, targets, wordings):
    """The "Also read" lines of an edition that can be followed: {after anchor: [{"address", "text"}]}.

    `targets`: {page: {"address", "title"}}; `wordings`: {wording: page}.
    """
    lines = {}
    for link in content["links"]:
        target = targets.get(link["page"] or wordings.get(link["wording"]))
        if target:
            part = f"#{link['part']}" if link["part"] else ""
            line = {"address": target["address"] + part, "text": link["label"] or target["title"]}
            lines.setdefault(link["after"], []).append(line)
    return lines


def address_of(row):
    """The address of a row of an edition's columns: kind, language and slug."""
    return addresses.path_of(row["kind"], row["language"], row["slug"])


def _texts(page):
    for _, part in kinds.parts_of(page):
        for field in part.translated_fields():
            if part.is_rich(field):
                for language in languages.CODES:
                    yield part.anchor, part.text(field, language)


def _targets(anchor, html):
    for match in IN_TEXT.finditer(html):
        attributes = dict(ATTRIBUTE.findall(match[1]))
        if target := _number(attributes.get("data-page", "")):
            yield anchor, target, attributes.get("data-part", "")[:80]


def _number(text):
    """A page's number, None for what is none (or too large for any database)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
