"""Who makes a response anew: of all threads and processes one at a time, while the others send the old one."""

import fcntl
import hashlib
import threading
from contextlib import contextmanager

# Seconds that whoever has no old one waits for the one who makes it, who may find that nobody can keep it.
PATIENCE = 1
LOCKS = 256


class Makers:
    """Turns at making what stands at a place; among processes by locks in a folder, as many as there are at most."""

    def __init__(self, folder):
        self.folder = folder / "locks"
        self._busy, self._changing = {}, threading.Lock()

    @contextmanager
    def turn(self, place, waits):
        """Gives whether it is this thread's turn. Where it is not and `waits`, the other thread is done by now.

        Who waits has no old one to send: it makes its own even where another process is at it, whose memory is not ours.
        """
        with self._changing:
            done = self._busy.get(place)
            if done is None:
                own = self._busy[place] = threading.Event()
        if done is not None:
            if waits:
                done.wait(PATIENCE)
            yield False
            return
        try:
            with self._among_processes(place) as is_ours:
                yield is_ours or waits
        finally:
            with self._changing:
                del self._busy[place]
            own.set()

    @contextmanager
    def _among_processes(self, place):
        number = hashlib.sha256(repr(place).encode()).digest()[0] % LOCKS
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / f"{number:02x}").open("ab")
        except OSError:
            yield True  # without a folder each process makes its own
            return
        with lock:
            yield _is_taken(lock)


def _is_taken(lock):
    """Takes a lock on a file if nobody has it. On a folder that knows no locks everybody takes it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
