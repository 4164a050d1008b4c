"""What readers of one page come from and can go on to, by links of what is published: for editors."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from pages import languages
from pages.linking import backlinks, namesakes
from pages.models import Edition, EditionLink, Page
from pages.public import replacements


@dataclass
class Way:
    """One other page, or a wording that waits for one (`page` is None): its name, what tells it apart, how many links.

    Name and address are those of the language in which the links stand, where the page has them.
    `is_followed`: whether a reader gets there, or to what stands in its place.
    """

    page: Page | None
    name: str
    number: int = 0
    is_followed: bool = True
    apart: str = ""


def of_page(page):
    """The Ways to a page and from it in each language: {language: {"to": [Way], "from": [Way]}}, by name.

    A language that patients cannot read the page in is left out. A fixed number of queries, however many links there are.
    """
    rows = EditionLink.objects.of_current_editions().filter(edition__page=page.pk)
    rows = rows.annotate(to=Coalesce("to_page", "wording__page")).order_by("pk")
    links_from = list(rows.values_list("edition__language", "to", "wording__text", "kind"))
    links_to = [link for link in backlinks.to(page) if link.state == "current"]
    numbers = {to for _language, to, *_ in links_from if to} | {link.page for link in links_to}
    pages = Page.objects.in_bulk(numbers - {page.pk})
    leads = _leads(page.pk, set(pages))
    found = {code: {"to": {}, "from": {}} for code in _readable_in(page)}
    apart = {code: namesakes.apart({one.pk: one.kind for one in pages.values()}, code) for code in found}

    def count(language, side, number, key, is_followed=True):
        way = found[language][side].setdefault(key, Way(pages.get(number), str(key), is_followed=False))
        if way.page:
            way.name, way.apart = way.page.name_in(language), apart[language][number]
        way.number += 1
        way.is_followed |= bool(is_followed)

    for link in links_to:
        if link.language in found and link.page in pages:
            count(link.language, "to", link.page, link.page)
    for language, to, wording, kind in links_from:
        if language in found and to != page.pk and (to is None or to in pages):
            count(language, "from", to, to or wording, leads(to, language, kind))
    return {code: {side: _by_name(ways) for side, ways in sides.items()} for code, sides in found.items()}


def _leads(own, numbers):
    """Whether a link of a kind to one of some pages leads on in a language, as a function: (page, language, kind).

    One that ends at the page itself (`own`), which stands in for its target, leads no reader on.
    """
    replaced = replacements.around(numbers)
    asked = Edition.objects.current().filter(page__in={*numbers, *replaced.values()}).order_by()
    readable = defaultdict(set)
    for language, number in asked.values_list("language", "page"):
        readable[language].add(number)

    def leads(number, language, kind):
        if kind == "comparison":  # nothing stands in for what a procedure is compared with
            return number in readable[language]
        return number and replacements.follow(number, language, readable[language], replaced) not in (None, own)

    return leads


def _readable_in(page):
    """The languages in which patients read a page now."""
    found = set(Edition.objects.current().filter(page=page.pk).order_by().values_list("language", flat=True))
    return [code for code in languages.CODES if code in found]


def _by_name(ways):
    return sorted(ways.values(), key=lambda way: way.name)
