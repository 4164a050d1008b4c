"""wrk: so many requests as go through, and how long they take."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
PEOPLE = Path(__file__).with_name("people.lua")


class Failed(Exception):
    """A server did not answer as it should: a figure of it would mean nothing."""


@dataclass
class Answered:
    """What one run of wrk tells: answers a second, and milliseconds within which 99 of 100 came."""

    rate: float
    p99: float


def command(url, *, seconds, connections=16, headers=(), posts=None):
    """wrk's command for so many seconds of GET, or of POST as ever new people: "by-address" behind a proxy of ours, "by-browser"."""
    told = [word for header in headers for word in ("-H", header)]
    script, which = (["-s", str(PEOPLE)], ["--", posts]) if posts else ([], [])
    return ["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--latency", *told, *script, url, *which]


def ask(url, **how):
    """Runs wrk against a URL and returns what it was Answered. Raises Failed where any answer was not 2xx or none came."""
    done = subprocess.run(command(url, **how), capture_output=True, text=True, check=False)
    return told(done.stdout + done.stderr, url)


def told(printed, url):
    """Reads what wrk printed."""
    rate = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", printed)
    if not rate or not p99 or "Non-2xx" in printed or "Socket errors" in printed or float(rate[1]) == 0:
        raise Failed(f"{url}: {printed}")
    return Answered(float(rate[1]), float(p99[1]) * UNITS[p99[2]])
