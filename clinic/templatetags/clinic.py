"""What the templates of the clinic's own pages need."""

from django import template

from clinic.models import DAYS

register = template.Library()

NAMES = dict(DAYS)


@register.filter
def day_name(day):
    """A day of the week (0 is Monday) in words."""
    return NAMES[day]
