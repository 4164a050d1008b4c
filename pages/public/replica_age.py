"""Whether a replica of the database holds what is nearly now: it follows after, and nobody may be shown what ended."""

import logging
from collections import deque
from threading import Lock
from time import monotonic

from django.db import Error

from pages.models import Heartbeat
from serving import forgetting

logger = logging.getLogger(__name__)

REPLICA = "replica"
# Seconds: how often a process looks, how old the replica's copy may be, and how long one that failed is left alone.
LOOKS_EVERY, OLDEST, LEFT_ALONE = 1, 3, 5
# For so many seconds after an end the primary alone is read: longer than a copy may be old, and clocks differ.
AFTER_AN_END = 10


class Age:
    """What a process knows of the age of the replica's copy."""

    def __init__(self):
        self._beats = deque(maxlen=16)  # (the moment before it, as time.monotonic() counts, and its number)
        self._as_of = self._looked = self._left_alone_until = float("-inf")
        self._looking = Lock()

    def is_bearable(self):
        """Whether the replica may be read: its copy is of the last seconds, and nothing ended in them."""
        if monotonic() < self._left_alone_until:
            return False
        self._look_sometimes()
        return monotonic() - self._as_of <= OLDEST and forgetting.is_quiet(AFTER_AN_END)

    def leave_alone(self):
        """Reads the primary for some seconds: the replica failed."""
        self._as_of, self._left_alone_until = float("-inf"), monotonic() + LEFT_ALONE

    def _look_sometimes(self):
        if monotonic() - self._looked < LOOKS_EVERY or not self._looking.acquire(blocking=False):
            return
        try:
            self._looked = monotonic()
            self._look()
        except Error as error:
            logger.warning("The replica is left alone for %s seconds: %s", LEFT_ALONE, error)
            self.leave_alone()
        finally:
            self._looking.release()

    def _look(self):
        before = monotonic()
        self._beats.append((before, Heartbeat.objects.using("default").beat()))
        reached = Heartbeat.objects.using(REPLICA).number()
        self._as_of = max((moment for moment, number in self._beats if number <= reached), default=self._as_of)
