"""How long reports of views take with millions of rows by day: `python benchmarks/views.py --pages 50000 --days 100`.

Makes a scratch database beside the one of DATABASE_URL with so many pages, each with an edition and so many days of views in both
languages, and takes it away again; with --keep it stays, and the next run with --keep uses it as it is.
"""

import argparse
import os
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from clinic import large_site  # noqa: E402
from pages.models import Edition, Page, Topic  # noqa: E402
from pageviews import counting, periods, reports, totals  # noqa: E402
from pageviews.models import DailyViews  # noqa: E402

PAGES_OF_A_TOPIC = 50


def main(pages, days, runs, keep):
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=keep)
    try:
        if not Page.objects.exists():
            large_site.make(pages * 2, pages // PAGES_OF_A_TOPIC, days)
        report(runs)
    finally:
        if not keep:
            connection.creation.destroy_test_db(name, verbosity=0)


def report(runs):
    page, topic = (
        Page.objects.order_by("pk").last(),
        Topic.objects.order_by("pk").last(),
    )  # the first is in one page of twenty
    print(connection.vendor, DailyViews.objects.count(), "rows of views by day")
    current = Edition.objects.current().listed()
    year, quarter = periods.last(365), periods.last(90)
    tell("total of a page, as read", lambda: list(current.filter(page=page).annotate(views=totals.of_page())), runs)
    for whose, of in (("page", {"page": page}), ("topic", {"topic": topic}), ("site", {})):
        tell(f"{whose}: 90 days by day", lambda of=of: reports.by_day(quarter, **of), runs)
        tell(f"{whose}: 365 days by month", lambda of=of: reports.by_month(year, **of), runs)
        tell(f"{whose}: all views", lambda of=of: reports.told(**of), runs)
    for days in (7, 30):
        tell(f"most read in {days} days", lambda days=days: totals.read_lately(current, 10, "en", days), runs)
    tell("most read for patients", lambda: totals.most_read(current, 6, "en"), runs)
    tell("counting one view", lambda: counting.add(page.pk, "en"), runs)
    tomorrow = timezone.localdate() + timedelta(days=1)
    timezone.localdate = lambda moment=None: tomorrow  # every sum of the last days is now yesterday's
    tell("most read in 30 days, after midnight", lambda: totals.read_lately(current, 10, "en"), runs)


def tell(what, function, runs):
    taken = sorted(timed(function) for _ in range(runs))
    print(f"{what:40} {taken[0]:8.1f} ms at least {statistics.median(taken):8.1f} in the middle", flush=True)


def timed(function):
    start = time.perf_counter()
    function()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pages", type=int, default=50_000)
    asked.add_argument("--days", type=int, default=100)
    asked.add_argument("--runs", type=int, default=9)
    asked.add_argument("--keep", action="store_true")
    main(**vars(asked.parse_args()))
