"""What the templates of the clinic's own pages need."""

from urllib.parse import quote

from django import template
from django.utils.translation import gettext

from clinic import hours, profile
from clinic.models import DAYS

register = template.Library()

NAMES = dict(DAYS)


@register.filter
def day_name(day):
    """A day of the week (0 is Monday) in words."""
    return NAMES[day]


@register.filter
def today(branch):
    """A branch's hours of today, None where they are not known."""
    return hours.today(branch)


@register.simple_tag(takes_context=True)
def whatsapp(context, branch):
    """The address that opens WhatsApp with the branch; from a page, with its name and short address written."""
    about = _about(context)
    text = gettext("I have a question about “%(title)s”:") % about + "\n" + about["address"] if about else ""
    return f"https://wa.me/{branch.whatsapp_number}" + (f"?text={quote(text)}" if text else "")


@register.simple_tag(takes_context=True)
def share_by_whatsapp(context):
    """The address that sends the page to whomever the reader chooses: its title and its short address."""
    about = _about(context)
    return "https://wa.me/?text=" + quote(f"{about['title']}\n{about['address']}")


@register.simple_tag
def clinic_in(language):
    """The clinic's profile in a language, where a page speaks both; a query of its own."""
    return profile.load(language)


def _about(context):
    """The title of the page that is read and its short address, which keeps the page's language; {} elsewhere."""
    reading = context.get("reading")
    if not (reading and reading.short_address):
        return {}
    return {"title": reading.edition.title, "address": context["site_url"] + reading.short_address}
