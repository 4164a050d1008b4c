"""The database's clock: the one clock that every server of the site shares."""

from datetime import UTC, datetime

from django.db import connection
from django.db.models import DateTimeField, Func


class Clock(Func):
    """The database's time, now.

    PostgreSQL's now() is the start of the transaction, before a lock was waited for; clock_timestamp() is not,
    but is volatile, so reading uses statement_timestamp(), which an index can serve. SQLite compares times as
    text, so its milliseconds are written with six digits, as Python writes them.
    """

    output_field = DateTimeField()
    arity = 0

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="STRFTIME('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%f000', 'NOW')")

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="STATEMENT_TIMESTAMP()")


class Unsought(Func):
    """A column that is compared with the clock, but by which SQLite looks no rows up.

    Its planner takes "begun by now" for a bound that few rows keep, and then reads every edition of a language.
    """

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="+%(expressions)s")


def now():
    """The database's time as an aware datetime, read once: one value for a predecessor's end and its successor's start."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0].astimezone(UTC)
        cursor.execute("SELECT STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')")
        return datetime.strptime(cursor.fetchone()[0], "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)
