"""Queries whose SQL is made once, and which PostgreSQL plans once a connection."""

from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pages.models import Topic
from pages.prepared import SNAPSHOT, Prepared
from tests import factories

pytestmark = pytest.mark.django_db

NAMES = ["Knee", "it's 100%", 'a "b" \\ {c,d}', "الركبة"]


@pytest.fixture
def named():
    return Prepared(
        str, lambda names: Topic.objects.filter(name_en__in=names).exclude(slug_en="%s").values_list("name_en")
    )


def topic(name):
    return Topic.objects.create(name_en=name, name_ar=f"{name} ع")


def asked(prepared, values):
    """(rows, the queries that they took)."""
    with CaptureQueriesContext(connection) as queries:
        rows = prepared.rows(values)
    return sorted(name for (name,) in rows), [query["sql"] for query in queries]


def test_any_values_find_their_rows_again_and_again(named):
    for name in NAMES:
        topic(name)
    for wanted in (NAMES, NAMES[:1], NAMES[1:3], NAMES):
        assert asked(named, [*wanted, "none"])[0] == sorted(wanted)


def test_no_values_ask_nothing(named):
    assert asked(named, []) == ([], [])


def test_a_query_is_one_query_the_first_time_too(named):
    assert [len(asked(named, NAMES)[1]) for _ in range(3)] == [1, 1, 1]


def test_two_queries_are_not_taken_for_each_other(named):
    made = topic("Knee")
    numbers = Prepared(int, lambda numbers: Topic.objects.filter(pk__in=numbers).values_list("name_en"))
    assert asked(numbers, [made.pk])[0] == asked(named, ["Knee"])[0] == ["Knee"]
    assert asked(numbers, [made.pk + 1])[0] == []


@pytest.mark.postgres
def test_postgresql_plans_once_a_connection(named):
    def planned():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            return cursor.fetchone()[0]

    before = planned()
    assert asked(named, NAMES)[1][0].startswith("EXECUTE")
    assert (asked(named, NAMES), planned())[1] == before + 1


@pytest.mark.postgres
def test_nothing_is_planned_behind_a_pool_of_transactions(named, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    topic("Knee")
    rows, queries = asked(named, ["Knee"])
    assert (rows, queries[0].startswith("SELECT")) == (["Knee"], True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_new_connection_plans_anew(named):
    topic("Knee")
    for _ in range(2):
        assert asked(named, ["Knee"])[0] == ["Knee"]
        connection.close()


@pytest.mark.postgres
def test_a_transaction_that_failed_says_so_as_any_query_does_and_the_next_one_works(named):
    topic("Knee")
    with transaction.atomic():
        savepoint = transaction.savepoint()
        with connection.cursor() as cursor, pytest.raises(DatabaseError):
            cursor.execute("SELECT nothing FROM nowhere")
        with pytest.raises(DatabaseError):
            named.rows(["Knee"])
        transaction.savepoint_rollback(savepoint)
    assert asked(named, ["Knee"])[0] == ["Knee"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_answer_is_used_again_until_anything_is_committed(named, monkeypatch):
    def again():
        with CaptureQueriesContext(connection) as queries:
            rows = named.rows_again(NAMES)
        return sorted(name for (name,) in rows), len([query for query in queries if "snapshot" not in query["sql"]])

    topic("Knee")
    assert [again(), again()] == [(["Knee"], 1), (["Knee"], 0)]
    somebody_else(lambda: topic(NAMES[1]))
    assert again() == (sorted(["Knee", NAMES[1]]), 1)
    Topic.objects.filter(name_en="Knee").delete()
    assert again() == ([NAMES[1]], 1)
    assert again() == ([NAMES[1]], 0)
    monkeypatch.setattr("pages.prepared.AGAIN", -1)
    assert again() == ([NAMES[1]], 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_page_asks_once_what_was_committed_and_nothing_else_until_something_is(client, monkeypatch):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert title.encode() in client.get(edition.get_absolute_url()).content
        return len(queries), queries[0]["sql"]

    monkeypatch.setattr("pages.prepared.AGAIN", 60)
    edition = factories.published(factories.article(), "en")
    title = edition.title
    asked()
    assert asked() == (1, SNAPSHOT)
    somebody_else(lambda: topic("Knee"))
    assert asked()[0] == 3


@pytest.mark.django_db(transaction=True)
def test_a_transaction_sees_its_own_writes_among_answers_that_are_used_again(named):
    topic("Knee")
    assert named.rows_again(NAMES) == [("Knee",)]
    with transaction.atomic():
        topic(NAMES[1])
        assert sorted(named.rows_again(NAMES)) == sorted([("Knee",), (NAMES[1],)])


def somebody_else(does):
    """Does something in another thread, which has a connection of its own."""

    def run():
        does()
        connection.close()

    other = Thread(target=run)
    other.start()
    other.join()
