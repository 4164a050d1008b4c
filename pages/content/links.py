"""Links: where an edition has them, and how they become addresses when it is shown."""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from typing import NamedTuple

from pages import addresses

IN_TEXT = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass(frozen=True)
class Target:
    """Where links to a page lead in the reader's language: what is read there, and the names of its parts by anchor.

    `replaced`: it is the page that stands in for the one that was linked to, whose parts are its own.
    """

    address: str
    title: str
    names: dict = field(default_factory=dict)
    replaced: bool = False

    def at(self, part):
        """The address of a part; of the page itself where it does not have that part."""
        return f"{self.address}#{part}" if part in self.names and not self.replaced else self.address

    def called(self, part):
        """What a line without words of its own says: the title, and what the part is called that it leads to."""
        name = "" if self.replaced else self.names.get(part)
        return f"{self.title}: {name}" if name else self.title


class Place(NamedTuple):
    """One link of an edition: its kind, the part where it stands, and what it leads to."""

    kind: str
    anchor: str
    page: int | None
    part: str = ""
    wording: int | None = None


def places(content):
    """Every link of an edition's content: its Places."""
    if compared := content["shared"].get("compared_with"):
        yield Place("comparison", "comparison", compared)
    for link in content["links"]:
        if link["page"] or link["wording"]:
            yield Place("line", link["after"], link["page"], link["part"], None if link["page"] else link["wording"])
    for row in [*content["sections"], *(row for rows in content["groups"].values() for row in rows)]:
        for html in row["texts"].values():
            yield from (Place("text", row["anchor"], page, part) for page, part in targets_of(html))


def leads_of(content):
    """The pages and the wordings that an edition's content leads to: two sets of numbers."""
    found = list(places(content))
    return {place.page for place in found} - {None}, {place.wording for place in found} - {None}


def fill(html, targets):
    """Rich text with its page links made addresses. `targets`: {page: Target}.

    A link to a page that cannot be read in the reader's language leaves its words, plain; an address of another
    site says so to the browser.
    """

    def filled(match):
        attributes, words = dict(ATTRIBUTE.findall(match[1])), match[2]
        if "data-page" not in attributes:
            return f'<a href="{attributes["href"]}" rel="noopener">{words}</a>' if "href" in attributes else words
        target = targets.get(_number(attributes["data-page"]))
        return f'<a href="{escape(target.at(attributes.get("data-part", "")))}">{words}</a>' if target else words

    return IN_TEXT.sub(filled, html)


def led_elsewhere(html, page, other):
    """Rich text of a draft with its links to a page (a number), or to parts of it, leading to another page."""

    def led(match):
        leads_there = _number(dict(ATTRIBUTE.findall(match[1])).get("data-page", "")) == page
        return f"{opening(other)}{match[2]}</a>" if leads_there else match[0]

    return IN_TEXT.sub(led, html)


def led_to_pages(html, known):
    """Rich text whose addresses that are known lead to pages instead. `known`: {address: (page, part)}."""

    def led(match):
        page, part = known.get(_address(match), (None, ""))
        return f"{opening(page, part)}{match[2]}</a>" if page else match[0]

    return IN_TEXT.sub(led, html)


def opening(page, part=""):
    """The tag with which a link to a page, or to a part of it, begins in rich text."""
    return f'<a data-page="{page}" data-part="{escape(part)}">' if part else f'<a data-page="{page}">'


def addresses_of(html):
    """The addresses that rich text leads to beside pages."""
    return {address for match in IN_TEXT.finditer(html) if (address := _address(match))}


def told(html, tell):
    """Rich text with words of ours (`tell(page, part, address)`) after each link: what it leads to.

    `page` is None for an address of another site, and `address` "" for a page.
    """

    def with_words(match):
        attributes = dict(ATTRIBUTE.findall(match[1]))
        target = _number(attributes.get("data-page", ""))
        if not (target or "href" in attributes):
            return match[0]
        return match[0] + tell(target, attributes.get("data-part", ""), "" if target else unescape(attributes["href"]))

    return IN_TEXT.sub(with_words, html)


def also_read(content, targets, wordings):
    """The "Also read" lines of an edition that can be followed: {after anchor: [{"address", "text"}]}.

    `targets`: {page: Target}; `wordings`: {wording: page}. A page that stands in for another is named once at a place.
    """
    lines = {}
    for link in content["links"]:
        if target := targets.get(link["page"] or wordings.get(link["wording"])):
            line = {"address": target.at(link["part"]), "text": link["label"] or target.called(link["part"])}
            here = lines.setdefault(link["after"], [])
            if not (target.replaced and any(line["address"] == other["address"] for other in here)):
                here.append(line)
    return lines


def targets_of(html):
    """The pages, each with the part or "", that a rich text leads to."""
    for match in IN_TEXT.finditer(html):
        attributes = dict(ATTRIBUTE.findall(match[1]))
        if target := _number(attributes.get("data-page", "")):
            yield target, attributes.get("data-part", "")[:80]


def words_to(html, page):
    """The words of each link of rich text to a page (a number), or to parts of it."""
    for match in IN_TEXT.finditer(html):
        if _number(dict(ATTRIBUTE.findall(match[1])).get("data-page", "")) == page:
            yield unescape(TAG.sub("", match[2]))


def address_of(row):
    """The address of a row of an edition's columns: kind, language and slug."""
    return addresses.path_of(row["kind"], row["language"], row["slug"])


def _address(match):
    attributes = dict(ATTRIBUTE.findall(match[1]))
    return "" if "data-page" in attributes else unescape(attributes.get("href", ""))


def _number(text):
    """A page's number, None for what is none (or too large for any database)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
