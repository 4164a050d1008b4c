"""Threads that wait for the database share a commit: one disk flush for all of them, not one for each."""

from threading import Lock


class NotCommitted(Exception):
    """What was added was not stored, and nothing of it will be: it may be added again."""


class GroupCommit:
    """Stores items of many threads together. `write(items)` commits all of them or raises.

    While one thread writes, those that come meanwhile gather in the next batch, which the first of them to get its turn
    writes for all. So a thread waits for two commits at most, however many there are.
    """

    def __init__(self, write):
        self._write = write
        self._gathering = Lock()
        self._writing = Lock()
        self._open = None

    def add(self, item):
        """Returns as soon as `item` is committed. Raises NotCommitted, caused by what went wrong."""
        with self._gathering:
            batch = self._open = self._open or _Batch()
            batch.items.append(item)
        with self._writing:
            if not batch.is_over:
                self._close(batch)
                batch.write(self._write)
        if batch.error:
            raise NotCommitted from batch.error

    def _close(self, batch):
        """From now on whoever comes gathers in a new one."""
        with self._gathering:
            if self._open is batch:
                self._open = None


class _Batch:
    def __init__(self):
        self.items, self.is_over, self.error = [], False, RuntimeError("the thread that wrote was ended")

    def write(self, write):
        try:
            write(self.items)
            self.error = None
        except Exception as error:  # each thread of the batch is told
            self.error = error
        finally:
            self.is_over = True
