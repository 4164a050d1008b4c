"""The parts of what can be read of a page today, in both languages: what is handed out, and has its own short address."""

from dataclasses import dataclass, field

from django.utils import translation

from pages import kinds, languages
from pages.content import arranging


@dataclass
class PublishedPart:
    """A block of a page, or one row of a group: what it is called in each language that has it, and a group's rows."""

    anchor: str
    names: dict = field(default_factory=dict)
    rows: list = field(default_factory=list)

    @property
    def language(self):
        """The language in which it is called: that of the interface, else the other."""
        here = languages.current()
        return here if here in self.names else languages.other(here)

    @property
    def name(self):
        return self.names[self.language]


def of(editions):
    """The PublishedParts of a page by its editions, {language: Edition}: in the order of the interface's language, and
    what only the other one has after them. What says nothing has no name, and is left out.
    """
    blocks = {}
    here = languages.current()
    for language in (here, languages.other(here)):
        if edition := editions.get(language):
            with translation.override(language):
                told = arranging.outline(edition.content, kinds.by_name(edition.kind))
            for anchor, name, rows in told:
                block, known = blocks.setdefault(anchor, (PublishedPart(anchor), {}))
                block.names |= {language: name} if name else {}
                for row, called in rows:
                    known.setdefault(row, PublishedPart(row)).names |= {language: called} if called else {}
                block.rows = [row for row in known.values() if row.names]
    return [block for block, _rows in blocks.values() if block.names]
