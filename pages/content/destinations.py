"""Where links lead, in words: for whoever compares what a page said with what it says."""

from html import escape

from django.utils import translation
from django.utils.translation import gettext as _

from pages.content import links, part_names
from pages.models import Page, Wording


class Destinations:
    """What links lead to, in the words of one language: the titles of pages, and the names of their parts.

    `places` are (page, anchor) pairs; what is not among them, or is not there any more, is told by its number.
    """

    def __init__(self, language, places):
        places = set(places)
        self.language = language
        pages = Page.objects.in_bulk({page for page, _part in places})
        self.titles = {number: page.name_in(language) for number, page in pages.items()}
        with translation.override(language):
            self.parts = part_names.of_places(places)

    @classmethod
    def of_texts(cls, language, texts, places=()):
        """The Destinations of all links of some rich texts, and of further places."""
        return cls(language, {*places, *(target for html in texts for target in links.targets_of(html))})

    def name(self, page, part=""):
        """What a page, or a part of it, is called."""
        with translation.override(self.language):
            title = self.titles.get(page) or _("page %(number)s") % {"number": page}
        return f"{title}: {self.parts.get((page, part), part)}" if part else title

    def after(self, page, part, address):
        """What is told after a link: where it leads."""
        with translation.override(self.language):
            return _("[leads to: %(place)s]") % {"place": self.name(page, part) if page else address}

    def told(self, html):
        """Rich text that says after each link where it leads."""
        return links.told(html, lambda *target: f" {escape(self.after(*target), quote=False)}")


def of_lines(rows, language):
    """ "Also read" lines in words: {after anchor: words}. `rows`: (after anchor, page, part, wording, label)."""
    found = Destinations(language, {(page, part or "") for _after, page, part, *_rest in rows if page})
    wordings = Wording.objects.in_bulk({wording for *_rest, wording, _label in rows if wording})
    told = {}
    for after, page, part, wording, label in rows:
        name = found.name(page, part) if page else str(wordings.get(wording, ""))
        leads_to = found.after(page, part, name) if label else name
        told.setdefault(after or "", []).append(f"{label} {leads_to}" if label else name)
    return {after: "\n".join(lines) for after, lines in told.items()}
