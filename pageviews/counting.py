"""Adding a view, exactly."""

from django.db import connection
from django.utils import timezone

from pageviews.models import DailyViews

# One statement on both engines (SQLite 3.24 and later): it needs no lock of ours and loses nothing.
ADD = """
    INSERT INTO {table} (page_id, language, day, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (page_id, language, day) DO UPDATE SET count = {table}.count + 1
"""


def add(page, language, today=None):
    """Adds one view of a page (its number) in a language, today in the clinic's time zone."""
    day = today or timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(ADD.format(table=DailyViews._meta.db_table), [page, language, day.isoformat()])
