"""The cache that the processes share, what happens while it is away, and a memory that keeps nothing beyond its time."""

import logging
import pickle
import time

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# After a failure Redis is left alone for so many seconds: a slow one costs one short wait, not one a question.
LEFT_ALONE = 5
MOST_REMEMBERED = {"MAX_ENTRIES": 10_000}


class SweptMemory(LocMemCache):
    """A process's own memory from which what is over is gone: Django's drops it only when it is asked for, or full."""

    SWEPT_EVERY = 1  # seconds
    _swept_at = 0.0

    def _set(self, key, value, timeout=DEFAULT_TIMEOUT):
        if not 0 <= time.time() - self._swept_at < self.SWEPT_EVERY:  # a clock that was put back stops nothing
            self._sweep()
        super()._set(key, value, timeout)

    def exchange(self, pairs, timeout):
        """Puts values in, of `pairs` of keys and values, and returns in their order what stood there, None for nothing.

        Each in one step: of two who do so at once only one finds nothing. `timeout` is in seconds.
        """
        return [self._exchanged(self.make_and_validate_key(key), value, timeout) for key, value in pairs]

    def _exchanged(self, key, value, timeout):
        with self._lock:
            before = None if self._has_expired(key) else pickle.loads(self._cache[key])
            self._set(key, pickle.dumps(value, self.pickle_protocol), timeout)
        return before

    def _sweep(self):
        self._swept_at = time.time()
        for key in [key for key in self._cache if self._has_expired(key)]:
            self._delete(key)


class ExchangingRedisCache(RedisCache):
    """Redis, which is sent many values to exchange together: they cost one way there and back."""

    def exchange(self, pairs, timeout):
        """As SweptMemory.exchange."""
        told = self._cache.get_client(write=True).pipeline(transaction=False)
        for key, value in pairs:
            value = self._cache._serializer.dumps(value)
            told.set(self.make_and_validate_key(key), value, ex=timeout, get=True)
        return [None if before is None else self._cache._serializer.loads(before) for before in told.execute()]


class ForgivingRedisCache(ExchangingRedisCache):
    """Redis, and while it does not answer, each process's own memory: no page fails or waits for a cache."""

    asked_again_at = 0  # of the whole process, in time.monotonic()

    def __init__(self, server, params):
        super().__init__(server, params)
        own = {"KEY_PREFIX": params.get("KEY_PREFIX", ""), "OPTIONS": MOST_REMEMBERED}
        self._memory = SweptMemory(f"while-redis-is-away {own['KEY_PREFIX']}", own)

    def _answer(self, question, *args, **kwargs):
        if time.monotonic() >= ForgivingRedisCache.asked_again_at:
            try:
                return getattr(super(), question)(*args, **kwargs)
            except RedisError as error:
                ForgivingRedisCache.asked_again_at = time.monotonic() + LEFT_ALONE
                logger.warning("Redis does not answer, left alone for %s seconds: %s", LEFT_ALONE, error)
        return getattr(self._memory, question)(*args, **kwargs)


def _forgiving(question):
    def ask(self, *args, **kwargs):
        return self._answer(question, *args, **kwargs)

    return ask


for _question in [
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "has_key",
    "incr",
    "set_many",
    "delete_many",
    "clear",
    "exchange",
]:
    setattr(ForgivingRedisCache, _question, _forgiving(_question))
