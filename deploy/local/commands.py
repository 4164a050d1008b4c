"""The commands, from an empty folder to the end, in the order in which they happen."""

import os
import time

import addresses
import installing
import preparing
import processes
import server
from processes import Stopped, say


def main(arguments):
    """Runs `run` or `test`, and returns the exit status. One clear sentence is all that a known failure prints."""
    processes.end_when_told()
    try:
        command, *rest = arguments
        return {"run": run, "test": test, "benchmark": benchmark}[command](*rest)
    except Stopped as stopped:
        processes.end_all()
        say(f"\n{stopped}")
        return 1
    except KeyboardInterrupt:
        processes.end_all()
        say("\nStopped. `make run` goes on from here.")
        return 130


def run():
    """Serves the clinic, and makes everything that is missing first."""
    started = time.monotonic()
    place = addresses.chosen(os.environ)
    addresses.claim(place)
    with preparing.alone() as lock:
        python = installing.environment("requirements.txt", lock)
        variables = preparing.variables(place)
        preparing.prepare(python, variables)
    return server.serve(python, place, variables, started)


def test(*arguments):
    """Runs tests/run.py with the development requirements."""
    _become("tests/run.py", arguments)


def benchmark(*arguments):
    """Runs benchmarks/compare.py with the development requirements."""
    _become("benchmarks/compare.py", arguments)


def _become(script, arguments):
    with preparing.alone() as lock:
        python = installing.environment("requirements-dev.txt", lock)
    os.execv(python, [python, str(preparing.ROOT / script), *arguments])
