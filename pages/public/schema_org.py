"""What machines are told of a page, in the words of schema.org 30: one graph, in a block of data that runs nothing.

Each room adds what it knows (`tell`, in its `ready()`). Nodes that name the same thing (`@id`) become one node.
Every value is one that the page shows, so nothing is told to machines that a reader does not read.
"""

import json
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from pages import kinds, plain_text

# Within a script element only these could end it, or begin another one.
HARMLESS = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})

_rooms = []


@dataclass(frozen=True)
class Scene:
    """What is shown: the context of the page's template. `place` is the page's own path, "" where it has none."""

    context: dict

    @property
    def language(self):
        return self.context["language"]

    @property
    def edition(self):
        return self.context.get("edition") if "reading" in self.context else None

    @property
    def place(self):
        return (self.context.get("alternates") or {}).get(self.language, "")

    @property
    def page(self):
        """The identity of the page as a node."""
        return self.identity(self.place, "page")

    def absolute(self, address):
        """An address of this site as machines want it: with scheme and host, percent-encoded."""
        return self.context["site_url"] + iri_to_uri(address)

    def identity(self, address, name):
        """What a node is called: a name at the address of the page that tells the most of it."""
        return f"{self.absolute(address)}#{name}"


def tell(function):
    """Lets a room add to every page: `function(scene)` gives the nodes it knows, each with its `@id`."""
    if function not in _rooms:
        _rooms.append(function)


def graph(context):
    """The whole of what is told of the page that a template's context is for; None where that is nothing."""
    scene, nodes = Scene(context), {}
    for room in _rooms if scene.place else ():
        for node in room(scene):
            nodes.setdefault(node["@id"], {}).update(_without_the_empty(node))
    if not nodes:
        return None
    return {"@context": "https://schema.org", "@graph": list(nodes.values())}


def as_json(found):
    """A graph as it can stand within a script element."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).translate(HARMLESS)


def of_edition(scene):
    """What the floor knows of a page: its words about itself, its dates, picture, topics and sources."""
    edition = scene.edition
    if edition is None:
        return
    kind, content = kinds.by_name(edition.kind), edition.content
    yield {
        "@id": scene.page,
        "@type": kind.schema_type,
        "url": scene.absolute(scene.place),
        "name": edition.title,
        "description": edition.summary,
        "inLanguage": edition.language,
        "datePublished": edition.first_published_on and edition.first_published_on.isoformat(),
        "dateModified": edition.starts_at and timezone.localdate(edition.starts_at).isoformat(),
        "primaryImageOfPage": picture(scene, content["picture"]),
        "about": [
            {"@type": "Thing", "name": topic["name"], "url": scene.absolute(topic["address"])}
            for topic in scene.context["reading"].topics
        ],
        "citation": [
            {"@type": "CreativeWork", "name": source["citation"], "url": source["url"]} for source in content["sources"]
        ],
    }
    if kind.list_name:
        list_address = f"/{scene.language}/{kind.prefix}"
        yield breadcrumb(scene, [(kind.list_name, list_address), (edition.title, scene.place)])


def picture(scene, shown):
    """A picture as the page shows it."""
    return shown and {
        "@type": "ImageObject",
        "contentUrl": scene.absolute(default_storage.url(shown["file"])),
        "caption": shown["caption"],
    }


def breadcrumb(scene, steps):
    """The page with the way to it from the home page: `steps` are (name, address) pairs."""
    whole = [(_("Home"), f"/{scene.language}/"), *steps]
    items = [
        {"@type": "ListItem", "position": position, "name": str(name), "item": _page_at(scene, address)}
        for position, (name, address) in enumerate(whole, 1)
    ]
    return {"@id": scene.page, "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": items}}


def _page_at(scene, address):
    return {"@type": "WebPage", "@id": scene.absolute(address)}


def _without_the_empty(value):
    """`value` without anything that says nothing, and without characters that no text of ours may hold."""
    if isinstance(value, str):
        return plain_text.clean(value).strip()
    if isinstance(value, list):
        return [told for told in map(_without_the_empty, value) if told not in ("", None, [], {})]
    if isinstance(value, dict):
        told = {name: _without_the_empty(inner) for name, inner in value.items()}
        return {name: inner for name, inner in told.items() if inner not in ("", None, [], {})}
    return value
