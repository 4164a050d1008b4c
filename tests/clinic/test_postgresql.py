"""A kept connection to PostgreSQL is known to be alive without a query, and known to be gone."""

import time

import psycopg2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asked_in_a_request():
    """Asks as a request does that finds a kept connection: returns (what the database says, the number of queries)."""

    def ask(statement):
        connection.close_if_unusable_or_obsolete()
        with CaptureQueriesContext(connection) as queries, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0], len(queries)

    before = connection.settings_dict["CONN_HEALTH_CHECKS"], connection.settings_dict["CONN_MAX_AGE"]
    connection.settings_dict |= {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": None}
    connection.close()
    yield ask
    connection.settings_dict |= dict(zip(("CONN_HEALTH_CHECKS", "CONN_MAX_AGE"), before, strict=True))
    connection.close()


def test_a_connection_that_the_server_ended_is_made_anew(asked_in_a_request):
    number, _ = asked_in_a_request("SELECT pg_backend_pid()")
    assert asked_in_a_request("SELECT pg_backend_pid()")[0] == number
    ended_by_somebody_else(number)
    assert asked_in_a_request("SELECT pg_backend_pid()")[0] != number


def test_whether_it_is_alive_is_seen_without_a_query(asked_in_a_request, monkeypatch):
    asked_in_a_request("SELECT 1")
    monkeypatch.setattr("django.db.backends.postgresql.base.DatabaseWrapper.is_usable", lambda wrapper: 1 / 0)
    assert asked_in_a_request("SELECT 2")[0] == 2


def ended_by_somebody_else(number):
    """Ends the server's side of a connection, and waits until it is gone."""
    told = connection.get_connection_params()
    other = psycopg2.connect(
        **{name: told[name] for name in ("dbname", "user", "password", "host", "port") if told.get(name)}
    )
    other.autocommit = True
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [number])
        for _ in range(100):
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", [number])
            if cursor.fetchone()[0] == 0:
                break
            time.sleep(0.02)
    other.close()
