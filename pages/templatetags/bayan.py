"""What templates need: numbers and dates in the page's language, and rich text with its links made addresses."""

from django import template
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from pages import formatting, languages, links

register = template.Library()

ICONS = {
    "phone": "M6.6 10.800a15 15 0 0 0 6.600 6.600l2.200-2.200a1 1 0 0 1 1-.25 11.400 11.400 0 0 0 3.600.6 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1"
    "A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.500a1 1 0 0 1 1 1 11.400 11.400 0 0 0 .6 3.600 1 1 0 0 1-.25 1z",
    "chat": "M12 3a9 9 0 0 0-7.700 13.600L3 21l4.500-1.300A9 9 0 1 0 12 3z",
    "pin": "M12 2a7 7 0 0 0-7 7c0 5.200 7 13 7 13s7-7.800 7-13a7 7 0 0 0-7-7zm0 9.500A2.500 2.500 0 1 1 12 6.500a2.500 2.500 0 0 1 0 5z",
}


@register.simple_tag(takes_context=True)
def number(context, value):
    """A whole number as the clinic writes it in the page's language."""
    return formatting.number(value, *_ways(context))


@register.simple_tag(takes_context=True)
def day(context, value):
    """A date, or its ISO text, in words."""
    return formatting.day(value, *_ways(context))


@register.simple_tag(takes_context=True)
def hour(context, value):
    """A time of day."""
    return formatting.hour(value, *_ways(context))


@register.simple_tag(takes_context=True)
def views(context, value):
    """A number of views with its word."""
    return formatting.views(value, *_ways(context))


@register.simple_tag(takes_context=True)
def results(context, value):
    """A number of things found with its word."""
    return formatting.results(value, *_ways(context))


@register.simple_tag
def marked(runs):
    """A text given in runs, (text, whether it is what was searched for), with those marked."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if is_match else text,) for text, is_match in runs)
    )


@register.simple_tag(takes_context=True)
def rich(context, html):
    """Rich text of an edition, cleaned when it was composed, with its page links made addresses."""
    return mark_safe(links.fill(html or "", context["reading"].addresses))


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
def own_name(language):
    """A language's name in that language."""
    return languages.NAMES[language]


def _ways(context):
    return context["language"], context["clinic"].digits
