"""Queries that are asked so often that making their SQL anew each time would cost more than asking it."""

import json
from itertools import count
from time import monotonic
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection, connections, router
from django.db.models.expressions import RawSQL
from psycopg2.extensions import AsIs

# The values that are asked for, as one parameter however many they are.
VALUES = {
    "sqlite": {int: "SELECT value FROM json_each(%s)", str: "SELECT value FROM json_each(%s)"},
    "postgresql": {int: "SELECT unnest(%s::bigint[])", str: "SELECT unnest(%s::text[])"},
}
ARRAY = {int: "bigint[]", str: "text[]"}
# Left to choose, PostgreSQL plans some of them anew each time, which takes longer than answering. Only statements that
# were prepared know of it.
PLANNED_ONCE = "SET plan_cache_mode = force_generic_plan"
PLACE = object()
# Equal for two statements only where neither sees anything that was committed since the other.
SNAPSHOT = "SELECT pg_current_snapshot()::text"
# An answer is used again for so long (seconds), since what begins or ends by plan commits nothing; and so many are kept.
AGAIN, MOST_KEPT = 1, 200


class Snapshot:
    """What PostgreSQL had committed when it was first asked: answers that go by one are of one moment, and ask that once.

    For one request that reads. What is written in it afterwards it does not tell.
    """

    text = None

    def __str__(self):
        if self.text is None:
            with connection.cursor() as cursor:
                cursor.execute(SNAPSHOT)
                ((self.text,),) = cursor.fetchall()
        return self.text


def snapshot_of(request):
    """The Snapshot that all answers to a request go by."""
    return request.__dict__.setdefault("_snapshot", Snapshot())


class Prepared:
    """A query for some values, whose SQL is made once a process; PostgreSQL plans it once a connection.

    `make(values)` gives a queryset in which `values` stands behind an `__in`; `kind` is int or str. Its rows
    are as the database's driver gives them: `converted` gives their values as Django does, `made` the object of a row.
    """

    planned = WeakKeyDictionary()  # {connection of psycopg2: the names of what it has planned}
    numbers = count(1)

    def __init__(self, kind, make):
        self.kind, self.make = kind, make
        self.statements, self.compilers, self.named, self.kept = {}, {}, {}, {}
        self.name = f"prepared_{next(self.numbers)}"

    def rows(self, values):
        """The rows (tuples) for some values, in no order; none for no values."""
        values = list(values)
        if not values:
            return []
        read = self._connection()
        with read.cursor() as cursor:
            if self._is_planned(read, cursor):
                cursor.execute(f"EXECUTE {self.name} (%s::{ARRAY[self.kind]})", [values])
            else:
                statement, parameters = self._statement()
                asked = json.dumps(values) if connection.vendor == "sqlite" else values
                cursor.execute(statement, [asked if one is PLACE else one for one in parameters])
            return cursor.fetchall()

    def rows_again(self, values, snapshot=None):
        """The same rows, as they were told less than a second ago if nothing at all was committed since.

        `snapshot`: the Snapshot that tells so, if one was asked already.
        Only PostgreSQL says so, in a fraction of the time of a long query; and it does not tell a transaction of its own writes.
        A replica does not tell what is underway on the primary, so equal snapshots say nothing there.
        """
        read = self._connection()
        if read.vendor != "postgresql" or read.in_atomic_block or read.alias != DEFAULT_DB_ALIAS:
            return self.rows(values)
        snapshot = str(snapshot or Snapshot())
        key, now = tuple(values), monotonic()
        told, at, rows = self.kept.get(key, (None, 0, ()))
        if told != snapshot or now - at > AGAIN:
            rows = self.rows(values)
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[key] = snapshot, now, rows
        return rows

    @property
    def columns(self):
        """The names of the columns of its rows, as the model and the annotations call them."""
        vendor = connection.vendor
        if vendor not in self.named:
            self.named[vendor] = [alias or column.target.attname for column, _sql, alias in self._compiler().select]
        return self.named[vendor]

    def made(self, row):
        """A row as an object of the model, with what was annotated."""
        compiler = self._compiler()
        (values,) = self.converted([row])
        own = len(compiler.klass_info["select_fields"])
        found = compiler.query.model.from_db(compiler.using, self.columns[:own], values)
        for name, place in compiler.annotation_col_map.items():
            setattr(found, name, values[place])
        return found

    def converted(self, rows):
        """Rows with their values as Django gives them: times, JSON."""
        return [tuple(row) for row in self._compiler().results_iter([rows])]

    def _connection(self):
        """The connection by which the model is read now: to a replica, where one is read."""
        return connections[router.db_for_read(self._compiler().query.model)]

    def _is_planned(self, read, cursor):
        """Whether the connection knows the statement by its name, which it is told now if it can be.

        Not behind a pool that gives each transaction another connection; Django has a setting for those.
        """
        if read.vendor != "postgresql" or read.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
            return False
        names = self.planned.setdefault(cursor.connection, set())
        if self.name not in names:
            statement, parameters = self._statement()
            # Not one of the request's queries: what counts or times these must not see it.
            with read.wrap_database_errors, cursor.connection.cursor() as plain:
                if not names:
                    plain.execute(PLANNED_ONCE)
                plain.execute(
                    f"PREPARE {self.name} AS {statement}",
                    [AsIs("$1") if one is PLACE else one for one in parameters],
                )
            names.add(self.name)
        return True

    def _statement(self):
        self._compiler()
        return self.statements[connection.vendor]

    def _compiler(self):
        """Django's compiler of the statement, which knows what its columns are; it is made once, like the statement."""
        vendor = connection.vendor
        if vendor not in self.compilers:
            queryset = self.make(RawSQL(VALUES[vendor][self.kind], [PLACE]))
            compiler = queryset.query.get_compiler(connection=connection)
            self.statements[vendor] = compiler.as_sql()
            self.compilers[vendor] = compiler
        return self.compilers[vendor]
