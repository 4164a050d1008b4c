"""What is shown to be copied: the script of its button, and an address of the site with its scheme and host.

`<button type="button" hidden data-copies="field" data-tells="status" data-done="Copied">`
"""

from django import forms
from django.conf import settings

COPYING = forms.Media(js=[forms.Script("admin-bayan/copy.js", defer=True)])


def absolute(request, address):
    """An address as it can be sent. Not the templates' `site_url`, which in the admin is Django's own and means its root."""
    return (settings.SITE_URL or f"{request.scheme}://{request.get_host()}") + address
