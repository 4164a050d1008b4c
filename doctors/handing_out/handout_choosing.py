"""Choosing what to hand out: pages found in either language, their parts and single rows by their names, in an order."""

from dataclasses import dataclass, field

from doctors.handing_out import published_parts
from pages import languages
from pages.models import Edition
from pages.search import search

MOST_PAGES, MOST_FOUND = 12, 12
BENEFITS, RISKS = "benefits", "risks"
BEFORE = {"up": -1, "down": 1}


@dataclass
class Choice:
    """A page that can be handed out: its titles by language, its parts, and the anchors of those that are chosen."""

    page: int
    titles: dict
    parts: list = field(default_factory=list)
    anchors: set = field(default_factory=set)

    @property
    def title(self):
        """Its title in the language of the interface, else in the other one."""
        here = languages.current()
        return self.titles.get(here) or self.titles[languages.other(here)]

    @property
    def language(self):
        """The language of that title."""
        here = languages.current()
        return here if here in self.titles else languages.other(here)

    @property
    def missing(self):
        """The languages in which it cannot be read."""
        return [code for code in languages.CODES if code not in self.titles]

    @property
    def chosen(self):
        """What is handed out of it, as a Handout keeps it: its parts, or all of it."""
        known = [part.anchor for block in self.parts for part in _within(block, self.anchors)]
        return [(self.page, anchor) for anchor in known if anchor in self.anchors] or [(self.page, "")]


def find(query):
    """The Choices that a query finds in either language, without their parts; the newest pages for no query."""
    if query.strip():
        found = [hit.page_id for one in languages.CODES for hit in search.find(query, one).hits]
    else:
        found = Edition.objects.current().newest().values_list("page_id", flat=True)[: 2 * MOST_FOUND]
    pages = list(dict.fromkeys(found))[:MOST_FOUND]
    titles = _titles(pages)
    return [Choice(page, titles[page]) for page in pages if page in titles]


def choices(parts):
    """The Choices that `[(page, anchor), …]` make, in the order of the pages; what cannot be read today is left out."""
    pages = list(dict.fromkeys(page for page, _ in parts))[:MOST_PAGES]
    editions = {page: {} for page in pages}
    for edition in Edition.objects.current().filter(page__in=pages):
        editions[edition.page_id][edition.language] = edition
    wanted = set(parts)
    return [_choice(page, editions[page], wanted) for page in pages if editions[page]]


def moved(pages, asked):
    """Pages in order, after one of the builder's buttons: `add:17`, `drop:17`, `up:17` or `down:17`."""
    verb, _, page = asked.partition(":")
    page, pages = number(page), list(pages)
    if verb == "add" and page and page not in pages:
        return [*pages, page]
    if verb == "drop":
        return [one for one in pages if one != page]
    if verb in BEFORE and page in pages:
        place = pages.index(page)
        pages.insert(max(0, place + BEFORE[verb]), pages.pop(place))
    return pages


def posted(data):
    """The parts that a form says: `page` in order, and `part` as `17:risks`."""
    pages = [page for page in map(number, data.getlist("page")) if page]
    pages = moved(dict.fromkeys(pages), data.get("do", ""))
    ticked = [(number(page), anchor[:80]) for page, _, anchor in (one.partition(":") for one in data.getlist("part"))]
    return [part for page in pages for part in [(page, ""), *(one for one in ticked if one[0] == page)]]


def number(text):
    """A page's number, None for what is none (or too large for any database)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _titles(pages):
    titles = {}
    rows = Edition.objects.current().filter(page__in=pages).values_list("page_id", "language", "title")
    for page, language, title in rows:
        titles.setdefault(page, {})[language] = title
    return titles


def _choice(page, editions, wanted):
    parts = published_parts.of(editions)
    anchors = _with_the_same_weight({anchor for own, anchor in wanted if own == page and anchor}, parts)
    return Choice(page, {language: edition.title for language, edition in editions.items()}, parts, anchors)


def _with_the_same_weight(anchors, parts):
    """Benefits are not handed out without the risks, a single one neither; nor the risks without the benefits."""
    benefits = {row.anchor for block in parts if block.anchor == BENEFITS for row in block.rows} | {BENEFITS}
    if anchors & benefits:
        anchors = anchors | {RISKS}
    return anchors | {BENEFITS} if RISKS in anchors and not anchors & benefits else anchors


def _within(block, anchors):
    """A block that is chosen as a whole; else its rows."""
    return [block] if block.anchor in anchors else block.rows
