"""Queries that are asked so often that making their SQL anew each time would cost more than asking it."""

import json

from django.db import connection
from django.db.models.expressions import RawSQL

# The values that are asked for, as one parameter however many they are.
VALUES = {
    "sqlite": {int: "SELECT value FROM json_each(%s)", str: "SELECT value FROM json_each(%s)"},
    "postgresql": {int: "SELECT unnest(%s::bigint[])", str: "SELECT unnest(%s::text[])"},
}
PLACE = object()


class Prepared:
    """A query for some values, whose SQL is made once a process.

    `make(values)` gives a `values_list` queryset of columns that need no conversion (numbers and texts), in which
    `values` stands behind an `__in`; `kind` is int or str.
    """

    def __init__(self, kind, make):
        self.kind, self.make, self.statements = kind, make, {}

    def rows(self, values):
        """The rows (tuples) for some values, in no order; none for no values."""
        values = list(values)
        if not values:
            return []
        statement, parameters = self._statement()
        asked = json.dumps(values) if connection.vendor == "sqlite" else values
        with connection.cursor() as cursor:
            cursor.execute(statement, [asked if one is PLACE else one for one in parameters])
            return cursor.fetchall()

    def _statement(self):
        vendor = connection.vendor
        if vendor not in self.statements:
            queryset = self.make(RawSQL(VALUES[vendor][self.kind], [PLACE]))
            self.statements[vendor] = queryset.query.sql_with_params()
        return self.statements[vendor]
