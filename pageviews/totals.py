"""The number of views that a page shows, and what is read most."""

from datetime import timedelta

from django.db.models import F, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from pages import languages
from pageviews.models import DailyViews, ViewCorrection


def of_page():
    """An annotation for editions: the page's views in both languages, with opening views and corrections."""
    counted = Coalesce(_summed(DailyViews.objects, "count"), 0)
    corrected = Coalesce(_summed(ViewCorrection.objects, "amount"), 0)
    return Greatest(F("page__opening_views") + counted + corrected, 0, output_field=IntegerField())


def most_read(editions, days=30):
    """Those of `editions` that were opened in their own language in the last days, the most read first.

    A site that has not counted yet goes by the views that it brought along; a page that nobody opened is left out.
    """
    since = _first_of(days)
    recent = _summed(DailyViews.objects.filter(language=OuterRef("language"), day__gte=since), "count")
    counted = editions.annotate(recent_views=Coalesce(recent, 0), all_views=of_page())
    return counted.filter(all_views__gt=0).order_by("-recent_views", "-all_views", "-page_id")


def recent(pages, days=30):
    """The views of pages in both languages in the last days, {page: views}; a page that nobody opened is left out."""
    counted = DailyViews.objects.filter(page__in=pages, day__gte=_first_of(days)).order_by()
    return dict(counted.values_list("page").annotate(total=Sum("count")))


def told(page):
    """What a page's number of views is made of, for editors: {"en", "ar", "opening", "corrected", "total"}."""
    counted = DailyViews.objects.filter(page=page.pk).order_by().values_list("language").annotate(total=Sum("count"))
    sums = dict.fromkeys(languages.CODES, 0) | dict(counted)
    corrected = ViewCorrection.objects.filter(page=page.pk).aggregate(total=Sum("amount"))["total"] or 0
    total = max(sum(sums.values()) + page.opening_views + corrected, 0)
    return sums | {"opening": page.opening_views, "corrected": corrected, "total": total}


def by_day(days=30, page=None):
    """The views of the last days, of all pages or one: [(day, {language: views})], the oldest first, none left out."""
    first = _first_of(days)
    counted = DailyViews.objects.filter(day__gte=first, **({"page": page} if page else {})).order_by()
    sums = {}
    for day, language, total in counted.values_list("day", "language").annotate(total=Sum("count")):
        sums.setdefault(day, {})[language] = total
    every = (first + timedelta(days=n) for n in range(days))
    return [(day, sums.get(day, {})) for day in every]


def _first_of(days):
    """The first of the last days, today being the last."""
    return timezone.localdate() - timedelta(days=days - 1)


def _summed(rows, column):
    rows = rows.filter(page=OuterRef("page")).order_by().values("page").annotate(total=Sum(column))
    return Subquery(rows.values("total"), output_field=IntegerField())
