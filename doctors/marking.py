"""A text as patients would read it, with what changed since its last review marked in it."""

import copy
import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pages import differences, editions, languages, links, texts
from pages.destinations import Destinations

# Where a link leads stands in for one word of the text while it is compared: a sign of ours (Unicode's private use).
LINK = re.compile("\ue000(\\d+)\ue001")
TOKEN = re.compile("<[^>]+>|\ue000\\d+\ue001\\s*|[^<\\s\ue000]+\\s*|\ue000|\\s+")
# The name of what a procedure is compared with also stands in attributes, where no mark can.
UNMARKED_FACTS = {"compared_with_name"}
# What is heard, credited or led to, or shown only where there is a table or a page to lead to.
UNREAD = {"picture", "video", "compared_with", "compared_with_name"}


def marked(edition, before):
    """An Edition like `edition` whose texts have their changes since `before` marked as ins and del.

    Its title stays plain, because it also stands where no mark can; `title_of` gives it with its marks.
    """
    shown = copy.copy(edition)
    shown.content = copy.deepcopy(edition.content)
    shown.summary = plain(before.summary, edition.summary)
    old_facts, facts = before.content["facts"], shown.content["facts"]
    for name in set(facts) - UNMARKED_FACTS:
        facts[name] = plain(old_facts.get(name, ""), facts[name])
    leading = _destinations(edition, before)
    old_rows = {row["anchor"]: row["texts"] for _model, row in texts.rows_of(before.content, edition.kind)}
    for model, row in texts.rows_of(shown.content, edition.kind):
        old = old_rows.get(row["anchor"], {})
        row["texts"] = {
            field: rich(old.get(field, ""), text, leading) if model.is_rich(field) else plain(old.get(field, ""), text)
            for field, text in row["texts"].items()
        }
    return shown


def title_of(edition, before):
    """The title with its changes marked."""
    return plain(before.title, edition.title)


def elsewhere(edition, before):
    """What changed where no mark can stand, in words: parts that are gone, choices, pictures, sources, the order."""
    own = {"title", "summary", *edition.content["facts"]} - UNMARKED_FACTS
    marked_places = {("", name) for name in own} | {
        (row["anchor"], field) for _model, row in texts.rows_of(edition.content, edition.kind) for field in row["texts"]
    }
    for change in editions.reviewed_difference(before, edition):
        if change.place not in marked_places or change.has_same_words:
            yield _told(change)


def unseen(edition):
    """What of a text its readers do not read, though a review covers it: Texts in words, in the order of the page."""
    told = texts.of_reviewed(edition).items()
    return [text for (_anchor, field), text in told if field in UNREAD and text.words]


def plain(old, new):
    """A text without mark-up, with its changes marked."""
    return _joined(_run(tag, escape(words)) for tag, words in differences.of_words(old, new))


def rich(old, new, leading):
    """Rich text with its changes marked. Marks stand around words only, so that what was well formed stays so.

    `leading` are the Destinations of its links: one that is new or gone, or leads elsewhere now, is marked by where it
    leads.
    """
    told = {}
    old, new = (links.told(LINK.sub("", html), lambda *target: _sign(told, target)) for html in (old, new))
    names = {sign: leading.after(*target) for target, sign in told.items()}
    tokens = TOKEN.findall(new)
    words = "".join(_word(token) for token in tokens if _is_word(token))
    before = "".join(_word(token) for token in TOKEN.findall(old) if _is_word(token))
    runs = [[tag, len(text.split()), text] for tag, text in differences.of_words(before, words)]
    return mark_safe("".join(_named(run, names) for run in _laid_over(tokens, runs)))


def _sign(told, target):
    """The sign of what a link leads to."""
    return told.setdefault(target, f"\ue000{len(told)}\ue001")


def _named(run, names):
    """A run with the signs of links made words."""
    return LINK.sub(lambda sign: escape(f" {names[sign[0]]}") if sign[0] in names else sign[0], run)


def _destinations(*found):
    rows = [(model, row) for edition in found for model, row in texts.rows_of(edition.content, found[0].kind)]
    html = [text for model, row in rows for field, text in row["texts"].items() if model.is_rich(field)]
    return Destinations.of_texts(found[0].language, html)


def _laid_over(tokens, runs):
    for token in tokens:
        if not _is_word(token):
            # What was taken out before a block ends is shown in it.
            if token.startswith("</"):
                yield from _taken_out(runs)
            yield token
            continue
        yield from _taken_out(runs)
        if not runs:
            yield token
            continue
        yield _run(runs[0][0], token)
        runs[0][1] -= 1
        if runs[0][1] == 0:
            runs.pop(0)
    yield from _taken_out(runs)


def _taken_out(runs):
    while runs and runs[0][0] == "removed":
        yield _run("removed", escape(runs.pop(0)[2]))


def _run(tag, words):
    if tag == "same" or not words.strip():
        return SafeString(LINK.sub("", words))
    element, said = {"added": ("ins", _("added:")), "removed": ("del", _("taken out:"))}[tag]
    return format_html('<{0}><span class="for-listeners">{1} </span>{2}</{0}>', element, said, SafeString(words))


def _joined(runs):
    return mark_safe("".join(runs))


def _is_word(token):
    return not token.startswith("<") and bool(token.strip())


def _word(token):
    return f"{token.strip()} "


def _told(change):
    """A change in words, with its place."""
    place = format_html("<bdi>{}</bdi>: {}", change.part, change.field) if change.part else change.field
    if change.has_same_words:
        return format_html("{}: {}", place, change.note)
    language = change.language or languages.current()
    return format_html(
        '{}: <bdi lang="{}" dir="{}">{}</bdi>',
        place, language, languages.DIRECTIONS[language], plain(change.old, change.new),
    )  # fmt: skip
