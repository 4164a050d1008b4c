"""Markdown becomes HTML, and then what HTML becomes; its front matter becomes facts."""

import re
from collections import Counter

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from importers.document import DEEPEST, ImportRefused, plain, words
from importers.html_reader import read_html

FRONT = re.compile(r"\A---\s*\n(.{0,4000}?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
FACT = re.compile(r"^([A-Za-z_-]+)\s*:\s*[\"']?(.*?)[\"']?\s*$")
# Runs of what opens something: the parser's time grows with the square of them.
RUNS = re.compile(r"(?:>\s?){60}|\[{60}|(?:!\[){40}|[*_~]{200}|`{200}|^[ \t]{300}", re.MULTILINE)
MOST_MARKS = 10_000
_parser = MarkdownIt("commonmark", {"html": True, "breaks": False, "maxNesting": DEEPEST}).enable(
    ["table", "strikethrough"]
)


def read_markdown(text):
    """The Document of a Markdown text. Raises ImportRefused where it is nested too deeply."""
    facts = {}
    if match := FRONT.match(text):
        facts = dict(FACT.match(line).groups() for line in match[1].splitlines() if FACT.match(line))
        text = text[match.end() :]
    if RUNS.search(text) or sum(map(text.count, "[`|*_")) > MOST_MARKS:
        raise ImportRefused(_too_deep())
    html = _parser.render(_bullets_known(text))
    _refuse_lost(text, html)
    document = read_html(html)
    document.facts.update({key.lower(): value for key, value in facts.items() if value})
    return document


def _bullets_known(text):
    """Bullets that word processors type, as the one that Markdown knows."""
    return re.sub(r"^(\s{0,12})[•●○▪◦‣·–]\s+", r"\1- ", text, flags=re.MULTILINE)


def _refuse_lost(text, html):
    """The parser drops without a word what is nested deeper than it goes."""
    visible = re.sub(r"<[^>]{0,2000}>|\]\([^)]*\)|^\s*\[[^\]]*\]:.*$|!\[[^\]]*\]", " ", text, flags=re.MULTILINE)
    missing = Counter(words(visible)) - Counter(words(re.sub(r"<[^>]*>", " ", plain(html) + " " + html)))
    if sum(missing.values()) > 0.02 * len(words(visible)) + 20:
        raise ImportRefused(_too_deep())


def _too_deep():
    return _("Lists or quotations are nested too deeply in this file. Flatten them first.")
