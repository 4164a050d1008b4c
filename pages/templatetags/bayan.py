"""What templates need: numbers and dates in the page's language, and rich text with its links made addresses."""

from urllib.parse import urlsplit

from django import template
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from pages import formatting, isolation, languages
from pages.content import links

register = template.Library()

ICONS = {
    "phone": "M6.6 10.800a15 15 0 0 0 6.600 6.600l2.200-2.200a1 1 0 0 1 1-.25 11.400 11.400 0 0 0 3.600.6 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1"
    "A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.500a1 1 0 0 1 1 1 11.400 11.400 0 0 0 .6 3.600 1 1 0 0 1-.25 1z",
    "chat": "M12 3a9 9 0 0 0-7.700 13.600L3 21l4.500-1.300A9 9 0 1 0 12 3z",
    "search": "M10.500 3a7.500 7.500 0 0 1 5.900 12.100l4.300 4.200-1.400 1.400-4.200-4.300A7.500 7.500 0 1 1 10.500 3zm0 2a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11z",
    "print": "M7 3h10v4H7V3zM5 8h14a2 2 0 0 1 2 2v6h-4v5H7v-5H3v-6a2 2 0 0 1 2-2zm4 6v5h6v-5H9z",
    "share": "M18 2a3 3 0 1 1-2.100 5.100L9.700 10.800a3 3 0 0 1 0 2.400l6.200 3.700a3 3 0 1 1-.9 1.700l-6.200-3.700a3 3 0 1 1 0-5.800L15 5.400A3 3 0 0 1 18 2z",
    "pin": "M12 2a7 7 0 0 0-7 7c0 5.200 7 13 7 13s7-7.800 7-13a7 7 0 0 0-7-7zm0 9.500A2.500 2.500 0 1 1 12 6.500a2.500 2.500 0 0 1 0 5z",
}


def _written(name):
    """Makes a function of `pages.formatting` a tag: `{% day value %}`, in the page's language and the clinic's digits."""
    write = getattr(formatting, name)
    register.simple_tag(lambda context, value: write(value, *_ways(context)), takes_context=True, name=name)


for _name in ("digits", "number", "day", "hour", "views", "results", "minutes", "hours", "days", "years", "times"):
    _written(_name)


@register.simple_tag(takes_context=True)
def telephone(context, text):
    """A telephone number in the page's digits, which reads from the left wherever it stands."""
    return format_html('<bdo dir="ltr">{}</bdo>', formatting.telephone(text, *_ways(context)))


@register.simple_block_tag(takes_context=True)
def isolated(context, content):
    """A page's body with each run of another script set apart (`pages.isolation`)."""
    return mark_safe(isolation.isolate(content, *_ways(context)))


@register.simple_tag
def marked(runs):
    """A text given in runs, (text, whether it is what was searched for), with those marked."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if is_match else text,) for text, is_match in runs)
    )


@register.simple_tag(takes_context=True)
def rich(context, html):
    """Rich text of an edition, cleaned when it was composed, with its page links made addresses."""
    return mark_safe(links.fill(html or "", context["reading"].targets))


@register.simple_tag(takes_context=True)
def absolute(context, address):
    """An address of this site with its scheme and host, as canonical and hreflang want it."""
    return context["site_url"] + iri_to_uri(address)


@register.simple_tag(takes_context=True)
def local_day(context, moment):
    """The day of a moment in the clinic's time zone, in words."""
    return formatting.day(timezone.localdate(moment), *_ways(context))


@register.simple_tag
def media(name):
    """The address of an uploaded file."""
    return default_storage.url(name)


@register.simple_tag
def icon(name):
    """A small drawing beside words that say the same, so that it is hidden from those who listen."""
    return format_html('<svg class="icon" aria-hidden="true" viewBox="0 0 24 24"><path d="{}"/></svg>', ICONS[name])


@register.filter
def at(mapping, key):
    """The value at a key, "" where there is none."""
    return (mapping or {}).get(key, "")


@register.filter
def direction(language):
    """ltr or rtl."""
    return languages.DIRECTIONS[language]


@register.filter
def written_in(text, language):
    """The language of a text by the script of most of its letters; `language` where it has none."""
    return languages.of_script(text) or language


@register.filter
def site_of(address):
    """The name of the site that an address leads to: `who.int`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def own_name(language):
    """A language's name in that language."""
    return languages.NAMES[language]


def _ways(context):
    return context["language"], context["clinic"].digits
