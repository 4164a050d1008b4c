"""What the templates of the desk need: names in the doctor's language, or set apart in the other one."""

from django import template
from django.utils.html import format_html

from pages import languages

register = template.Library()


@register.simple_tag(takes_context=True)
def place_name(context, place):
    """The name of a place in the doctor's language, or in the other one where it has none in this one."""
    language = context["language"]
    return _apart(place.name_in(language), language)


@register.simple_tag(takes_context=True)
def other_title(context, page, query):
    """The title in the language that was typed, where that is not the doctor's own."""
    typed = languages.of_script(query or "")
    title = page.text("title", typed) if typed and typed != context["language"] else ""
    if not title:
        return ""
    return format_html(
        '<span class="desk-target-other" lang="{}" dir="{}">{}</span>', typed, languages.DIRECTIONS[typed], title
    )


def _apart(text, language):
    own = languages.of_script(text) or language
    if own == language:
        return text
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', own, languages.DIRECTIONS[own], text)
