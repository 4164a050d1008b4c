"""Who repeats a view, as it is remembered in Redis and in a process's own memory: in one step, and for many together."""

import threading

import pytest
from django.utils import timezone

from clinic.caches import ForgivingRedisCache, SweptMemory
from pageviews import counting, readers
from pageviews.models import DailyViews
from tests.factories import article, published


@pytest.fixture(params=["redis", "memory"])
def memory(request, monkeypatch):
    """Where readers are remembered."""
    if request.param == "redis":
        monkeypatch.setattr(ForgivingRedisCache, "asked_again_at", 0)
        made = ForgivingRedisCache(request.getfixturevalue("redis_server").url, {"KEY_PREFIX": "tests"})
    else:
        made = SweptMemory("repeats", {})
        made.clear()
    monkeypatch.setattr(readers, "memory", made)
    yield made
    if request.param == "redis":
        assert ForgivingRedisCache.asked_again_at == 0, "Redis was asked, not the memory beside it"


def test_what_is_put_in_is_given_to_whoever_puts_the_next_one_in(memory):
    assert memory.exchange([("a", 1), ("b", ("two", 2)), ("a", 3)], 60) == [None, None, 1]
    assert memory.exchange([("b", 4), ("a", 5)], 60) == [("two", 2), 3]
    assert memory.get("a") == 5


def test_what_is_over_is_not_given(memory):
    memory.exchange([("a", 1)], 1)
    threading.Event().wait(1.1)
    assert memory.exchange([("a", 2)], 1) == [None]


def test_of_many_at_the_same_moment_one_is_the_first(memory):
    start, found = threading.Barrier(8), []

    def ask():
        start.wait(10)
        found.extend(readers.are_repeats([("seen:one", "")]))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(found) == [False, *[True] * 7]


@pytest.mark.django_db
def test_repeats_in_one_batch_are_left_out_and_told_the_same_total(memory):
    page, draft = article(), article()
    published(page)

    def view(mark, event="", of=page):
        return counting.View(of.pk, "en", timezone.localdate(), event, mark)

    views = [view("one"), view("two", "first"), view("one"), view("two", "first"), view("two", "second"), view("")]
    assert counting._write(lambda: [*views, view("three", of=draft)]) == ([3, 3, 3, 3, 3, 3, None], True)
    assert DailyViews.objects.get().count == 3
    assert counting._write(lambda: [view("one"), view("two", "third")]) == ([3, 3], False)
    assert memory.get("three") is None, "nobody is remembered at what cannot be read"


@pytest.mark.django_db
def test_who_was_not_stored_is_not_remembered(memory, monkeypatch):
    page = article()
    published(page)

    def full(*args):
        raise OSError("no space left")

    view = counting.View(page.pk, "en", timezone.localdate(), "", "one")
    with monkeypatch.context() as patched:
        patched.setattr(counting.rollups, "add", full)
        with pytest.raises(OSError, match="no space"):
            counting._write(lambda: [view])
    assert counting._write(lambda: [view]) == ([1], True)
