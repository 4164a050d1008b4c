"""What ended, on disk: every process of the site looks there before it sends again what it kept.

An end is noted before the transaction that makes it is committed, and once more afterwards: whichever moment a process is
killed at, no copy outlives the end. What has only begun to end counts as ended for copies, and is kept by nobody.
"""

import fcntl
import json
import os
import secrets
import threading
from contextlib import contextmanager
from time import monotonic, time
from urllib.parse import quote

# Seconds: how often a process looks, how long an end is remembered (longer than any copy), and how long what began to end
# may take until its transaction is committed or gone.
LOOKS_EVERY, REMEMBERED, WITHIN = 0.25, 25 * 3600, 60
LARGEST = 2**20


class Ends:
    """The log of what ended, in a folder that all processes of the site share."""

    def __init__(self, folder):
        self.file, self.lock = folder / "ended", folder / "ended.lock"
        self.folder = folder
        self.mark = ("", 0)  # which log this is, and the number of its last line
        self._lines, self._inode, self._read, self._looked = [], None, 0, float("-inf")
        self._looking = threading.RLock()
        self._epoch, self._known_since = "", float("inf")

    # -- Noting --------------------------------------------------------------------------------

    def open(self):
        """Makes the log where there is none yet: a copy is judged by the log that was there when it was made."""
        with self._alone():
            if not self.look()[0]:
                self._write_anew()

    def begin(self, path):
        """Notes that what stands at a path is about to end; returns the number to `finish` it with."""
        return self._add(path=path, over=False)

    def finish(self, begun, path):
        """Notes that it has ended."""
        return self._add(path=path, over=True, begun=begun)

    def lose(self):
        """Takes the log away where nothing can be noted in it: no process goes on sending what it kept, no copy is right."""
        self.file.unlink(missing_ok=True)

    def _add(self, **told):
        with self._alone():
            self.look()
            if not self.mark[0] or self._is_long():
                self._write_anew()
            line = {"number": self.mark[1] + 1, "at": time()} | told
            with self.file.open("ab") as file:
                torn = file.tell() > self._read  # by a process that was killed while it wrote
                file.write(b"\n" * torn + _line(line))
                file.flush()
                os.fsync(file.fileno())
            self.look()
            return line["number"]

    def _is_long(self):
        return self.file.stat().st_size > LARGEST and self._lines[0]["at"] < time() - REMEMBERED

    def _write_anew(self):
        """The file without what is older than any copy; a new one has a name of its own, which no older copy knows."""
        head = {"epoch": self.mark[0] or secrets.token_hex(8), "last": self.mark[1]}
        recent = [line for line in self._lines if line["at"] > time() - REMEMBERED]
        new = self.file.with_suffix(".new")
        with new.open("wb") as file:
            file.writelines(map(_line, [head, *recent]))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.file)
        folder = os.open(self.folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        self.look()

    @contextmanager
    def _alone(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._looking, self.lock.open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    # -- Looking -------------------------------------------------------------------------------

    def now(self):
        """The mark of the last end that is known, as it was at most a quarter of a second ago."""
        now = monotonic()
        if now - self._looked > LOOKS_EVERY:
            self._looked = now
            self.look()
        return self.mark

    def look(self):
        """Reads what other processes noted, and returns the mark of the last end."""
        with self._looking:
            try:
                stat = self.file.stat()
                if (stat.st_ino, stat.st_size) != (self._inode, self._read):
                    self._read_on()
            except OSError:
                self.mark, self._lines, self._inode, self._read = ("", 0), [], None, 0
            return self.mark

    def _read_on(self):
        with self.file.open("rb") as file:
            stat = os.fstat(file.fileno())
            if stat.st_ino != self._inode or stat.st_size < self._read:
                self._lines, self._inode, self._read = [], stat.st_ino, 0
            file.seek(self._read)
            whole, end, _unfinished = file.read().rpartition(b"\n")
        self._read += len(whole + end)
        self._take(whole.split(b"\n"))

    def _take(self, lines):
        epoch, last = self.mark
        for line in filter(None, map(_parsed, lines)):
            if "epoch" in line:
                epoch, last = line["epoch"], line["last"]
            else:
                self._lines.append(line)
                last = line["number"]
        self.mark = (epoch, last)

    def paths_since(self, mark, made):
        """The paths that a copy of that mark, made at that second, may not name: what ended since or was ending then.

        What began to end long before the copy was made, and was never finished, did not end, or the copy knows that it did.
        None for every path: where the mark is of another log than this, or of a later moment.
        """
        (epoch, number), (own, last) = mark, self.look()
        if epoch != own or number > last:
            return None
        since = {line["path"] for line in self._lines if line["number"] > number}
        return since | {line["path"] for line in self._unfinished() if line["at"] > made - WITHIN}

    def ending(self):
        """The paths of which a transaction may just be committing the end: what names them is not kept."""
        recent = time() - WITHIN
        return {line["path"] for line in self._unfinished() if line["at"] > recent}

    def are_quiet(self, seconds):
        """Whether nothing ended in the last seconds nor is about to; never of a log that is not known for as long."""
        with self._looking:
            epoch, _number = self.look()
            if epoch != self._epoch:
                self._epoch, self._known_since = epoch, monotonic()
            if not epoch or monotonic() - self._known_since < seconds or self.ending():
                return False
            return all(line["at"] < time() - seconds for line in self._lines)

    def _unfinished(self):
        finished = {line.get("begun") for line in self._lines}
        return [line for line in self._lines if not line["over"] and line["number"] not in finished]


def names(body, path):
    """Whether a body (bytes) names a path of the site, as it is typed or as it is escaped; it does where it leads to it."""
    return path.encode() in body or quote(path).encode() in body


def _line(told):
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _parsed(text):
    """A line of the log, None for one that a killed process left half written."""
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None
