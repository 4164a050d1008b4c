"""What schema.org 30 makes of the data on a page: unknown types, properties of other types, values of a wrong kind.
And what a reader makes of it: values that the page does not show.

`schema_org_30.json` has the part of the vocabulary that the site uses: for each type its parents, for each property
the types that have it and the kinds of value that it takes. schema.org lets text stand for any kind of thing; here
that is a fault, as is a reference to a node that is not on the page, because both are mistakes more often than not.
"""

import json
import re
from datetime import date, time
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from pages import formatting

VOCABULARY = json.loads((Path(__file__).parent / "schema_org_30.json").read_text())
TYPES, MEMBERS, PROPERTIES = VOCABULARY["types"], VOCABULARY["members"], VOCABULARY["properties"]
HOME = "https://schema.org/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
# What an action asks for before it can be done (schema.org/docs/actions.html): the property's name with this ending.
ASKED_FOR = "-input"


def blocks(html):
    """The data that a page of HTML carries: one parsed value a block."""
    return [json.loads(text) for text in BLOCK.findall(html)]


def faults(data):
    """What is wrong with a block of data: a list of sentences."""
    if data.get("@context") != HOME.rstrip("/"):
        return [f"@context is {data.get('@context')!r}"]
    nodes = data.get("@graph", [])
    named = {node["@id"]: node for node in _all_nodes(nodes) if "@id" in node and "@type" in node}
    return [fault for node in nodes for fault in _of_node(node, named, "")]


@cache
def kinds_of(name):
    """A type with all the types that it is one of."""
    return {name}.union(*map(kinds_of, TYPES[name]))


def _all_nodes(value):
    if isinstance(value, list):
        for inner in value:
            yield from _all_nodes(inner)
    if isinstance(value, dict):
        yield value
        yield from _all_nodes(list(value.values()))


def _of_node(node, named, place):
    name = node.get("@type")
    place = f"{place}/{name}"
    if not isinstance(name, str) or name not in TYPES:
        yield f"{place}: {name!r} is no type"
        return
    for key, value in node.items():
        if key not in ("@type", "@id"):
            yield from _of_property(name, key, value, named, f"{place}.{key}")


def _of_property(owner, key, value, named, place):
    rule = PROPERTIES.get(key.removesuffix(ASKED_FOR))
    if rule is None:
        yield f"{place}: there is no property {key}"
    elif not kinds_of(owner) & set(rule["domain"]):
        yield f"{place}: {owner} has no {key}"
    elif key.endswith(ASKED_FOR):
        if not re.fullmatch(r"required name=\w+", str(value)):
            yield f"{place}: {value!r} asks for nothing"
    else:
        for one in value if isinstance(value, list) and value else [value]:
            yield from _of_value(one, rule["range"], named, place)


def _of_value(value, wanted, named, place):
    if value in ("", None, [], {}):
        yield f"{place}: says nothing"
    elif isinstance(value, dict):
        node = value if "@type" in value else named.get(value.get("@id"))
        if node is None:
            yield f"{place}: {value} is not on this page"
        elif node.get("@type") in TYPES and not kinds_of(node["@type"]) & set(wanted):
            yield f"{place}: {node['@type']} where {wanted} belongs"
        if "@type" in value:
            yield from _of_node(value, named, place)
    elif not any(_is(value, kind) for kind in wanted):
        yield f"{place}: {value!r} where {wanted} belongs"


def _is(value, kind):
    if kind in MEMBERS:
        return isinstance(value, str) and value.removeprefix(HOME) in MEMBERS[kind] and value.startswith(HOME)
    return kind in READERS and READERS[kind](value)


def _reads(reader):
    def reads(value):
        try:
            return isinstance(value, str) and bool(reader(value))
        except ValueError:
            return False

    return reads


READERS = {
    "Text": lambda value: isinstance(value, str),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Date": _reads(lambda value: re.fullmatch(r"\d{4}-\d\d-\d\d", value) and date.fromisoformat(value)),
    "Time": _reads(lambda value: re.fullmatch(r"\d\d:\d\d(:\d\d)?", value) and (time.fromisoformat(value), 1)),
    "URL": _reads(lambda value: value.isascii() and urlsplit(value).scheme in ("http", "https") and " " not in value),
}


# What names no text that is read: what a thing is, and which of a few words schema.org has for it.
NOT_SHOWN = {"@type", "@context", "query-input", "inLanguage", "procedureType", "position", "dayOfWeek"}


def leaves(value, key=""):
    """Every value in a block of data that holds no other: (name of its property, value)."""
    if isinstance(value, list):
        for inner in value:
            yield from leaves(inner, key)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, name)
    else:
        yield key, value


def unshown(data, html, language):
    """Every value of a page's data that the page does not show: its words, its links, its dates, its numbers."""
    page = Shown(html, language)
    for key, value in leaves(data):
        if key not in NOT_SHOWN and not (key == "@id" and "#" in value) and not page.shows(key, value):
            yield key, value


def squeezed(text):
    """Words as a reader sees them: without marks of direction, one space between two."""
    return " ".join(re.sub(r"[\u200e\u200f]", "", text).split())


class Shown:
    """What a page in a language shows."""

    def __init__(self, html, language):
        soup = BeautifulSoup(html, "html.parser")
        self.language = language
        # A word may be in several elements, and two elements may have no space between them.
        self.words = [squeezed(soup.body.get_text(between)) for between in (" ", "")]
        self.links = {tag[name] for name in ("href", "src") for tag in soup.find_all(attrs={name: True})}
        self.days = {tag["datetime"] for tag in soup.body.find_all("time", datetime=True)}

    def shows(self, key, value):
        if key in ("datePublished", "dateModified", "lastReviewed"):
            return value in self.days and self.says(formatting.day(value, self.language))
        if key in ("opens", "closes"):
            return self.says(formatting.hour(time.fromisoformat(value), self.language))
        if key == "userInteractionCount":
            return self.says(formatting.views(value, self.language))
        if key == "urlTemplate":
            return value.endswith(f"/{self.language}/search/?q={{search_term_string}}")
        if str(value).startswith("http"):
            return not self.links.isdisjoint(self._written(value))
        return all(self.says(line) for line in value.splitlines())

    def says(self, text):
        return any(squeezed(text) in words for words in self.words)

    def _written(self, address):
        """An address in the ways in which a link may have it."""
        path = address.removeprefix("http://testserver")
        return {address, path, unquote(path)}
