"""The views of the whole site or of a topic for editors: by day or month and language, in all, what is read most, as CSV."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pages import languages
from pages.models import Edition, Page, Topic
from pageviews import charts, csv_files, periods, reports, totals
from pageviews.models import DailyViews

MOST, MOST_IN_A_FILE = 10, 1000
LATELY = (7, 30)  # days


def urls(site):
    """The addresses of the figures within an admin site."""

    def place(address, show, name):
        return path(
            address, site.admin_view(require_safe(lambda request: show(_allowed(request, site), site))), name=name
        )

    return [
        place("figures/", show, "figures"),
        place("figures/views.csv", send_views, "figures_views"),
        place("figures/most-read.csv", send_most_read, "figures_most_read"),
    ]


def show(request, site):
    """The figures of the site, or of one topic, in the period that is asked for."""
    topic, period = _topic(request), periods.asked(request.GET)
    dates = periods.form_of(request.GET, period)
    context = site.each_context(request) | {
        "title": _("Views"),
        "media": dates.media,
        "dates": dates,
        "topic": topic,
        "topics": Topic.objects.all(),
        "period": period,
        "spans": periods.SPANS,
        "query": f"from={period.first}&to={period.last}",
        "chart": charts.of(period, topic=topic),
        "totals": reports.told(topic=topic),
        "most_read": [(days, _most_read(days, MOST, topic)) for days in LATELY],
    }
    return render(request, "admin/pageviews/site_figures.html", context)


def send_views(request, site):
    """Day by day as CSV: of the site, of a topic, or of one page."""
    topic, period = _topic(request), periods.asked(request.GET)
    page = _one(Page, request.GET.get("page", ""))
    head = [_("Day"), *(_language(code) for code in languages.CODES), _("Together")]
    counted = reports.by_day(period, page=page, topic=topic)
    rows = ([day, *(counts.get(code, 0) for code in languages.CODES), sum(counts.values())] for day, counts in counted)
    return csv_files.response(f"views-{period.first}-{period.last}", _headed(head, rows))


def send_most_read(request, site):
    """What is read most in the last 7 or 30 days as CSV: place, page, language, title and views."""
    days = 7 if request.GET.get("days") == "7" else 30
    head = [_("Language"), _("Place"), _("Page"), _("Title"), _("Views")]
    found = _most_read(days, MOST_IN_A_FILE, _topic(request))
    rows = ([_language(code), place, one.page_id, one.title, one.recent_views]
            for code, read in found for place, one in enumerate(read, 1))  # fmt: skip
    return csv_files.response(f"most-read-{days}", _headed(head, rows))


def _allowed(request, site):
    if not site.get_model_admin(DailyViews).has_view_permission(request):
        raise PermissionDenied
    return request


def _topic(request):
    return _one(Topic, request.GET.get("topic", ""))


def _one(model, number):
    """The row of a number, None where none is asked for. Raises Http404 where there is none."""
    if not number:
        return None
    known = number.isascii() and number.isdigit() and len(number) < 19
    found = model.objects.filter(pk=number).first() if known else None
    if found is None:
        raise Http404
    return found


def _most_read(days, most, topic):
    """[(language, its editions that were read most lately)]."""
    current = Edition.objects.current().defer("content").select_related("page")
    current = current.filter(page__topics=topic) if topic else current
    return [(code, totals.read_lately(current, most, code, days)) for code in languages.CODES]


def _language(code):
    return dict(Page.LANGUAGES)[code]


def _headed(head, rows):
    yield head
    yield from rows
