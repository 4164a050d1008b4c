"""The ticks and crosses of the admin's lists, said in the interface's language to whoever hears them.

Django's say “True”, “False” and “None” in every language (`admin_list._boolean_icon`).
"""

from django.contrib.admin.templatetags import admin_list
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _

ICONS = {True: "yes", False: "no", None: "unknown"}


def icon(value):
    """The icon of a yes, a no or an unknown, as HTML."""
    said = {True: _("Yes"), False: _("No"), None: _("Unknown")}[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{ICONS[value]}.svg"), said)


def speak():
    """Puts `icon` in the place of Django's."""
    admin_list._boolean_icon = icon
