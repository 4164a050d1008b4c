"""Servers on loopback: each is started, waited for, and ended with all that it started."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

PATIENCE = 60  # seconds to answer for the first time
PROCESSES, THREADS = 2, 8  # as deploy/start-application.sh


def free_port():
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command, log, *, cwd, environment):
    """Runs a server in a process group of its own; ends all of it, however the block is left."""
    with Path(log).open("ab") as out:
        server = subprocess.Popen(
            command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield server
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)


@contextlib.contextmanager
def granian(application, log, *, cwd, environment, python=sys.executable, answers="/"):
    """A WSGI application under Granian with two processes; gives its URL once it answers."""
    port = free_port()
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning", "--no-ws"]
    options += ["--workers", str(PROCESSES), "--blocking-threads", str(THREADS)]
    command = [python, "-m", "granian", *options, application]
    with running(command, log, cwd=cwd, environment=environment) as server:
        url = f"http://127.0.0.1:{port}"
        wait_for(url + answers, server, log)
        yield url


def wait_for(url, server, log, headers=()):
    """Waits until a server answers with 200."""
    until = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(HTTPError, URLError, OSError):
            if urlopen(Request(url, headers=dict(headers)), timeout=10).status == 200:
                return
        if server.poll() is not None or time.monotonic() > until:
            raise SystemExit(f"{url} does not answer:\n{Path(log).read_text()[-3000:]}")
        time.sleep(0.1)
