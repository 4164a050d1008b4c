"""What the templates of doctors need."""

from django import template
from django.utils import translation
from django.utils.safestring import mark_safe

from doctors.marks import marked_words
from doctors.review import reviews
from pages.rich_text import without_page_links

register = template.Library()


@register.simple_tag
def byline(edition):
    """Who wrote and who reviewed an edition, as its page says it today (`reviews.byline`)."""
    return reviews.byline(edition)


@register.simple_tag(takes_context=True)
def full_name(context, doctor):
    """A doctor's name with its title in the page's language."""
    return doctor.full_name(context["language"])


@register.simple_tag(takes_context=True)
def specialty(context, doctor):
    """A doctor's specialty in the page's language."""
    return doctor.text("specialty", context["language"])


@register.simple_tag(takes_context=True)
def biography(context, doctor):
    """A doctor's biography in the page's language, as HTML."""
    return mark_safe(without_page_links(doctor.text("biography", context["language"])))


@register.filter
def marked(change):
    """The words of a Change with what was added and taken out marked, and told in the language of the words."""
    with translation.override(change.language or translation.get_language()):
        return marked_words.plain(change.old, change.new)


@register.filter
def corrected_title(correction):
    """The title of the text that a minor correction was made in."""
    return correction.text.get("title", "")
