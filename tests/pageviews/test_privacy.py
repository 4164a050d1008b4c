"""What is left of a reader: nothing in any row or log, and in the cache a mark that nobody can turn back, for 30 seconds."""

import io
import logging
import pickle
import re

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.cache.backends.locmem import _caches, _expire_info
from django.db import connection

from pageviews import marks, readers
from pageviews.programs import Known
from tests.factories import article, published
from tests.pageviews.test_counting import OWN, PHONE

ADDRESSES = [f"203.0.113.{n}" for n in range(3)]


@pytest.fixture(autouse=True)
def _nobody_was_here(monkeypatch):
    monkeypatch.setattr(marks, "_salt", marks.Salt())
    for memory in (*_caches.values(), *_expire_info.values()):  # also what stood in for a Redis that was away elsewhere
        memory.clear()


def remembered():
    """All that the process remembers in any cache, {key: value}, what is over and was not swept out too."""
    return {key: pickle.loads(value) for name in _caches for key, value in _caches[name].items()}


def stored():
    """Every row of every table as text."""
    lines = []
    for model in apps.get_models():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            lines += [f"{model._meta.label}: {row}" for row in cursor.fetchall()]
    return lines


@pytest.mark.django_db
def test_neither_address_nor_agent_nor_mark_is_in_any_row_or_log_and_the_mark_is_gone_after_the_window(client, later):
    page, logged = article(), io.StringIO()
    published(page, "en")
    handler = logging.StreamHandler(logged)
    logging.getLogger().addHandler(handler)
    marks = set()
    try:
        for address in ADDRESSES:
            told = {"event": f"3f2504e04f8911d3-{address[-1]}"}
            client.post(f"/views/{page.pk}/en/", told, REMOTE_ADDR=address, **OWN)
            marks |= {key for key in remembered() if "seen:" in key}
    finally:
        logging.getLogger().removeHandler(handler)
    assert len(marks) == len(ADDRESSES)
    salt = readers.memory.get("seen-salt")
    hashes = [mark.rpartition(":")[2] for mark in marks]
    kept = {
        "rows": stored(),
        "log": [logged.getvalue()],
        "cache": [f"{key} {value}" for key, value in remembered().items()],
    }
    for place, lines in kept.items():
        secrets = [*ADDRESSES, PHONE, *([salt, *hashes] if place != "cache" else [])]
        assert [(place, line) for line in lines for secret in secrets if secret in line] == []
    assert any("pageviews.DailyViews" in line for line in kept["rows"])
    later(readers.WINDOW + 2)
    client.post(f"/views/{page.pk}/en/", REMOTE_ADDR="203.0.113.9", **OWN)
    left = {key for key in remembered() if "seen:" in key}
    assert (len(left), left & marks) == (1, set())


def test_a_person_s_mark_is_another_one_the_next_day(rf, later):
    request = rf.post("/", **OWN)
    first = readers.person(request, 7)
    later(marks.SALT_KEPT - 5)
    assert readers.person(request, 7) == first  # asking for the salt does not make it live longer
    later(10)
    assert readers.person(request, 7) != first
    assert marks.SALT_KEPT + marks.SALT_USED == 24 * 3600  # the copy that a process uses is no older either


def test_of_an_agent_only_a_mark_is_kept_and_no_longer_than_the_window(rf, later, monkeypatch):
    monkeypatch.setattr(readers, "_agents", Known(readers.WINDOW, most=3))
    for n in range(8):
        assert readers.is_reader(rf.post("/", **OWN | {"HTTP_USER_AGENT": f"{PHONE} {n % 4}"}))
        assert not readers.is_reader(rf.post("/", **OWN | {"HTTP_USER_AGENT": "curl/8.5.0"}))
        assert len(readers._agents.told) <= 3
    kept = readers._agents.told
    assert kept
    assert [key for key in kept if not re.fullmatch("[0-9a-f]{64}", key)] == []
    later(readers.WINDOW)
    readers.is_reader(rf.post("/", **OWN | {"HTTP_USER_AGENT": "another one"}))
    assert (len(readers._agents.told), set(readers._agents.told) & set(kept)) == (1, set())


def test_nothing_else_that_is_remembered_pushes_the_salt_or_a_mark_out(rf):
    request = rf.post("/", **OWN)
    readers.is_repeat(request, 7)
    cache.set_many({f"page-{n}": n for n in range(11_000)})
    assert readers.is_repeat(request, 7)
