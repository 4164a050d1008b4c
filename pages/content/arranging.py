"""Arranging an edition's content in the order in which a patient reads it."""

from dataclasses import dataclass, field

from django.utils.text import Truncator

from pages.models import Section
from pages.rich_text import text_of

# What sections are called that have no heading; "other" says nothing.
OF_KINDS = dict(Section.KINDS[:-1])
# What names a part: of these texts the first that it has.
NAMING = ("heading", "question", "aspect")
FIRST_WORDS, LONGEST_WORDS = 8, 80


@dataclass
class Block:
    """One headed block of a page: a section, or a group of parts with the words around it."""

    kind: str
    anchor: str
    heading: str
    texts: dict = field(default_factory=dict)
    rows: list = field(default_factory=list)
    picture: dict | None = None
    video: str = ""
    group: str = ""
    also_read: list = field(default_factory=list)

    @property
    def template(self):
        """The partial that shows it."""
        return f"procedures/_{self.group}.html" if self.group else "pages/_section.html"


def blocks(content, kind, also_read=None):
    """The Blocks of an edition's content in reading order. `also_read`: lines by anchor (`links.also_read`).

    Sections of a kind that the order does not name stay after the one that they follow in the draft.
    """
    also_read = also_read or {}
    found = [*_sections(content, kind), *_headless_groups(content, kind)]
    arranged = _in_order(found, kind.order)
    for block in arranged:
        anchors = {block.anchor, block.texts.get("own_anchor", "")} - {""}
        block.also_read = [line for anchor in anchors for line in also_read.get(anchor, [])]
        block.rows = [row | {"also_read": also_read.get(row["anchor"], [])} for row in block.rows]
    return arranged


def outline(content, kind):
    """What a page shows, by name: `(anchor, name, rows)` of each block, its rows as `(anchor, name)`.

    A group without a heading of its own is called as the interface calls it.
    """
    return [
        (block.anchor, _called(block), [(row["anchor"], called(row["texts"])) for row in block.rows])
        for block in blocks(content, kind)
    ]


def names(content, kind):
    """The names of all that a link can lead to, by anchor: the blocks of a page and their rows."""
    found = {}
    for block in blocks(content, kind):
        own = [block.anchor, *filter(None, [block.texts.get("own_anchor")])]
        found |= dict.fromkeys(own, _called(block))
        found |= {row["anchor"]: called(row["texts"]) for row in block.rows}
    return found


def packed(named):
    """Names by anchor as an index keeps them: a line each."""
    return "\n".join(f"{anchor} {name}" for anchor, name in named.items())


def unpacked(text):
    """The names by anchor that `packed` gave."""
    return {anchor: name for anchor, _, name in (line.partition(" ") for line in text.split("\n")) if anchor}


def called(*told, kind=""):
    """What a part is called by its texts in a language, {field: text}, else by those in the next one; "" without words.

    By its heading, question or aspect, else as a section of its `kind` is in the interface's language, else by the first
    words of what it says. Nothing else names a part, so that it is called the same wherever it is told.
    """
    return next(filter(None, (_named(texts) or _usual(kind) or _first_words(texts) for texts in told)), "")


def lines_at_the_end(content, found, also_read):
    """The "Also read" lines that stand after no part of the page that is shown."""
    shown = {anchor for block in found for anchor in (block.anchor, block.texts.get("own_anchor"))}
    shown |= {row["anchor"] for block in found for row in block.rows}
    return [line for anchor, lines in also_read.items() if anchor not in shown for line in lines]


def _sections(content, kind):
    headed = set()
    for section in content["sections"]:
        group = kind.group_headed_by(section["kind"])
        if group and group.name not in headed:
            headed.add(group.name)
            yield _group_block(content, group, section)
        else:
            yield Block(
                kind=section["kind"],
                anchor=section["anchor"],
                heading=_heading(section["kind"], section["texts"]),
                texts=section["texts"],
                picture=section["picture"],
                video=section["video"],
            )


def _headless_groups(content, kind):
    headed = {section["kind"] for section in content["sections"]}
    for group in kind.groups:
        if content["groups"].get(group.name) and group.anchor not in headed:
            yield _group_block(content, group, None)


def _group_block(content, group, section):
    texts = dict(section["texts"]) if section else {}
    if section:
        texts["own_anchor"] = section["anchor"]
    return Block(
        kind=group.anchor,
        anchor=group.anchor,
        heading=_heading(group.anchor, texts),
        texts=texts,
        rows=content["groups"].get(group.name, []),
        picture=section and section["picture"],
        video=section["video"] if section else "",
        group=group.name,
    )


def _named(texts):
    return " ".join(next((texts[field] for field in NAMING if texts.get(field)), "").split())


def _usual(kind):
    return str(OF_KINDS.get(kind, ""))


def _first_words(texts):
    words = next(filter(None, map(text_of, texts.values())), "")
    return Truncator(Truncator(" ".join(words.split())).words(FIRST_WORDS)).chars(LONGEST_WORDS)


def _called(block):
    texts = {field: text for field, text in block.texts.items() if field != "own_anchor"}
    return called(texts, kind=block.kind)


def _heading(kind, texts):
    return texts.get("heading") or OF_KINDS.get(kind, "")


def _in_order(found, order):
    if not order:
        return list(found)
    rank, ranked = 0, []
    for block in found:
        rank = order.index(block.kind) if block.kind in order else rank
        ranked.append((rank, block))
    return [block for _, block in sorted(ranked, key=lambda pair: pair[0])]
