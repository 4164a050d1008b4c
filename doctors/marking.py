"""A text as patients would read it, with what changed since its last review marked in it."""

import copy
import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pages import differences, kinds
from pages.models import Section
from pages.rich_text import text_of

TOKEN = re.compile(r"<[^>]+>|[^<\s]+\s*|\s+")


def marked(edition, before):
    """An Edition like `edition` whose texts have their changes since `before` marked as ins and del.

    Its title stays plain, because it also stands where no mark can; `title_of` gives it with its marks.
    """
    shown = copy.copy(edition)
    shown.content = copy.deepcopy(edition.content)
    shown.summary = plain(before.summary, edition.summary)
    old_facts, facts = before.content["facts"], shown.content["facts"]
    # The name of what it is compared with also stands in attributes.
    for name in set(facts) - {"compared_with_name"}:
        facts[name] = plain(old_facts.get(name, ""), facts[name])
    old_rows = {row["anchor"]: row["texts"] for _model, row in rows_of(before.content, edition.kind)}
    for model, row in rows_of(shown.content, edition.kind):
        old = old_rows.get(row["anchor"], {})
        row["texts"] = {
            field: (rich if model.is_rich(field) else plain)(old.get(field, ""), text)
            for field, text in row["texts"].items()
        }
    return shown


def title_of(edition, before):
    """The title with its changes marked."""
    return plain(before.title, edition.title)


def elsewhere(edition, before):
    """What changed where no mark can stand, in words: parts that are gone, facts, pictures and the order."""
    new = {row["anchor"]: (model, row) for model, row in rows_of(edition.content, edition.kind)}
    old = {row["anchor"]: (model, row) for model, row in rows_of(before.content, edition.kind)}
    for anchor, (_model, row) in old.items():
        gone = row["texts"] if anchor not in new else _less(row["texts"], new[anchor][1]["texts"])
        for text in gone.values():
            yield format_html("{} <del>{}</del>", _("Taken out:"), text_of(text))
    for name, text in _less(before.content["facts"], edition.content["facts"]).items():
        yield format_html("{} <del>{}</del>", _name(kinds.by_name(edition.kind).model, name), text)
    yield from _told(kinds.by_name(edition.kind).model, before.content["shared"], edition.content["shared"], "")
    for anchor, (model, row) in new.items():
        if anchor in old:
            yield from _told(model, _beside(old[anchor][1]), _beside(row), _called(row))
    if [anchor for anchor in old if anchor in new] != [anchor for anchor in new if anchor in old]:
        yield _("The order of the parts changed.")
    if before.content["sources"] != edition.content["sources"]:
        yield _("The sources changed.")


def plain(old, new):
    """A text without mark-up, with its changes marked."""
    return _joined(_run(tag, escape(words)) for tag, words in differences.of_words(old, new))


def rich(old, new):
    """Rich text with its changes marked. Marks stand around words only, so that what was well formed stays so."""
    tokens = TOKEN.findall(new)
    words = "".join(_word(token) for token in tokens if _is_word(token))
    before = "".join(_word(token) for token in TOKEN.findall(old) if _is_word(token))
    runs = [[tag, len(text.split()), text] for tag, text in differences.of_words(before, words)]
    return mark_safe("".join(_laid_over(tokens, runs)))


def rows_of(content, kind):
    """Every part of a content with its model: (model, row) pairs, the sections first."""
    yield from ((Section, row) for row in content["sections"])
    for group in kinds.by_name(kind).groups:
        yield from ((group.model, row) for row in content["groups"].get(group.name, []))


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
        return SafeString(words)
    element, said = {"added": ("ins", _("added:")), "removed": ("del", _("taken out:"))}[tag]
    return format_html('<{0}><span class="for-listeners">{1} </span>{2}</{0}>', element, said, SafeString(words))


def _joined(runs):
    return mark_safe("".join(runs))


def _is_word(token):
    return not token.startswith("<") and bool(token.strip())


def _word(token):
    return f"{token.strip()} "


def _less(old, new):
    return {name: text for name, text in old.items() if text and not new.get(name)}


def _beside(row):
    """What a row says besides its texts."""
    own = {name: value for name, value in row.items() if name not in ("anchor", "kind", "texts", "picture")}
    return own | ({"picture": (row["picture"] or {}).get("file", "")} if "picture" in row else {})


def _told(model, old, new, called):
    for name in dict.fromkeys([*new, *old]):
        if (before := old.get(name) or "") != (now := new.get(name) or ""):
            if name == "picture":
                yield _("“%(part)s”: another picture.") % {"part": called}
                continue
            choices = dict(model._meta.get_field(name).flatchoices)
            words = f"{called}: " if called else ""
            place = f"{words}{_name(model, name)}"
            said = (str(choices.get(before, before)), str(choices.get(now, now)))
            yield format_html("{}: {}", place, plain(*said))


def _name(model, field):
    return model._meta.get_field(field).verbose_name


def _called(row):
    return next((text_of(text).split("\n")[0][:80] for text in row["texts"].values()), "")
