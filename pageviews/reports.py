"""What editors are told of views: of the whole site, the pages of a topic, or one page; by day, by month and in all."""

from datetime import timedelta

from django.db.models import Sum

from pages import languages
from pages.models import Page
from pageviews import periods
from pageviews.models import DailyViews, MonthlyViews, PageViews, SiteViews, ViewCorrection

DAY = timedelta(days=1)


def by_day(period=None, page=None, topic=None):
    """The views of each day of a period (the last 30): [(day, {language: views})], the oldest first, none left out."""
    period = period or periods.last()
    sums = _by(_daily(period, page, topic), "day")
    return [(day, sums.get(day, {})) for day in period]


def by_month(period, page=None, topic=None):
    """Likewise of each month; of the first and the last one only those days that are of the period."""
    sums = {}
    for day, counts in _whole_months_and_days(period, page, topic):
        month = sums.setdefault(day.replace(day=1), {})
        for language, count in counts.items():
            month[language] = month.get(language, 0) + count
    return [(month, sums.get(month, {})) for month in period.months]


def told(page=None, topic=None):
    """What the number of all views is made of: {"en", "ar", "opening", "corrected", "total"}.

    Of a page it is what patients see, which is never below nought.
    """
    # Of the site its days are added up, of which there are few: of 50,000 pages it took 50 ms.
    rows = SiteViews.objects if page is None and topic is None else PageViews.objects
    counted = _of(rows, page, topic).order_by().values_list("language").annotate(total=Sum("count"))
    sums = dict.fromkeys(languages.CODES, 0) | dict(counted)
    opening = page.opening_views if page else _opening(topic)
    corrected = _of(ViewCorrection.objects, page, topic).aggregate(total=Sum("amount"))["total"] or 0
    total = max(sum(sums.values()) + opening + corrected, 0)
    return sums | {"opening": opening, "corrected": corrected, "total": total}


def _opening(topic):
    """The opening views of the pages of a topic, or of all."""
    pages = Page.objects.filter(opening_views__gt=0)
    pages = pages.filter(topics=topic) if topic else pages
    return pages.aggregate(total=Sum("opening_views"))["total"] or 0


def _whole_months_and_days(period, page, topic):
    """(day, {language: views}): of a month that is all in the period its first day stands for it."""
    if page is None and topic is None:
        return _by(_daily(period, page, topic), "day").items()
    first = period.first if period.first.day == 1 else period.months[0] + _days_of(period.months[0])
    end = period.last + DAY if (period.last + DAY).day == 1 else period.months[-1]
    if first >= end:
        return _by(_daily(period, page, topic), "day").items()
    whole = _of(MonthlyViews.objects, page, topic).filter(month__gte=first, month__lt=end)
    edges = [periods.Period(period.first, first - DAY), periods.Period(end, period.last)]
    days = (_by(_daily(edge, page, topic), "day").items() for edge in edges if len(edge))
    return [*_by(whole, "month").items(), *(one for edge in days for one in edge)]


def _days_of(month):
    return (month + 31 * DAY).replace(day=1) - month


def _daily(period, page, topic):
    rows = SiteViews.objects if page is None and topic is None else DailyViews.objects
    return _of(rows, page, topic).filter(day__gte=period.first, day__lte=period.last)


def _of(rows, page, topic):
    """Those of one page, of the pages that have a topic now, or all."""
    if page is not None:
        return rows.filter(page=page)
    if topic is not None:
        return rows.filter(page__in=Page.topics.through.objects.filter(topic=topic).values("page"))
    return rows.all()


def _by(rows, name):
    """The views of rows by day or month: {day: {language: views}}."""
    sums = {}
    for day, language, total in rows.order_by().values_list(name, "language").annotate(total=Sum("count")):
        sums.setdefault(day, {})[language] = total
    return sums
