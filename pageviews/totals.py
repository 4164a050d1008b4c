"""The number of views that a page shows, and what is read most."""

from datetime import timedelta

from django.db.models import F, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from pages.models import Edition
from pages.prepared import Prepared
from pageviews.models import DailyViews, PageViews, ViewCorrection

LATELY = {7: "week", 30: "month"}  # the days that sums are kept of
AT_ONCE = 50


def of_page():
    """An annotation for editions: the page's views in both languages, with opening views and corrections."""
    return Greatest(_counted(), 0, output_field=IntegerField())


def of_current(pages):
    """The views of some pages in each language in which they can be read now, as {(page, language): views}.

    They are as they add up: where corrections took more than there was, less than none.
    """
    return {(page, language): views for page, language, views in _asked.rows(sorted(set(pages)))}


def _counted():
    counted = Coalesce(_summed(PageViews.objects, "count"), 0)
    corrected = Coalesce(_summed(ViewCorrection.objects, "amount"), 0)
    return F("page__opening_views") + counted + corrected


def _of_current(pages):
    return Edition.objects.current().filter(page__in=pages).order_by().values_list("page_id", "language", _counted())


def most_read(editions, most, language, days=30):
    """Those of `editions` in a language that were opened in it in the last days, the most read first, as a list.

    A site that has not counted yet goes by the views that it brought along; a page that nobody opened is left out.
    """
    found = read_lately(editions, most, language, days)
    if len(found) < most:
        rest = editions.in_language(language).exclude(pk__in=[edition.pk for edition in found])
        rest = rest.annotate(all_views=of_page()).filter(all_views__gt=0)
        found += rest.order_by("-all_views", "-page_id")[: most - len(found)]
    return found


def read_lately(editions, most, language, days=30):
    """Those of `editions` in a language that were opened in it in the last 7 or 30 days, each with `recent_views`.

    Candidates come in the order of a sum that can only be too large (PageViews), more and more at a time, until no
    further one can be read more.
    """
    kept, found, start, size = LATELY[days], {}, 0, max(2 * most, AT_ONCE)
    candidates = PageViews.objects.filter(language=language, **{f"{kept}__gt": 0}).order_by(f"-{kept}", "-page")
    while True:
        rows = list(candidates[start : start + size])
        counts = _exact(rows, language, days)
        for edition in editions.in_language(language).filter(page__in=counts):
            edition.recent_views = counts[edition.page_id]
            found[edition.pk] = edition  # once, also where readers moved it from one batch into the next
        first = sorted(found.values(), key=lambda edition: (-edition.recent_views, -edition.page_id))[:most]
        if len(rows) < size or (len(first) == most and first[-1].recent_views >= getattr(rows[-1], kept)):
            return first
        start, size = start + size, 2 * size


def recent(pages, days=30):
    """The views of pages in both languages in the last days, {page: views}; a page that nobody opened is left out."""
    counted = DailyViews.objects.filter(page__in=pages, day__gte=first_of(days)).order_by()
    return dict(counted.values_list("page").annotate(total=Sum("count")))


def first_of(days):
    """The first of the last days, today being the last."""
    return timezone.localdate() - timedelta(days=days - 1)


def _exact(rows, language, days):
    """What was really read of the pages of some PageViews in the last days: {page: views}, those of none left out."""
    today, kept = timezone.localdate(), LATELY[days]
    old = [row.page_id for row in rows if row.day != today]
    daily = DailyViews.objects.filter(page__in=old, language=language, day__gte=first_of(days)).order_by()
    counts = dict(daily.values_list("page").annotate(total=Sum("count"))) if old else {}
    return counts | {row.page_id: getattr(row, kept) for row in rows if row.day == today}


def _summed(rows, column):
    rows = rows.filter(page=OuterRef("page")).order_by().values("page").annotate(total=Sum(column))
    return Subquery(rows.values("total"), output_field=IntegerField())


# Its SQL is made once: making it anew took most of counting one view.
_asked = Prepared(int, _of_current)
