"""A text as patients would read it, with what changed since its last review marked in it."""

import copy
from typing import NamedTuple

from django.utils.html import format_html

from doctors.marks import marked_words
from doctors.marks.marked_parts import BESIDE_A_PART, GONE, MarkedParts
from pages import languages
from pages.content import part_names, texts
from pages.content.differences import Change
from pages.publishing import editions

# The name of what a procedure is compared with also stands in attributes, where no mark can.
UNMARKED_FACTS = {"compared_with_name"}
# What is heard, credited or led to, or shown only where there is a table or a page to lead to.
UNREAD = {"picture", "video", "compared_with", "compared_with_name"}


def asked_for(request, waiting):
    """The Edition since which a text that waits is to be shown with its changes marked, None where it is not.

    `?plain` asks for the text as patients read it.
    """
    return None if "plain" in request.GET else waiting.before


def marked(edition, before):
    """An Edition like `edition` whose texts have their changes since `before` marked as ins and del.

    Parts that are new are called so; those that are gone stand where they stood, and are called removed.
    Its title stays plain, because it also stands where no mark can; `title_of` gives it with its marks.
    """
    shown = copy.copy(edition)
    shown.content = copy.deepcopy(edition.content)
    shown.summary = marked_words.plain(before.summary, edition.summary)
    old_facts, facts = before.content["facts"], shown.content["facts"]
    for name in set(facts) - UNMARKED_FACTS:
        facts[name] = marked_words.plain(old_facts.get(name, ""), facts[name])
    shown.content |= MarkedParts(edition, before).content()
    return shown


def title_of(edition, before):
    """The title with its changes marked."""
    return marked_words.plain(before.title, edition.title)


class Placed(NamedTuple):
    """A Change with the fragment of the address at which it stands in the marked text, "" where it stands at none.

    `is_marked`: it is seen there; else it is told in words, such as choices, pictures, sources, the order.
    """

    change: Change
    place: str
    is_marked: bool


def placed(edition, before):
    """What changed from `before` to `edition`: a list of Placed."""
    rows, old_rows = _texts_by_anchor(edition), _texts_by_anchor(before)
    return [
        Placed(change, _place(change, edition, rows, old_rows), _is_marked(change, edition, rows, old_rows))
        for change in editions.reviewed_difference(before, edition)
    ]


def elsewhere(edition, before):
    """What changed where no mark can stand, in words."""
    return [_told(found.change) for found in placed(edition, before) if not found.is_marked]


def _place(change, edition, rows, old_rows):
    anchor, field = change.place
    if anchor in old_rows and anchor not in rows:
        return f"{GONE}{anchor}"
    around = {"": "" if field == "order" else part_names.HEAD}
    around["sources"] = part_names.SOURCES if edition.content["sources"] else ""
    return around.get(anchor, anchor)


def _is_marked(change, edition, rows, old_rows):
    anchor, field = change.place
    if change.has_same_words:
        return False
    if not anchor:
        return field in {"title", "summary", *edition.content["facts"]} - UNMARKED_FACTS
    if anchor in rows and anchor in old_rows:
        return field in rows[anchor] or field in old_rows[anchor]
    return (anchor in rows or anchor in old_rows) and field not in BESIDE_A_PART


def unseen(edition):
    """What of a text its readers do not read, though a review covers it: Texts in words, in the order of the page."""
    told = texts.of_reviewed(edition).items()
    return [text for (_anchor, field), text in told if field in UNREAD and text.words]


def _texts_by_anchor(edition):
    return {row["anchor"]: row["texts"] for _model, row in texts.rows_of(edition.content, edition.kind)}


def _told(change):
    """A change in words, with its place."""
    place = format_html("<bdi>{}</bdi>: {}", change.part, change.field) if change.part else change.field
    if change.has_same_words:
        return format_html("{}: {}", place, change.note)
    language = change.language or languages.current()
    return format_html(
        '{}: <bdi lang="{}" dir="{}">{}</bdi>',
        place, language, languages.DIRECTIONS[language], marked_words.plain(change.old, change.new),
    )  # fmt: skip
