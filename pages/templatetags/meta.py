"""What the head of a page tells those who do not look at it: search engines, and sites where it is shared."""

from html import unescape

from django import template
from django.utils.safestring import mark_safe

from pages import plain_text
from pages.public import schema_org

register = template.Library()

LONGEST_DESCRIPTION = 300
# Facebook, whom og:locale is for, has one Arabic and calls it ar_AR; it has no ar_EG. The English here is Britain's.
LOCALES = {"en": "en_GB", "ar": "ar_AR"}


@register.simple_block_tag
def heard(content):
    """What stands between, in one line; `as` keeps it, so that a block of the page is told in several places."""
    return mark_safe(" ".join(content.split()))


@register.simple_tag(takes_context=True)
def told_to_machines(context):
    """What machines are told of the page, as a block of data; nothing where nothing is known."""
    found = schema_org.graph(context.flatten())
    if found is None:
        return ""
    return mark_safe(f'<script type="application/ld+json">{schema_org.as_json(found)}</script>')


@register.filter
def as_description(text):
    """Words of a template as a search result shows them: one line, as much of it as is read."""
    line = " ".join(plain_text.clean(unescape(text)).split())
    if len(line) <= LONGEST_DESCRIPTION:
        return line
    return line[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + "…"


@register.filter
def locale(language):
    """A language as og:locale names it."""
    return LOCALES[language]


@register.filter
def has_kind(blocks, kind):
    """Whether one of a page's blocks is of a kind."""
    return any(block.kind == kind for block in blocks)
