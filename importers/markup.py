"""HTML from elsewhere becomes a safe tree: its depth first, then its sanitising; nothing is ever fetched."""

import re

import nh3
from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from importers.document import DEEPEST, ImportRefused
from pages.rich_text import SCHEMES

BLOCKS = {
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody",
    "td", "tfoot",
    "th", "thead", "tr", "ul",
}  # fmt: skip
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "del", "dfn", "em", "font", "i",
    "iframe",
    "img", "ins", "kbd", "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u",
    "var", "video", "br", "wbr",
}  # fmt: skip
VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "param", "source", "track"}
# Their end tags may be left out: the next one of their kind ends them (HTML Standard, 13.1.2.4).
SELF_ENDING = {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup"}
RAW = {"script", "style", "textarea", "title", "template", "noscript", "svg", "math", "object", "select", "canvas"}
HEAD = 60_000
MOST_TAGS = 15_000
ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
TAG = re.compile(r"<(/?)([a-z][^\s/>]*)|<!--")
CHARSET_SAFE = {"*": {"class", "id", "role"}, "a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
MEDIA = {"img": {"alt", "src"}, "iframe": {"src", "title"}, "video": {"src"}, "time": {"datetime"}}

_cleaner = nh3.Cleaner(
    tags=BLOCKS | INLINE,
    clean_content_tags=RAW - {"select"} | {"head"},
    attributes=CHARSET_SAFE | MEDIA,
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)


def tree_of(html):
    """The sanitised tree of an HTML text. Raises ImportRefused where it is nested too deeply."""
    if html.count("<") > MOST_TAGS:
        raise ImportRefused(_("The file has far more elements than a page. Save only its text."))
    if too_deep(html):
        raise ImportRefused(
            _("Elements are nested more than %(most)d deep in this file. Save it anew from a browser.")
            % {"most": DEEPEST}
        )
    return BeautifulSoup(_cleaner.clean(html), "html.parser")


def too_deep(html):
    """Whether open elements ever stand deeper than DEEPEST. One pass: the parsers take minutes for 100,000 levels."""
    stack, place, html = [], 0, html.lower()
    while match := TAG.search(html, place):
        place = match.end()
        name = match[2] or ""
        if not name:
            place = _after(html, "-->", place)
        elif match[1]:
            _close(stack, name)
        elif name in RAW:
            place = _after(html, f"</{name}", place)
        elif name not in VOID:
            _open(stack, name)
            if len(stack) > DEEPEST:
                return True
    return False


def facts_of(html):
    """What the head of an HTML page says of it, as written: {"date": …}."""
    head = html[:HEAD]
    facts = {}
    for tag in re.findall(r"<meta\s[^>]{1,2000}>", head, re.IGNORECASE):
        said = {name.lower(): one or other for name, one, other in ATTRIBUTE.findall(tag)}
        name = (said.get("property") or said.get("name") or said.get("itemprop") or "").lower()
        if name in ("article:published_time", "datepublished", "date") and said.get("content"):
            facts.setdefault("date", said["content"])
    return facts


def _open(stack, name):
    if name in SELF_ENDING and stack and stack[-1] == name:
        stack.pop()
    stack.append(name)


def _close(stack, name):
    if name in stack:
        del stack[len(stack) - 1 - stack[::-1].index(name) :]


def _after(html, end, place):
    found = html.find(end, place)
    return len(html) if found < 0 else found + len(end)
