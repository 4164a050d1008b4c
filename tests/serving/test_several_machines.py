"""Application servers that share a database and Redis, and no folder: what ends on one is gone on all."""

import time

import pytest
from django.core.checks import run_checks

from pages.publishing import editions
from serving import shared_ends
from serving.shared_ends import KEY, SharedEnds
from tests.factories import article, published
from tests.serving.asked import Asked
from tests.serving.test_copies import away
from tests.serving.test_servers import WITHIN, Servers, database_lost, with_static_files

PATH, NOW = "/en/articles/one/", 1_800_000_000


@pytest.fixture
def two(redis_server, settings, tmp_path, asked):
    """Two machines in one process: each has a folder and a memory of its own."""
    settings.SEVERAL_MACHINES, settings.REDIS_URL = True, redis_server.url
    settings.VAR_DIR = tmp_path / "one"
    return Asked(tmp_path / "one/kept"), Asked(tmp_path / "two/kept")


@pytest.fixture
def ends(redis_server, tmp_path):
    """Makes the log as a machine sees it."""
    return lambda name: SharedEnds(tmp_path / name, redis_server.url)


@pytest.fixture
def asked_at_once(monkeypatch):
    monkeypatch.setattr(shared_ends, "LEFT_ALONE", 0)


@pytest.mark.django_db
def test_what_ends_on_one_machine_is_sent_by_none(two, django_capture_on_commit_callbacks):
    page = article()
    path = published(page, "en").get_absolute_url()
    assert {machine(shown).status for machine in two for shown in (path, "/en/")} == {200}
    with django_capture_on_commit_callbacks(execute=True):
        editions.withdraw(page, "en", by=None)
    for machine in two:
        machine.front.ends._looked = float("-inf")  # a quarter of a second later
        with away():
            assert [machine(shown).status for shown in (path, "/en/")] == [503, 503]
        assert machine(path).status == 410


def test_machines_know_what_has_begun_to_end_and_what_has_ended(ends):
    one, two = ends("one"), ends("two")
    one.open()
    mark = two.look()
    begun = one.begin(PATH)
    assert two.look() > mark
    assert two.ending() == {PATH}
    one.finish(begun, PATH)
    assert (two.look(), two.ending()) == (one.look(), set())
    assert two.paths_since(mark, NOW) == {PATH}
    assert two.paths_since(two.mark, time.time()) == set()


def test_a_new_process_reads_the_same_log(ends):
    one = ends("one")
    one.open()
    one.finish(one.begin(PATH), PATH)
    assert ends("two").look() == one.look()
    assert ends("two").paths_since(("another log", 1), NOW) is None


@pytest.mark.parametrize("lost", ["emptied", "started anew", "put back"])
def test_what_was_kept_before_redis_forgot_is_worthless(ends, redis_server, asked_at_once, lost):
    one = ends("one")
    one.open()
    mark, before = one.look(), redis_server.client().dump(KEY)
    one.begin(PATH)
    if lost == "emptied":
        redis_server.client().flushall()
    else:
        redis_server.end()
        redis_server.start()
    if lost == "put back":  # from the disk, as it was some minutes ago
        redis_server.client().restore(KEY, 0, before)
        one = ends("one")
    one.look()
    assert one.look()[0] not in ("", mark[0]), "there is a log again, and it is another one"
    assert one.paths_since(mark, NOW) is None


def test_while_redis_is_silent_nothing_is_kept_for_long_and_afterwards_the_log_is_another_one(
    ends, redis_server, asked_at_once
):
    one, two = ends("one"), ends("two")
    one.open()
    mark = two.look()
    assert mark[0]
    redis_server.pause()
    with pytest.raises(OSError, match="Redis does not answer"):
        one.begin(PATH)
    assert (one.look(), two.look()) == (("", 0), ("", 0))
    assert two.paths_since(mark, NOW) is None
    redis_server.go_on()
    assert one.look()[0] != mark[0]
    assert two.paths_since(mark, NOW) is None, "of the end that could not be noted nobody knows"


def test_a_long_log_is_begun_anew(ends, monkeypatch):
    monkeypatch.setattr(shared_ends, "NOTE", shared_ends.NOTE.replace("10000", "5"))
    one, two = ends("one"), ends("two")
    one.open()
    mark = two.look()
    for _ in range(6):
        one.begin(PATH)
    assert two.look()[0] != mark[0]
    assert two.look() == one.look() == ends("three").look()
    assert two.look()[1] > mark[1]


def test_several_machines_without_redis_are_refused(settings):
    settings.SEVERAL_MACHINES, settings.REDIS_URL = True, ""
    assert [error.id for error in run_checks() if error.id.startswith("clinic.E")] == ["clinic.E001"]
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert [error.id for error in run_checks() if error.id.startswith("clinic.E")] == []


@pytest.mark.django_db(transaction=True)
def test_servers_without_a_common_folder_lose_what_was_withdrawn_through_another(tmp_path, settings, redis_server):
    settings.SEVERAL_MACHINES, settings.REDIS_URL, settings.VAR_DIR = True, redis_server.url, tmp_path / "here"
    stays, goes = article(), article()
    kept, gone = (published(page, "en").get_absolute_url() for page in (stays, goes))
    there = with_static_files(tmp_path / "there")
    servers = Servers(there, SEVERAL_MACHINES="1", REDIS_URL=redis_server.url)
    try:
        for path in (kept, gone) * 8:  # until each process has them
            assert servers.ask(path)[0] == 200
        editions.withdraw(goes, "en", by=None)  # here, which is another machine
        withdrawn_at = time.monotonic()
        with database_lost(servers):
            while {servers.ask(gone)[0] for _ in range(8)} != {503}:
                assert time.monotonic() < withdrawn_at + WITHIN
            assert {servers.ask(kept)[0] for _ in range(8)} == {200}
        assert servers.ask(gone)[0] == 410
    finally:
        servers.kill()
