"""Statements for some rows at once, and several of them in one go."""

from django.db import connection


def filled(statement, rows, *more):
    """A statement whose `{rows}` are places for some rows (tuples of one length), and the values for all its places."""
    row = f"({', '.join(['%s'] * len(rows[0]))})"
    values = [*(value for one in rows for value in one), *more]
    return statement.format(rows=", ".join([row] * len(rows))), values


def execute_all(cursor, statements):
    """Executes statements with their values, one after another, and leaves the rows of the last one in `cursor`.

    PostgreSQL is sent them together: while they go there and back one by one, others wait for the rows that they have locked.
    """
    if connection.vendor == "postgresql":
        texts, values = zip(*statements, strict=True)
        cursor.execute("; ".join(texts), [value for some in values for value in some])
    else:
        for statement, values in statements:
            cursor.execute(statement, values)
