"""A language that publishing both leaves as it is, and why."""

from dataclasses import dataclass

from pages import languages
from pages.admin import field_places, page_addresses
from pages.content import translations
from pages.states.standing import standing


@dataclass(frozen=True)
class LeftOut:
    """Why a language is not published with the other one.

    `begins` is when its next edition begins, if one is scheduled; `is_written` whether there is a text at all. `waiting` is
    how many of its parts have no translation, or one of an older original, and `address` where the first of them is written.
    """

    language: str
    begins: object
    is_written: bool
    waiting: int
    address: str

    @property
    def is_scheduled(self):
        return self.begins is not None


def stands(page):
    """The Standings of a page that are to be published, and the LeftOut of every other language."""
    found = [standing(page, code) for code in languages.original_first(page)]
    left = [one for one in found if one.scheduled or one.state in ("published", "missing")]
    return [one for one in found if one not in left], [_left_out(page, one) for one in left]


def _left_out(page, one):
    waiting = [] if one.scheduled or one.language == page.original_language else _waiting(page, one.language)
    address = _address(page, waiting[0], one.language) if waiting else ""
    return LeftOut(one.language, one.begins, one.state != "missing", len(waiting), address)


def _waiting(page, language):
    unfinished = (translations.MISSING, translations.OUTDATED)
    return [part for part in translations.standings(page, language) if part.state in unfinished]


def _address(page, part, language):
    place = field_places.of_row(part.part) or "page"
    return f"{page_addresses.of(page.kind, page.pk)}#{place}-{part.fields[0]}_{language}"
