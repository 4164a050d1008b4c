"""The public views of short addresses: where they lead, and their QR codes."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from pages import languages
from pages.public import qr_codes, short_addresses
from pages.public.views import elsewhere, not_here


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


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def qr_code(request, code, language, form):
    """The QR code of a short address, to be put into a leaflet: `form` is svg or png."""
    if not short_addresses.exists(code):
        raise Http404
    site = settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
    draw, kind = {"svg": (qr_codes.svg, "image/svg+xml"), "png": (qr_codes.png, "image/png")}[form]
    name = f'inline; filename="{code}-{language}.{form}"'
    drawn = draw(site + short_addresses.path_of(code, language))
    return HttpResponse(drawn, content_type=kind, headers={"Content-Disposition": name})
