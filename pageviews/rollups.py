"""Sums of the views by day, kept with them in one transaction, so that no report has to add up millions of rows.

They are PageViews, MonthlyViews and SiteViews. `rebuild` makes them anew, `differences` says where they are not right.
"""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from pageviews.models import DailyViews, MonthlyViews, PageViews, SiteViews
from pageviews.statements import execute_all, filled

WEEK, MONTH = 7, 30  # days, today being the last
AT_ONCE = 500

DAILY, PAGE, MONTHLY, SITE = (model._meta.db_table for model in (DailyViews, PageViews, MonthlyViews, SiteViews))
OF_DAY = f"""
    INSERT INTO {DAILY} (page_id, language, day, count) VALUES {{rows}}
    ON CONFLICT (page_id, language, day) DO UPDATE SET count = {DAILY}.count + excluded.count
"""
OF_PAGE = f"""
    INSERT INTO {PAGE} (page_id, language, count, day, week, month) VALUES {{rows}}
    ON CONFLICT (page_id, language) DO UPDATE SET
        count = {PAGE}.count + excluded.count, week = {PAGE}.week + excluded.week, month = {PAGE}.month + excluded.month
"""
# They grow by what is added where they are as of today; of the others the last days are made anew.
NOT_OF_TODAY = f"SELECT page_id, language FROM {PAGE} WHERE (page_id, language) IN (VALUES {{rows}}) AND day <> %s"
OF_MONTH = f"""
    INSERT INTO {MONTHLY} (page_id, language, month, count) VALUES {{rows}}
    ON CONFLICT (page_id, language, month) DO UPDATE SET count = {MONTHLY}.count + excluded.count
"""
OF_SITE = f"""
    INSERT INTO {SITE} (day, language, count) VALUES {{rows}}
    ON CONFLICT (day, language) DO UPDATE SET count = {SITE}.count + excluded.count
"""
SINCE = f"""(SELECT COALESCE(SUM(count), 0) FROM {DAILY} AS one
    WHERE one.page_id = {PAGE}.page_id AND one.language = {PAGE}.language AND one.day > %s)"""
LATELY = f"UPDATE {PAGE} SET day = %s, week = {SINCE}, month = {SINCE} WHERE (page_id, language) IN (VALUES {{rows}})"
# By its index SQLite would look up each of millions of rows wherever it lies: 150 GB read for 10 million, with 2 MB of cache.
IN_A_ROW = {"sqlite": f"{DAILY} NOT INDEXED", "postgresql": DAILY}
SUM_SINCE = "COALESCE(SUM(CASE WHEN day > %s THEN count END), 0)"
FIRST_OF_MONTH = {"sqlite": "date(day, 'start of month')", "postgresql": "date_trunc('month', day)::date"}
# Each: the table, the columns that it is told apart by, and what these are in a row of DailyViews.
SUMS = (
    (PAGE, ("page_id", "language"), ("page_id", "language")),
    (MONTHLY, ("page_id", "language", "month"), ("page_id", "language", FIRST_OF_MONTH[connection.vendor])),
    (SITE, ("day", "language"), ("day", "language")),
)


def add(cursor, sums):
    """Adds {(page, language, day): views} to the views by day and to what is kept of them, in the transaction that goes on.

    Tables and rows are always taken in one order, so that two servers never wait for each other; the row of the whole
    site, which all of them want, is the last, and is held for the shortest time.
    """
    pages, months, site, today = defaultdict(Counter), Counter(), Counter(), timezone.localdate()
    for (page, language, day), count in sums.items():
        pages[page, language][day] += count
        months[page, language, day.replace(day=1)] += count
        site[day, language] += count
    statements = [
        filled(OF_DAY, _rows(sums)),
        filled(OF_PAGE, [(*key, *_of_page(days, today)) for key, days in sorted(pages.items())]),
        filled(OF_MONTH, _rows(months)),
        filled(OF_SITE, _rows(site)),
        filled(NOT_OF_TODAY, sorted(pages), today),
    ]
    execute_all(cursor, statements)
    if old := cursor.fetchall():
        _add_lately(cursor, sorted(old), today)


def _rows(sums):
    return [(*key, count) for key, count in sorted(sums.items())]


def _of_page(days, today):
    """What {day: views} add to a page's row: to its views ever, its day, and to those of a week and of a month."""
    _today, *bounds = _bounds(today)
    return days.total(), today, *(sum(count for day, count in days.items() if day > bound) for bound in bounds)


def take(instance, **signal):
    """Takes the views of a row of DailyViews that was deleted out of every sum (a receiver of `post_delete`)."""
    kept = ((PageViews, {}), (MonthlyViews, {"month": instance.day.replace(day=1)}))
    for model, key in kept:
        model.objects.filter(page=instance.page_id, language=instance.language, **key).update(
            count=F("count") - instance.count
        )
    SiteViews.objects.filter(day=instance.day, language=instance.language).update(count=F("count") - instance.count)
    with connection.cursor() as cursor:
        _add_lately(cursor, [(instance.page_id, instance.language)], timezone.localdate())


def refresh(today=None):
    """Makes the sums of the last days those of today for pages that nobody has opened today; returns how many."""
    today, done = today or timezone.localdate(), 0
    while number := _refresh_some(today):
        done += number
    return done


@transaction.atomic
def _refresh_some(today):
    """Refreshes a few, and returns how many. They are locked first, in the order in which counting takes them, and only then summed."""
    old = PageViews.objects.filter(day__lt=today, month__gt=0).order_by("page_id", "language")
    keys = list(old.select_for_update().values_list("page_id", "language")[:AT_ONCE])
    if keys:
        with connection.cursor() as cursor:
            _add_lately(cursor, keys, today)
    return len(keys)


@transaction.atomic
def rebuild():
    """Makes every sum anew from the views by day."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {DAILY} IN SHARE ROW EXCLUSIVE MODE")  # nobody adds meanwhile
        for table, columns, own in SUMS:
            lately = table == PAGE
            more = ", day, week, month" if lately else ""
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}, count{more}) SELECT {', '.join(own)}, SUM(count)"
                + (f", %s, {SUM_SINCE}, {SUM_SINCE}" if lately else "")
                + f" FROM {IN_A_ROW[connection.vendor]} GROUP BY {', '.join(own)}",
                _bounds(today) if lately else [],
            )


def differences():
    """Where what is kept is not the sum of the views by day: a line each."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        for table, columns, own in SUMS:
            names = [f"key{n}" for n in range(len(columns))]
            cursor.execute(
                f"SELECT {', '.join(names)}, SUM(count) FROM (SELECT {_named(own, names)}, count FROM {DAILY} UNION ALL "
                f"SELECT {_named(columns, names)}, -count FROM {table}) AS both_sides GROUP BY {', '.join(names)} "
                "HAVING SUM(count) <> 0"
            )
            for *key, missing in cursor.fetchall():
                yield f"{table} {', '.join(map(str, key))}: {-missing:+}"
        wrong = f"(day = %s AND {{0}} <> {SINCE}) OR {{0}} < {SINCE}"
        for name, days in (("week", WEEK), ("month", MONTH)):
            since = today - timedelta(days=days)
            cursor.execute(f"SELECT page_id, language FROM {PAGE} WHERE {wrong.format(name)}", [today, since, since])
            yield from (f"{PAGE} {page}, {language}: {name}" for page, language in cursor.fetchall())


def _named(columns, names):
    return ", ".join(f"{column} AS {name}" for column, name in zip(columns, names, strict=True))


def _bounds(today):
    return [today, today - timedelta(days=WEEK), today - timedelta(days=MONTH)]


def _add_lately(cursor, keys, today):
    """Sets the sums of the last days of some (page, language)."""
    statement, values = filled(LATELY, keys)
    cursor.execute(statement, [*_bounds(today), *values])
