"""What readers did on a large site that is made to be measured: views by day with their sums, answers, searches."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from pages.models import Edition
from pageviews import rollups
from pageviews.models import DailyViews, Feedback, UnansweredSearch

ANSWERS, SEARCHES = 3, 500
DAY = {"sqlite": "date(%s, '-' || ({ago}) || ' days')", "postgresql": "%s::date - CAST({ago} AS integer)"}
# A few pages are read much and most of them little, as on real sites.
VIEWS = f"""
    INSERT INTO {DailyViews._meta.db_table} (page_id, language, day, count)
    SELECT page_id, language, {DAY[connection.vendor].format(ago="%s")},
        1 + 20000 / (1 + page_id * 7919 %% 50000) + (page_id + %s) %% 3
    FROM {Edition._meta.db_table}
"""
# Two or three answers about each edition, one in five that it did not help, one in ten with a sentence.
FEEDBACK = f"""
    INSERT INTO {Feedback._meta.db_table} (edition_id, helped, sentence, day)
    SELECT id, (id * 7 + %s) %% 5 <> 0, CASE WHEN (id + %s) %% 10 = 0 THEN 'What does it cost?' ELSE '' END,
        {DAY[connection.vendor].format(ago="(id * 31 + %s * 97) %% 90")}
    FROM {Edition._meta.db_table} WHERE (id + %s) %% 6 <> 0
"""


def make(days, tell):
    """Adds answers about all editions, searches that found nothing, and so many days of views. `tell(days done)`."""
    today = timezone.localdate()
    _searches(today)
    with transaction.atomic(), connection.cursor() as cursor:
        for n in range(ANSWERS):
            cursor.execute(FEEDBACK, [n, n, today, n, n])
        for day in range(days):
            cursor.execute(VIEWS, [today, day, day])
            tell(day + 1)
    rollups.rebuild()


def _searches(today):
    UnansweredSearch.objects.bulk_create(
        UnansweredSearch(
            language=language,
            words=f"{words} {n}",
            times=3 + n % 17,
            first_day=today - timedelta(days=n % 360),
            last_day=today - timedelta(days=n % 180),
        )
        for language, words in (("en", "subject"), ("ar", "موضوع"))
        for n in range(SEARCHES)
    )
