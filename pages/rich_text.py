"""Rich text: what it may hold, and the field that lets nothing else in, however it is saved."""

import re
from html import escape, unescape

import nh3
from django.urls import reverse_lazy
from django_prose_editor.fields import ProseEditorField

from pages import plain_text, tables

TAGS = {"p", "br", "strong", "em", "sub", "sup", "h3", "h4", "ul", "ol", "li", "a"} | {
    "blockquote", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "*": set(),  # else nh3 lets lang and title through
    "a": {"href", "data-page", "data-part"},
    "ol": {"start"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
# What another site or a word processor calls these. h1 and h2 are the page's own.
RENAMED = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
SCHEMES = {"http", "https", "mailto", "tel"}
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "PageLink": {"protocols": sorted(SCHEMES), "search": reverse_lazy("admin:link_targets")},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    "Menu": {
        "groups": [
            {"group": group}
            for group in ("blockType -lists", "lists", "nodes -blockType -lists", "marks", "link", "table", "history")
        ]
    },
}

_cleaner = nh3.Cleaner(
    tags=TAGS | set(RENAMED),
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel=None,
    clean_content_tags={"script", "style", "template", "iframe", "object", "noscript", "svg", "math", "title"},
    strip_comments=True,
)
PAGE_LINK = re.compile(r"<a\b[^>]*\bdata-page=[^>]*>(.*?)</a>", re.DOTALL)
MOST_ROUNDS = 8
EMPTY = {"", "<p></p>", "<p><br></p>"}


def clean_html(html):
    """`html` with nothing left but what a page can show (source of the rules: OWASP's XSS prevention sheet).

    Idempotent: cleaning what is clean changes nothing. One round is not enough for that: a control that is
    written as &#x202e; comes through (and may stand in java&#x202e;script:), and a link within a link moves when
    it is read again. What never settles keeps its words only.
    """
    html = html or ""
    for _ in range(MOST_ROUNDS):
        cleaned = _cleaned(html)
        if cleaned == html:
            return cleaned
        html = cleaned
    return escape(text_of(html), quote=False)


def without_page_links(html):
    """Clean `html` whose links to pages leave their words: for what is of no page, so that nothing resolves them."""
    return PAGE_LINK.sub(r"\1", clean_html(html))


def _cleaned(html):
    html = _cleaner.clean(plain_text.clean(html)).strip()
    for name, ours in RENAMED.items():
        html = html.replace(f"<{name}>", f"<{ours}>").replace(f"</{name}>", f"</{ours}>")
    return "" if html in EMPTY else tables.with_heads(html)


def text_of(html):
    """The words of rich text, one block a line, for search, digests and differences."""
    if not html:
        return ""
    spaced = html
    for tag in ("p", "li", "h3", "h4", "tr", "td", "th", "blockquote"):
        spaced = spaced.replace(f"</{tag}>", f"</{tag}>\n")
    bare = nh3.clean(spaced.replace("<br>", "\n"), tags=set())
    lines = (line.strip() for line in unescape(bare).splitlines())
    return "\n".join(line for line in lines if line)


class RichTextField(ProseEditorField):
    """HTML of a few kinds, sanitised in forms and again on every `save` and `bulk_create`.

    `page_links`: whether it may link to pages, as only what belongs to a page may: its links are indexed and resolved.
    """

    def __init__(self, *args, page_links=True, **kwargs):
        self.cleaned = clean_html if page_links else without_page_links
        extensions = EXTENSIONS if page_links else EXTENSIONS | {"PageLink": EXTENSIONS["PageLink"] | {"search": ""}}
        kwargs.setdefault("config", {"extensions": extensions})
        kwargs.setdefault("sanitize", self.cleaned)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        value = self.cleaned(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value
