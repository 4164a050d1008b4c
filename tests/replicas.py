"""Copies of the tests' database: one that follows it only when it is told to, and PostgreSQL's own, which follows by itself."""

from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from django.db import connections

from tests import private_postgres

REPLICA, NAME = "replica", "a_copy"


class Copy:
    """A second database of the same engine. It stands among Django's as `replica` until it is ended."""

    def __init__(self, folder):
        self.own, self.is_postgres = connections["default"].settings_dict, connections["default"].vendor == "postgresql"
        self.name = NAME if self.is_postgres else str(Path(folder) / NAME)
        _add(self.own | {"NAME": self.name})
        self.follow()

    def follow(self):
        """Makes it what the database is now."""
        self.stop()
        connections[REPLICA].close()
        if self.is_postgres:
            connections["default"].close()  # PostgreSQL copies no database that somebody has open
            self._tell_the_server(f"CREATE DATABASE {NAME} TEMPLATE {self.own['NAME']}")
        else:
            with connections["default"].cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [self.name])

    def stop(self):
        """Takes it away, under whoever reads it."""
        if self.is_postgres:
            self._tell_the_server(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        else:
            connections[REPLICA].close()
            for ending in ("", "-wal", "-shm"):
                Path(self.name + ending).unlink(missing_ok=True)

    def end(self):
        self.stop()
        _take_away()

    def _tell_the_server(self, statement):
        with closing(psycopg2.connect(dbname="postgres", **_place(self.own))) as server:
            server.autocommit = True
            server.cursor().execute(statement)


@contextmanager
def streaming():
    """A replica as PostgreSQL keeps it: gives a connection to it, by which it can be told to wait."""
    own = connections["default"].settings_dict
    with private_postgres.following(own["HOST"]) as host:
        _add(own | {"HOST": host})
        try:
            with closing(psycopg2.connect(dbname=own["NAME"], **(_place(own) | {"host": host}))) as told:
                told.autocommit = True
                yield told.cursor()
        finally:
            _take_away()


def _add(database):
    connections.databases[REPLICA] = database
    added = connections[REPLICA]

    def connect():  # Django's own refuses tests what was not there when they began
        if added.connection is None:
            with added.wrap_database_errors:
                added.connect()

    added.ensure_connection = connect


def _take_away():
    connections[REPLICA].close()
    del connections[REPLICA]
    del connections.databases[REPLICA]


def _place(own):
    return {"host": own["HOST"], "port": own["PORT"] or None, "user": own["USER"], "password": own["PASSWORD"] or None}
