"""The last good copy of each page, on disk: what is sent while the database is away, for a day at most."""

import hashlib
import json
import logging
import os
import shutil
import threading
import zlib
from time import monotonic, time

from serving.ends import names

logger = logging.getLogger(__name__)

A_DAY, RENEWED_AFTER, LOOKED_OVER_EVERY = 24 * 3600, 60, 600  # seconds
MOST_BYTES = 256 * 2**20
A_FILE = 4096  # what a small file takes of a disk beyond its bytes
# A copy that is younger than now by more than so many seconds is of a clock that was put back: nobody knows its age.
CLOCKS_DIFFER = 5


class Copies:
    """Files in `folder`, by page and, below that, by host: what `ends` (serving.ends.Ends) says of them is asked at each use."""

    def __init__(self, folder, ends, most=MOST_BYTES):
        self.folder, self.ends, self.most = folder / "copies", ends, most
        self._looked_over, self._written, self._alone = monotonic(), 0, threading.Lock()

    def keep(self, place, headers, body, mark, until):
        """Keeps a response. `mark` is that of the last end before it was begun, `until` the second from which on it is wrong."""
        packed = zlib.compress(body, 6)
        made = time()
        told = {"place": place, "made": made, "until": min(made + A_DAY, until), "mark": mark, "headers": headers}
        head = json.dumps(told | {"digest": _digest(packed)}).encode()
        file = self._file(place)
        new = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(head + b"\n" + packed)
            new.replace(file)  # without fsync: what a power cut tears has another digest
            self._look_over(len(packed))
        except OSError as error:
            logger.warning("No copy of a page was kept: %s", error)

    def last_good(self, place):
        """(headers, body, second until which it may be sent) of a place, None where there is none that is still right."""
        try:
            head, _, packed = self._file(place).read_bytes().partition(b"\n")
            told = json.loads(head)
            if told["place"] != list(place) or told["digest"] != _digest(packed):
                return None
            body = zlib.decompress(packed)
        except (OSError, ValueError, KeyError, zlib.error):
            return None
        if not told["made"] - CLOCKS_DIFFER <= time() < told["until"]:
            return None
        ended = self.ends.paths_since(told["mark"], told["made"])
        if ended is None or any(names(body, path) for path in ended):
            return None
        return [tuple(pair) for pair in told["headers"]], body, told["until"]

    def remove(self, path):
        """Takes away the copies of what stands at a path, for all hosts."""
        shutil.rmtree(self._page(path.encode().decode("latin-1")), ignore_errors=True)

    def remove_all(self):
        """Takes away every copy: where an end could not be noted."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _page(self, path):
        return self.folder / _digest(path.encode())[:32]

    def _file(self, place):
        secure, host, path = place
        return self._page(path) / _digest(f"{secure} {host}".encode())[:32]

    def _look_over(self, written):
        """Makes room every ten minutes, and earlier where much was written since."""
        with self._alone:
            self._written += written + A_FILE
            if monotonic() - self._looked_over < LOOKED_OVER_EVERY and self._written < self.most / 8:
                return
            self._looked_over, self._written = monotonic(), 0
        self.make_room()

    def make_room(self):
        """Takes away what is too old, and of the rest the oldest where it is too much."""
        found = sorted(_files(self.folder), reverse=True)  # the newest first
        taken = 0
        for made, size, path in found:
            taken += size
            if taken > self.most or made < time() - A_DAY:
                _remove(path)


def _files(folder):
    """(when it was written, bytes, path) of every copy."""
    for page in os.scandir(folder):
        try:
            for file in os.scandir(page):
                stat = file.stat()
                yield stat.st_mtime, stat.st_blocks * 512, file.path
        except OSError:
            continue  # another process took it away


def _remove(path):
    try:
        os.remove(path)
        os.rmdir(os.path.dirname(path))
    except OSError:
        pass  # another process was faster, or copies for other hosts are left


def _digest(data):
    return hashlib.sha256(data).hexdigest()
