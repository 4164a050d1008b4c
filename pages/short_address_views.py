"""The public views of short addresses: where they lead."""

from django.http import HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages import languages, short_addresses
from pages.views import elsewhere, not_here


@require_safe
@never_cache
def lead(request, code, language=""):
    """Leads to the page's address of this moment; nothing may keep it, since the page may move tomorrow."""
    led = short_addresses.lead(code, language, languages.asked_for(request))
    if led is None:
        return elsewhere(request)
    if led.address:
        return HttpResponseRedirect(iri_to_uri(led.address))
    return not_here(request, led.found)
