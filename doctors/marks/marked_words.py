"""Texts with what changed in them marked word by word, as ins and del; those who listen are told so in words."""

import re
from itertools import groupby
from operator import itemgetter

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pages.content import differences, links

# Where a link leads stands in for one word of the text while it is compared: a sign of ours (Unicode's private use).
LINK = re.compile("\ue000(\\d+)\ue001")
TOKEN = re.compile("<[^>]+>|\ue000\\d+\ue001\\s*|[^<\\s\ue000]+\\s*|\ue000|\\s+")


def plain(old, new):
    """A text without mark-up, with its changes marked."""
    return mark_safe("".join(_run(tag, escape(words)) for tag, words in differences.of_words(old, new)))


def rich(old, new, leading):
    """Rich text with its changes marked. Marks stand around words only, so that what was well formed stays so.

    `leading` are the Destinations of its links: one that is new or gone, or leads elsewhere now, is marked by where it
    leads.
    """
    told = {}
    before, tokens = (TOKEN.findall(_signed(html, told)) for html in (old, new))
    compared = ("".join(map(_word, filter(_is_word, found))) for found in (before, tokens))
    runs = [[tag, len(text.split()), text] for tag, text in differences.of_words(*compared)]
    return _drawn(_laid_over(tokens, runs), told, leading)


def removed(html, leading):
    """Rich text that is gone as a whole: as it was, with all of its words marked. `leading` as in `rich`."""
    told = {}
    tokens = TOKEN.findall(_signed(html, told))
    return _drawn((("removed" if _is_word(token) else "same", token) for token in tokens), told, leading)


def _signed(html, told):
    """Rich text with a sign after each of its links; `told` learns which stands for what."""
    own = LINK.sub("", html)
    return links.told(own, lambda *target: told.setdefault(target, f"\ue000{len(told)}\ue001"))


def _drawn(runs, told, leading):
    """Runs as HTML, those that follow each other in the same way as one, with the signs of links made words."""
    names = {sign: leading.after(*target) for target, sign in told.items()}
    whole = ((tag, "".join(words for _tag, words in same)) for tag, same in groupby(runs, key=itemgetter(0)))
    return mark_safe("".join(_named(_run(tag, words), names) for tag, words in whole))


def _named(run, names):
    return LINK.sub(lambda sign: escape(f" {names[sign[0]]}") if sign[0] in names else sign[0], run)


def _laid_over(tokens, runs):
    """The tokens of a text as runs, with what was taken out between them: (tag, HTML) pairs."""
    for token in tokens:
        if not _is_word(token):
            # What was taken out before a block ends is shown in it.
            if token.startswith("</"):
                yield from _taken_out(runs)
            yield "same", token
            continue
        yield from _taken_out(runs)
        if not runs:
            yield "same", token
            continue
        yield runs[0][0], token
        runs[0][1] -= 1
        if runs[0][1] == 0:
            runs.pop(0)
    yield from _taken_out(runs)


def _taken_out(runs):
    while runs and runs[0][0] == "removed":
        yield "removed", runs.pop(0)[2]


def _run(tag, words):
    """One run of words, which are HTML."""
    if tag == "same" or not words.strip():
        return SafeString(LINK.sub("", words))
    element, said = {"added": ("ins", _("added:")), "removed": ("del", _("taken out:"))}[tag]
    return format_html('<{0}><span class="for-listeners">{1} </span>{2}</{0}>', element, said, SafeString(words))


def _is_word(token):
    return not token.startswith("<") and bool(token.strip())


def _word(token):
    return f"{token.strip()} "
