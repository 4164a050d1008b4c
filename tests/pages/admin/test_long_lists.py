"""Long lists of the admin are counted and turned over so far, and say so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.admin import long_lists
from pages.models import Topic
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/pages/topic/"


@pytest.fixture(autouse=True)
def topics(monkeypatch):
    monkeypatch.setattr(long_lists, "MOST_COUNTED", 3)
    return [factories.topic(f"Topic {n}", f"موضوع {n}") for n in range(3)]


def listed(client):
    """The text of the list, and how many of its queries count rows without an end."""
    with CaptureQueriesContext(connection) as queries:
        text = client.get(LIST).content.decode()
    counting = [query["sql"] for query in queries if "COUNT(" in query["sql"].upper()]
    return text, sum("LIMIT" not in sql.upper() for sql in counting)


def test_a_list_that_is_too_long_says_so_and_a_shorter_one_how_long_it_is(admin_client):
    note = "More than 3. Search or narrow the list to reach the others."
    text, unbounded = listed(admin_client)
    assert ("3 topics" in text, note in text, unbounded) == (True, False, 0)
    factories.topic("One more", "آخر")
    text, unbounded = listed(admin_client)
    assert (note in text, unbounded) == (True, 0)


@pytest.mark.parametrize("more", [0, 1])
def test_what_is_done_to_all_is_done_only_where_all_were_counted(admin_client, topics, more):
    for n in range(more):
        factories.topic(f"More {n}", f"آخر {n}")
    asked = {"action": "delete_selected", "select_across": "1", "index": "0", "_selected_action": [topics[0].pk]}
    answer = admin_client.post(LIST, asked | {"post": "yes"}, follow=True).content.decode()
    assert (Topic.objects.count(), "The list is too long for that." in answer) == ((4, True) if more else (0, False))
