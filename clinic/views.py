"""The public views of the clinic itself, and what machines ask of the site."""

import sys

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from clinic import colours, profile
from clinic.context import site_url
from clinic.models import FeaturedProcedure
from doctors.models import Doctor
from pages import languages
from pages.models import Edition
from pages.public import listing
from pages.public.views import elsewhere
from pageviews import totals
from serving.public import public

MOST_ON_HOME, MOST_FEATURED, MOST_NEW, MOST_READ, MOST_TOPICS = 6, 12, 4, 6, 24
# Nothing to index: the rooms of editors and doctors, the counting, searches, addresses that lead to others, reviews.
CLOSED_TO_CRAWLERS = ("/admin/", "/desk/", "/handouts/", "/views/", "/*/search/", "/go/", "/review/", "/preview/")
# Seconds after which to ask again while the database is away.
RETRY_AFTER = "15"


@require_safe
def choose_language(request):
    """`/` leads to the language that the reader chose, that their browser asks for, or that the clinic prefers."""
    if request.GET:
        moved = elsewhere(request)
        if moved.status_code in (301, 410):
            return moved
    chosen = languages.asked_for(request) or profile.load("en").default_language
    response = HttpResponseRedirect(f"/{chosen}/")
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


@require_safe
@public
def home(request, language):
    """What the clinic does, who its doctors are, what is read most and what is new."""
    editions = Edition.objects.current().in_language(language).listed()
    procedures = editions.of_kind("procedure")
    chosen = FeaturedProcedure.objects.all()
    place = chosen.filter(procedure=OuterRef("page")).values("order")
    featured = procedures.filter(page__in=chosen.values("procedure")).annotate(place=Subquery(place))
    told = editions.exclude(kind="page")
    topics, has_more_topics = listing.first_topics(language, MOST_TOPICS)
    context = {
        "language": language,
        "procedures": list(featured.order_by("place", "page_id")[:MOST_FEATURED]) or procedures.newest()[:MOST_ON_HOME],
        "newest": told.newest()[:MOST_NEW],
        "most_read": totals.most_read(told, MOST_READ, language),
        "topics": topics,
        "has_more_topics": has_more_topics,
        "doctors": [d for d in Doctor.objects.active().select_related("photo") if d.full_name(language)],
        "alternates": {code: f"/{code}/" for code in languages.CODES},
    }
    return render(request, "clinic/home.html", context)


@require_safe
@public
def contact(request, language):
    """How to reach the clinic: its branches, telephones, hours and ways there."""
    alternates = {code: f"/{code}/contact/" for code in languages.CODES}
    return render(request, "clinic/contact.html", {"language": language, "alternates": alternates})


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def theme(request, colour):
    """The clinic's colour as a style sheet: public pages carry no inline code at all."""
    css = (
        f":root{{--brand:{colours.on_light(colour)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{--brand:{colours.on_dark(colour)}}}}}"
    )
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@require_safe
def robots_txt(request):
    """What crawlers may read, and where the sitemap is."""
    closed = [f"Disallow: {path}" for path in CLOSED_TO_CRAWLERS]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {site_url(request)}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def healthz(request):
    """The process answers."""
    return JsonResponse({"ok": True})


@require_safe
def readyz(request):
    """The process can reach its database: 503 where it cannot."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ok": False}, status=503)
    return JsonResponse({"ok": True})


def server_error(request):
    """An error of ours (500), or a database that is away (503): a page that needs none, in the reader's language."""
    language = languages.of_path(request.path_info) or languages.preferred(request)
    context = {"language": language, "direction": languages.DIRECTIONS[language]}
    page = loader.render_to_string("500.html", context)
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        response = HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER})
        response.database_is_away = True  # what stands in front of Django looks for a copy (`serving.front`)
        return response
    return HttpResponse(page, status=500)


def refused(request, exception=None, reason=""):
    """A request that is refused (403), and why, in the reader's language. `reason` is that a form was not ours."""
    language = getattr(request, "LANGUAGE_CODE", None) or languages.preferred(request)
    with translation.override(language):
        why = str(exception or "") or (
            _("Go back and load the page again, then try once more.")
            if reason or exception is None
            else _("Your account may not do this. Nothing was changed. Ask an administrator of the site.")
        )
        context = {"language": language, "direction": languages.DIRECTIONS[language], "why": why}
        page = loader.render_to_string("403.html", context)
    return HttpResponse(page, status=403)


def locked_out(request, original_response, credentials):
    """Signing in is closed for a while (429), said where it was tried: at the doctors' desk or in the editors' rooms."""
    at_the_desk = request.path_info.startswith("/desk/")
    return render(request, "doctors/desk/locked_out.html" if at_the_desk else "admin/locked_out.html", status=429)
