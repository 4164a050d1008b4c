"""The sitemap as it is asked for: streamed, packed, and sent again only to whoever does not have it."""

import hashlib

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from clinic import sitemap, validators
from clinic.context import site_url
from pages.public.views import elsewhere

XML = "application/xml; charset=utf-8"


@require_safe
@gzip_page
def index(request):
    """Which files the sitemap has."""
    changed_at = sitemap.changed_at()
    text = sitemap.index(site_url(request), changed_at).encode()
    tag = hashlib.sha256(text).hexdigest()[:32]
    return validators.answered(request, HttpResponse(text, content_type=XML), tag, changed_at)


@require_safe
@gzip_page
def file(request, section, number):
    """One file of the sitemap: the clinic's own pages, or current editions with their alternates."""
    changed_at = sitemap.changed_at() if section == "pages" else None  # nothing dates a topic or a doctor
    site, told = site_url(request), sitemap.entries(section, int(number))
    if not told:
        return elsewhere(request)
    text = () if request.method == "HEAD" else sitemap.text(site, told)
    response = StreamingHttpResponse(text, content_type=XML)
    return validators.answered(request, response, sitemap.tag(site, told), changed_at)
