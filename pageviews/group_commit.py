"""Threads that wait for the database share a commit: one disk flush for all of them, not one for each."""

from threading import Event, Lock


class NotCommitted(Exception):
    """What was added is not known to be stored: it may be added again, under the same name where it has one."""


class GroupCommit:
    """Stores items of many threads together.

    `write(take)` commits all items of a batch, which it asks for by `take()` as late as it can, and gives an answer for
    each, in their order, and whether anything is new; `flush()` returns once that is on the disk; or they raise. The first thread of a batch writes for
    all, and the others sleep until it has. While one writes, those that come meanwhile gather in the next batch. So a thread
    waits for two commits at most, however many there are.
    """

    def __init__(self, write, flush):
        self._write, self._flush = write, flush
        self._gathering = Lock()
        self._writing = Lock()
        self._open = None

    def add(self, item):
        """Returns the answer to `item` as soon as it is on the disk. Raises NotCommitted, caused by what went wrong."""
        with self._gathering:
            is_first = self._open is None
            batch = self._open = self._open or _Batch()
            place = len(batch.items)
            batch.items.append(item)
        if is_first:
            self._store(batch)
        batch.is_over.wait()
        if batch.error:
            raise NotCommitted from batch.error
        return batch.answers[place]

    def _store(self, batch):
        try:
            with self._writing:
                batch.answers, is_new = self._write(lambda: self._closed(batch))
            if is_new:
                self._flush()
            batch.error = None
        except Exception as error:  # each thread of the batch is told
            batch.error = error
        finally:
            self._closed(batch)
            batch.is_over.set()

    def _closed(self, batch):
        """All items of a batch: from now on whoever comes gathers in a new one."""
        with self._gathering:
            if self._open is batch:
                self._open = None
        return batch.items


class _Batch:
    def __init__(self):
        self.items, self.answers, self.is_over = [], [], Event()
        self.error = RuntimeError("the thread that wrote was ended")
