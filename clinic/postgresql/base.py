"""The backend that settings name: `ENGINE = "clinic.postgresql"`."""

from select import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, but that a kept connection on which nothing has arrived is taken to be alive.

    Django asks `SELECT 1` in each request that uses the database, a way there and back. A server that ends a connection
    says so, or closes it, and either can be read from it: only then is it asked.
    """

    def is_usable(self):
        return (self.connection is not None and not _has_been_told(self.connection)) or super().is_usable()


def _has_been_told(connection):
    try:
        return connection.closed or bool(select([connection], [], [], 0)[0])
    except (OSError, ValueError):  # its socket is gone, or has a number that select does not take
        return True
