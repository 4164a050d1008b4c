"""tests/run.py itself: what it refuses, and that the PostgreSQL which it starts never stays behind."""

import os
import subprocess
import sys
import time
from urllib.parse import unquote, urlsplit

import psycopg2
import pytest

from tests.deploy import files

HOLDING = """
import private_postgres, time
with private_postgres.running() as url:
    print(url, flush=True)
    time.sleep(600)
"""


def run(**variables):
    """The exit status and last line of tests/run.py where no program at all is found on the PATH."""
    command = [sys.executable, files.ROOT / "tests" / "run.py", "no-such-file"]
    environment = os.environ | {"PATH": "/nonexistent"} | variables
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).splitlines()


def test_what_is_required_and_missing_is_a_failure():
    assert run(REQUIRE="browser") == (1, ["REQUIRE asks for browser: no Chromium was found."])


def test_what_is_required_and_unknown_is_a_failure():
    assert run(REQUIRE="chrome") == (1, ["REQUIRE=chrome: there is only postgres, browser, gettext, nginx, redis."])


def test_what_is_missing_is_said_in_one_line():
    status, lines = run(REQUIRE="")
    assert status
    assert lines.count("Skipped: the browser tests, for there is no Chromium here.") == 1
    assert lines.count("Skipped: the gettext tests, for there is no gettext (msgfmt) here.") == 1


@pytest.mark.postgres
@pytest.mark.parametrize("end", ["terminate", "kill"])
def test_the_private_postgres_ends_with_whoever_started_it(end):
    folder = files.ROOT / "tests"
    holder = subprocess.Popen([sys.executable, "-c", HOLDING], cwd=folder, stdout=subprocess.PIPE, text=True)
    host = unquote(urlsplit(holder.stdout.readline()).netloc.partition("@")[2])
    psycopg2.connect(host=host, user="tests", dbname="postgres").close()
    getattr(holder, end)()
    holder.wait()
    until = time.monotonic() + 20
    while True:
        try:
            psycopg2.connect(host=host, user="tests", dbname="postgres").close()
        except psycopg2.OperationalError:
            break
        assert time.monotonic() < until
        time.sleep(0.05)
