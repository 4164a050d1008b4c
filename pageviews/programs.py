"""Programs that fetch pages, told by the User-Agent that they give."""

import time

from crawleruseragents import is_crawler

from pageviews import marks

# What the list of crawlers leaves out: programs that fetch pages for a person or for another program.
PROGRAMS = (
    "whatsapp/",
    "java/",
    "axios/",
    "curl/",
    "wget/",
    "headless",
    "node-fetch",
    "undici",
    "okhttp",
    "libwww",
    "bot",
)


class Known:
    """Which agents of the last seconds were programs, by their keyed hashes.

    Telling it takes two thousand patterns, and most people have one of a few browsers. All is forgotten after `seconds`, and
    where there are `most`, so that nothing of a reader is kept longer than their mark.
    """

    def __init__(self, seconds, most=1000):
        self.seconds, self.most = seconds, most
        self.told, self.since = {}, float("-inf")

    def is_program(self, agent):
        """Whether a User-Agent is empty, a known crawler's or a program's."""
        told, key = self._told(), marks.hashed(agent)
        if key not in told:
            told[key] = _is_program(agent)
        return told[key]

    def _told(self):
        if len(self.told) >= self.most or not 0 <= time.time() - self.since < self.seconds:
            self.told, self.since = {}, time.time()
        return self.told


def _is_program(agent):
    return not agent.strip() or is_crawler(agent) or any(name in agent.lower() for name in PROGRAMS)
