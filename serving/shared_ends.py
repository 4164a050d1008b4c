"""What ended, in Redis: where the site's servers stand on several machines, which share no folder.

Redis may forget: then everything that was kept before is worthless, as where the log on disk is lost. A log that came
back from an older state of Redis's own disk would lack what ended since, so what is kept is also bound to the run of Redis
that was asked. Who could not ask for a while says so afterwards in a new name of the log: it may have missed, or failed
to note, an end.
"""

import json
import secrets
from time import monotonic, time

from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

from serving.ends import Ends

KEY = "bayan-ended"
TIMEOUTS = {"socket_timeout": 0.25, "socket_connect_timeout": 0.25}
# Seconds for which a Redis that failed is not asked what ended: until then nothing is kept for long, and no copy is sent.
LEFT_ALONE = 5
MOST_LINES = 10_000
# Adds a line to the log, which is begun (again) where there is none or where it is long; returns how many lines were before it.
NOTE = f"""
local length = redis.call('LLEN', KEYS[1])
if length == 0 or length > {MOST_LINES} then
    redis.call('DEL', KEYS[1])
    length = redis.call('RPUSH', KEYS[1], ARGV[1])
end
if ARGV[2] then redis.call('RPUSH', KEYS[1], ARGV[2]) end
return length
"""


def of_site(folder):
    """The log of what ended: in Redis where SEVERAL_MACHINES says so, else in the folder."""
    return SharedEnds(folder, settings.REDIS_URL) if settings.SEVERAL_MACHINES else Ends(folder)


class SharedEnds(Ends):
    """The log of what ended, which the servers of all machines share."""

    def __init__(self, folder, url):
        super().__init__(folder)
        self._redis = Redis.from_url(url, decode_responses=True, **TIMEOUTS)
        self._first = self._run = None  # the log's first line, and the run of Redis
        self._was_away, self._asked_again_at = False, float("-inf")

    # -- Noting --------------------------------------------------------------------------------

    def open(self):
        """Makes the log where there is none yet. Raises OSError where Redis does not answer."""
        self._asked(self._note)

    def lose(self):
        """Takes the log away: nothing that was kept is right then."""
        self._asked(lambda: self._redis.delete(KEY))

    def _add(self, **told):
        with self._looking:
            before = self._asked(lambda: self._note({"at": time()} | told))
            self.look()
            return json.loads(self._first)["last"] + before if self._first else 0

    def _note(self, *lines):
        # Numbers go on from the time in milliseconds, so that no two logs have the same.
        head = {"epoch": secrets.token_hex(8), "last": int(time() * 1000)}
        return self._redis.eval(NOTE, 1, KEY, *map(json.dumps, (head, *lines)))

    def _asked(self, question):
        try:
            answer = question()
        except RedisError as error:
            self._fail()
            raise OSError(f"Redis does not answer: {error}") from error
        self._asked_again_at = float("-inf")
        return answer

    def _fail(self):
        self.mark, self._was_away, self._asked_again_at = ("", 0), True, monotonic() + LEFT_ALONE

    # -- Looking -------------------------------------------------------------------------------

    def look(self):
        """Reads what was noted anywhere, and returns the mark of the last end; of no log while Redis does not answer."""
        with self._looking:
            if monotonic() >= self._asked_again_at:
                try:
                    self._read_on()
                except RedisError:
                    self._fail()
            return self.mark

    def _read_on(self):
        if self._was_away:
            self._note({"epoch": secrets.token_hex(8)})
            self._was_away = False
        first, run, lines = self._answer()
        if first is None:
            self._note()
            first, run, lines = self._answer()
        if (first, run) != (self._first, self._run):
            self._first, self._run, self._lines, self._read = first, run, [], 0
            first, run, lines = self._answer()
        self._read += len(lines)
        for line in map(json.loads, lines):
            self._take_one(line)

    def _answer(self):
        """The log's first line (None where there is no log), which run of Redis this is, and the lines not yet read."""
        with self._redis.pipeline() as asked:
            asked.lindex(KEY, 0).info("server").lrange(KEY, self._read, -1)
            first, server, lines = asked.execute()
        return first, server["run_id"], lines

    def _take_one(self, line):
        number = line.get("last", self.mark[1] + 1)
        if "epoch" in line:
            self.mark = (f"{self._run} {line['epoch']}", number)
        else:
            self.mark = (self.mark[0], number)
            self._lines.append(line | {"number": number})
