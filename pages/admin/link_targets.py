"""What a link can lead to, as JSON for the dialog in which an editor chooses it (static/admin-bayan/link-dialog.js)."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET

from pages import addresses, kinds, languages
from pages.admin import link_report
from pages.linking import finding, places
from pages.models import Edition, Page


def urls(site):
    """The address of the search within an admin site."""
    return [path("link-targets/", site.admin_view(require_GET(partial(link_targets, site))), name="link_targets")]


def link_targets(site, request):
    """The pages that `q` finds (words, or an address of this site), or the page numbered `page`, with their parts."""
    if not link_report.may_see(site, request):
        raise PermissionDenied
    found = _found(request.GET.get("q", ""), link_report.numbered(request.GET.get("page", "")))
    readable = {(row.page_id, row.language) for row in _editions(found)}
    return JsonResponse({"results": [_told(result, readable) for result in found]})


def _found(query, number):
    if number:
        return finding.results(Page.objects.filter(pk=number))
    if query.startswith("/") or addresses.SITE.match(query):
        return finding.results(Page.objects.filter(addresses__path=addresses.normalised(query)))
    return finding.find(query)


def _editions(found):
    numbers = [result.page.pk for result in found]
    return Edition.objects.current().filter(page__in=numbers).only("page_id", "language") if numbers else []


def _told(result, readable):
    page, here = result.page, languages.current()
    title, other = (page.text("title", code) for code in (here, languages.other(here)))
    named = {place.anchor for place in result.named}
    return {
        "page": page.pk,
        "title": _text(title or other),
        "other": _text(other) if title and other else None,
        "kind": str(kinds.of(page).model._meta.verbose_name),
        "by": result.by,
        "readable": [code for code in languages.CODES if (page.pk, code) in readable],
        "parts": [_part(place, here) | {"named": place.anchor in named} for place in places.nested(result.places)],
    }


def _part(place, language):
    return {"part": place.anchor, "row": place.is_row, "name": _text(place.name_in(language))}


def _text(text):
    """A text with the language that it is written in."""
    return {"text": text, "lang": languages.of_script(text) or languages.current()}
