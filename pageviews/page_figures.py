"""The figures of one page for editors: its views by day and language, whether it helped, links to it and from it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.forms import Media
from django.http import Http404
from django.shortcuts import render
from django.urls import path

from pages import kinds, languages
from pages.linking import ways_on
from pages.models import Page
from pageviews import charts, periods, reports
from pageviews.models import DailyViews, Feedback

MOST_SENTENCES = 20


def urls(site):
    """The address of a page's figures within an admin site."""
    view = site.admin_view(lambda request, number: show(request, site, number))
    return [path("figures/<int:number>/", view, name="page_figures")]


def show(request, site, number):
    """A page's figures, each to whom may see it; 403 for whoever may not change the page."""
    page = Page.objects.filter(pk=number).first() if number < 2**62 else None
    if page is None:
        raise Http404
    model = kinds.of(page).model
    if not site.get_model_admin(model).has_change_permission(request, page):
        raise PermissionDenied
    context = {"title": str(page), "original": page, "opts": model._meta, "media": Media()}
    if _may_see(DailyViews, site, request):
        context |= _views(page, request.GET)
    if _may_see(Feedback, site, request):
        context |= _answers(page)
    context["links"] = _links(page)
    return render(request, "admin/pageviews/figures.html", site.each_context(request) | context)


def _may_see(model, site, request):
    return site.is_registered(model) and site.get_model_admin(model).has_view_permission(request)


def _views(page, query):
    period = periods.asked(query)
    dates = periods.form_of(query, period)
    told = {"totals": reports.told(page), "dates": dates, "media": dates.media}
    return told | {"period": period, "spans": periods.SPANS, "chart": charts.of(period, page=page)}


def _answers(page):
    """How often each language helped and did not, of all its editions, and the last sentences."""
    rows = Feedback.objects.filter(edition__page=page.pk)
    counted = rows.order_by().values_list("edition__language", "helped").annotate(Count("pk"))
    counts = {(language, helped): number for language, helped, number in counted}
    sentences = rows.exclude(sentence="").values("edition__language", "helped", "sentence", "day")
    return {
        "answers": [(code, counts.get((code, True), 0), counts.get((code, False), 0)) for code in languages.CODES],
        "is_answered": bool(counts),
        "sentences": sentences[:MOST_SENTENCES],
    }


def _links(page):
    """Each language with the ways to the page and from it, None where patients cannot read it."""
    found = ways_on.of_page(page)
    told = []
    for code in languages.CODES:
        ways = found.get(code)
        is_dead_end = ways is not None and not any(way.is_followed for way in ways["from"])
        told.append({"language": code, "ways": ways, "is_dead_end": is_dead_end})
    return told
