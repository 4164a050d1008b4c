"""A database of PostgreSQL that is lost while it is being used."""

from contextlib import closing, contextmanager

import psycopg2
from django.conf import settings


@contextmanager
def refused(name):
    """The server ends every connection to a database and lets nobody in, administrators neither."""
    told = settings.DATABASES["default"]
    place = {"host": told["HOST"] or None, "port": told["PORT"] or None, "user": told["USER"] or None}
    with closing(psycopg2.connect(dbname="postgres", password=told["PASSWORD"] or None, **place)) as server:
        server.autocommit = True
        asked = server.cursor()
        asked.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        try:
            asked.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            yield
        finally:
            asked.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
