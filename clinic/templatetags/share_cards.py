"""The card that is shown where a page is shared."""

from django import template

from clinic import share_cards

register = template.Library()


@register.simple_tag(takes_context=True)
def share_card_url(context, edition):
    """The path of an edition's share card, "" where there is none, or no edition."""
    return share_cards.url_of(edition, context["clinic"]) if edition else ""
