"""What a printed page needs: a way back to the page on a screen."""

from django import template
from django.utils.safestring import mark_safe

from pages.public import qr_codes

register = template.Library()


@register.simple_tag
def qr_code(address):
    """The QR code of an absolute address, drawn into the page: a printer never waits for it, or goes without."""
    return mark_safe(qr_codes.svg(address))


@register.filter
def spoken(address):
    """An absolute address as a person types it: without its scheme."""
    return address.partition("://")[2]
