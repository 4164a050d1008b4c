"""Public pages are read in a second database, a copy, and nothing is that could be wrong there."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connections, router, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.models import Edition, Heartbeat, Page
from pages.public import replica, replica_age
from pages.publishing import editions
from serving.public import public
from serving.shared_ends import of_site
from tests.factories import article, published
from tests.replicas import Copy, streaming

pytestmark = pytest.mark.django_db(transaction=True)
A_MINUTE, ROOT = 60, Path(__file__).parents[3]


@pytest.fixture
def site(settings, tmp_path, monkeypatch):
    """The site with a replica set; what ended is noted in a folder of the test's own, in which nothing ended yet."""
    settings.DATABASE_ROUTERS = ["pages.public.replica.Router"]
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "pages.public.replica.ReplicaMiddleware"]
    settings.VAR_DIR = tmp_path
    of_site(tmp_path / "kept").open()
    monkeypatch.setattr(replica, "age", replica_age.Age())
    monkeypatch.setattr(replica_age, "AFTER_AN_END", 0)
    monkeypatch.setattr(replica_age, "OLDEST", A_MINUTE)  # a busy machine copies slowly
    return Client()


@pytest.fixture
def path():
    return published(article(), "en").get_absolute_url()


@pytest.fixture
def copy(site, path, tmp_path):
    """A copy that says of itself, in the page's title, that it is one, and whose age is known."""
    replica.age._look_sometimes = lambda: None
    Heartbeat.objects.beat()
    made = Copy(tmp_path)
    try:
        look()
        made.follow()
        with connections["replica"].cursor() as cursor:
            cursor.execute("UPDATE pages_edition SET title = 'As in the copy'")
        look()
        yield made
    finally:
        made.end()


def look():
    """As a process does each second."""
    replica.age._look()


@contextmanager
def nothing_asked_of_the_primary():
    with CaptureQueriesContext(connections["default"]) as asked:
        yield
    assert [query["sql"] for query in asked] == []


def is_of_the_copy(response):
    assert response.status_code == 200
    return b"As in the copy" in response.content


@pytest.mark.parametrize("shown", ["its page", "/en/", "/en/articles/", "/en/feed/"])
def test_a_public_page_is_read_in_the_copy_alone(site, copy, path, shown):
    with nothing_asked_of_the_primary():
        assert is_of_the_copy(site.get(path if shown == "its page" else shown))


def test_the_copy_is_asked_each_time_for_its_snapshots_tell_nothing(site, copy, path):
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connections["replica"]) as queries:
            site.get(path)
        asked.append([query["sql"].partition(" ")[0] for query in queries])
    assert asked[0] == asked[1] != []
    assert not any("pg_current_snapshot" in query["sql"] for query in queries)


def test_without_a_router_nobody_reads_it(site, copy, path, settings):
    settings.DATABASE_ROUTERS = []
    assert not is_of_the_copy(site.get(path))


def test_whoever_is_signed_in_is_shown_what_the_primary_says(site, copy, path):
    site.force_login(User.objects.create_user("editor", is_staff=True))
    assert not is_of_the_copy(site.get(path))


def test_searches_and_the_admin_ask_the_primary(site, copy, path):
    with connections["replica"].cursor() as cursor:
        cursor.execute("DELETE FROM pages_searchentry")
    assert path in site.get("/en/search/", {"q": Edition.objects.get().title}).content.decode()
    with CaptureQueriesContext(connections["replica"]) as asked:
        site.force_login(User.objects.create_superuser("administrator"))
        assert site.get("/admin/").status_code == 200
    assert list(asked) == []


def test_within_a_transaction_the_primary_is_read(site, copy):
    begun = replica._is_read.set(True)
    try:
        assert router.db_for_read(Edition) == "replica"
        assert router.db_for_write(Edition, instance=Edition.objects.first()) == "default"
        with transaction.atomic():
            assert router.db_for_read(Edition) == "default"
    finally:
        replica._is_read.reset(begun)


def test_what_is_not_in_the_copy_yet_is_read_in_the_primary(site, copy):
    new = published(article(), "en")
    response = site.get(new.get_absolute_url())
    assert (response.status_code, new.title in response.content.decode()) == (200, True)


def test_what_a_view_does_not_find_in_the_copy_is_asked_of_the_primary(site, copy, rf):
    @public
    def nothing(request):
        raise Http404

    assert replica.ReplicaMiddleware(None).process_view(rf.get("/"), nothing, (), {}) is None


def test_a_copy_that_is_lost_takes_no_page_away_and_is_left_alone(site, copy, path):
    copy.stop()
    for _ in range(2):
        assert not is_of_the_copy(site.get(path))
    copy.follow()
    look()
    with CaptureQueriesContext(connections["replica"]) as asked:
        assert site.get(path).status_code == 200
    assert list(asked) == [], "it is asked again after some seconds only"
    replica.age._left_alone_until = 0
    with nothing_asked_of_the_primary():
        site.get(path)


def test_a_copy_that_does_not_follow_is_read_for_some_seconds_only(site, copy, path, monkeypatch):
    look()
    assert is_of_the_copy(site.get(path))
    now = time.monotonic
    monkeypatch.setattr(replica_age, "monotonic", lambda: now() + A_MINUTE + 1)
    look()
    assert not is_of_the_copy(site.get(path))
    copy.follow()
    look()
    with nothing_asked_of_the_primary():
        site.get(path)


def test_what_ended_is_not_read_in_a_copy_that_still_has_it(site, copy, path, monkeypatch):
    monkeypatch.setattr(replica_age, "AFTER_AN_END", A_MINUTE)
    assert site.get(path).status_code == 200
    editions.withdraw(Page.objects.get(), "en", by=None)
    assert site.get(path).status_code == 410
    assert path not in site.get("/en/articles/").content.decode()


def test_the_log_of_ends_says_when_it_is_quiet(tmp_path):
    ends = of_site(tmp_path)
    assert ends.are_quiet(0) is False, "there is no log"
    ends.open()
    assert (ends.are_quiet(0), ends.are_quiet(A_MINUTE)) == (True, False), "who has just come knows nothing of before"
    ends._known_since -= 2 * A_MINUTE
    assert ends.are_quiet(A_MINUTE) is True
    begun = ends.begin("/en/one/")
    assert ends.are_quiet(0) is False
    ends.finish(begun, "/en/one/")
    assert (ends.are_quiet(0), ends.are_quiet(A_MINUTE)) == (True, False)


@pytest.mark.django_db(databases=[])
def test_the_setting_names_it_and_bounds_how_long_it_is_waited_for():
    asked = "import json; from django.conf import settings as s; d = s.DATABASES.get('replica', {}); "
    asked += (
        "print(json.dumps([d.get('NAME'), d.get('OPTIONS'), getattr(s, 'DATABASE_ROUTERS', []), s.MIDDLEWARE[-1]]))"
    )

    def read(**variables):
        env = os.environ | {"DJANGO_SETTINGS_MODULE": "clinic.settings"} | variables
        told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=env, capture_output=True, check=True)
        return json.loads(told.stdout)

    name, options, routers, last = read(REPLICA_URL="postgres://reader:secret@other/bayan")
    assert (name, routers, last) == ("bayan", ["pages.public.replica.Router"], "pages.public.replica.ReplicaMiddleware")
    assert options == {"connect_timeout": 2, "tcp_user_timeout": 2000, "options": "-c statement_timeout=2000"}
    assert read(REPLICA_URL="")[::2] == [None, []]


@pytest.mark.postgres
def test_a_replica_of_postgresql_follows_by_itself_and_is_not_read_once_it_waits(site, path, monkeypatch):
    if not connections["default"].settings_dict["HOST"].startswith("/"):
        pytest.skip("needs a PostgreSQL of the tests' own")
    monkeypatch.setattr(replica_age, "LOOKS_EVERY", 0)
    with streaming() as told:
        until = time.monotonic() + A_MINUTE
        while not replica.age.is_bearable():
            assert time.monotonic() < until
            time.sleep(0.05)
        monkeypatch.setattr(replica_age, "LOOKS_EVERY", A_MINUTE)
        with nothing_asked_of_the_primary():
            assert site.get(path).status_code == 200
        told.execute("SELECT pg_wal_replay_pause()")
        monkeypatch.setattr(replica_age, "OLDEST", 0)
        monkeypatch.setattr(replica_age, "LOOKS_EVERY", 0)
        editions.withdraw(Page.objects.get(), "en", by=None)
        assert site.get(path).status_code == 410
        told.execute("SELECT pg_wal_replay_resume()")
