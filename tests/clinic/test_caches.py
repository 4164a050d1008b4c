"""Against ports where no Redis answers, or something that never does; with a real one in tests/deploy."""

import socket
import time

import pytest

from clinic.caches import ForgivingRedisCache, SweptMemory

QUICK = {"KEY_PREFIX": "tests", "OPTIONS": {"socket_timeout": 0.25, "socket_connect_timeout": 0.25}}


@pytest.fixture(params=["nobody", "silence"])
def cache(request, monkeypatch):
    """A cache whose Redis refuses to be spoken to, or listens and says nothing."""
    monkeypatch.setattr(ForgivingRedisCache, "asked_again_at", 0)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if request.param == "silence":
            listener.listen()
        yield ForgivingRedisCache(f"redis://127.0.0.1:{listener.getsockname()[1]}/0", dict(QUICK))


def test_without_redis_a_cache_still_answers_and_costs_one_short_wait(cache):
    began = time.monotonic()
    cache.clear()
    assert cache.get("a", "nothing") == "nothing"
    cache.set("a", 1, 60)
    assert cache.get("a") == 1
    assert cache.add("a", 2) is False
    assert cache.incr("a") == 2
    assert cache.get_or_set("b", lambda: 3) == 3
    assert cache.get_many(["a", "b", "c"]) == {"a": 2, "b": 3}
    cache.set_many({"c": 4})
    assert "c" in cache
    assert cache.touch("c", 60) is True
    cache.delete_many(["a", "b"])
    assert cache.delete("c") is True
    assert cache.get("a") is None
    assert time.monotonic() - began < 0.5


def test_redis_is_asked_again_after_a_while(cache, monkeypatch):
    cache.set("a", 1)
    first = ForgivingRedisCache.asked_again_at
    cache.set("a", 1)
    assert ForgivingRedisCache.asked_again_at == first
    monkeypatch.setattr(ForgivingRedisCache, "asked_again_at", 0)
    cache.set("a", 1)
    assert ForgivingRedisCache.asked_again_at > first


def test_what_is_over_is_swept_out_also_after_the_clock_was_put_back(monkeypatch):
    clock = [10_000.0]
    monkeypatch.setattr(time, "time", lambda: clock[0])
    memory = SweptMemory("swept", {})
    memory.set("before", 1, 5)
    clock[0] = 5_000.0
    memory.set("first", 1, 5)
    clock[0] += 6
    memory.set("second", 1, 5)
    assert [key for key in memory._cache if key.endswith("first")] == []
