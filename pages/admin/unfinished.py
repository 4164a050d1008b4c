"""What of a page waits for its translation, and where in its form that is written."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pages import languages
from pages.content import translations

WAITING = (translations.MISSING, translations.OUTDATED)


@dataclass(frozen=True)
class Unfinished:
    """What is not translated, or translated from an older original. `place`: the id of where it stands in the form.

    `name` is (language, what it is called), None for a part that has no name.
    """

    place: str
    label: str
    name: tuple | None
    state: str


def of(page, chapters):
    """What of a page is to be translated or brought up to date, as Unfinished in the order of the form."""
    language = languages.other(page.original_language)
    state, fields = translations.state_of(page, language)
    own = [Unfinished(f"page-{fields[0]}_{language}", _("The page"), None, state)] if fields else []
    rows = (row for chapter in chapters for rows in chapter.lists for row in rows.rows)
    waiting = (row for row in rows if row.state in WAITING)
    parts = (Unfinished(row.place_to_translate, row.label, _best_known(row.names), row.state) for row in waiting)
    return [*(one for one in own if one.state in WAITING), *parts]


def _best_known(names):
    """Of (language, name) pairs the one in the language that is being spoken, else the other; None of none."""
    return max(names, key=lambda named: named[0] == languages.current(), default=None)
