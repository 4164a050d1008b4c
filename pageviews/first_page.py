"""What the admin's first page tells of readers: how many there were, what they read, missed, and found no help in."""

from django.db.models import Count
from django.template.loader import render_to_string

from pages import languages
from pages.admin import first_page
from pages.models import Edition
from pageviews import charts, reports, totals, unanswered, unhelpful
from pageviews.models import AnsweredEdition, DailyViews, Feedback, UnansweredSearch

MOST, AT_ONCE = 5, 500


def register():
    """Adds it to the admin's first page."""
    first_page.panels(readers)


def readers(request, site):
    """Views by day and language, the most read, what did not help and what was not found; each to whom may see it."""
    context = {}
    if _may_see(DailyViews, site, request):
        context = {"chart": charts.of_days(reports.by_day()), "most_read": _most_read()}
    if _may_see(AnsweredEdition, site, request):
        context["unhelpful"] = _unhelpful()
    if _may_see(UnansweredSearch, site, request):
        context["unanswered"] = unanswered.recent(MOST)
    return render_to_string("admin/first_page/readers.html", context, request) if context else ""


def _may_see(model, site, request):
    return site.is_registered(model) and site.get_model_admin(model).has_view_permission(request)


def _most_read():
    current = Edition.objects.current().defer("content").select_related("page")
    found = [edition for code in languages.CODES for edition in totals.read_lately(current, MOST, code)]
    return sorted(found, key=lambda edition: -edition.recent_views)[:MOST]


def _unhelpful():
    """The editions that patients read now of which most said that they did not help."""
    told = {row["edition"]: row["no"] for row in _current(unhelpful.editions(), MOST)}
    helped = Feedback.objects.filter(edition__in=told, helped=True).order_by().values_list("edition")
    helped = dict(helped.annotate(number=Count("pk")))
    found = AnsweredEdition.objects.defer("content").select_related("page").in_bulk(told)
    for number, edition in found.items():
        edition.yes, edition.no = helped.get(number, 0), told[number]
    return [found[number] for number in told]


def _current(answered, most):
    """The first of some editions, as told by their answers, that patients read now: most of those answered last are."""
    found, start = [], 0
    while len(found) < most and (rows := list(answered[start : start + AT_ONCE])):
        numbers = [row["edition"] for row in rows]
        current = set(Edition.objects.current().filter(pk__in=numbers).values_list("pk", flat=True))
        found += [row for row in rows if row["edition"] in current]
        start += AT_ONCE
    return found[:most]
