import os
import shutil
import signal
import subprocess
import time

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from redis import Redis
from redis.exceptions import RedisError

from tests.deploy.production import free_port
from tests.serving.asked import Asked

monotonic, on_the_wall = time.monotonic, time.time


@pytest.fixture
def asked(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    for moment in (request_started, request_finished):  # as Django's own client does: the test's transaction goes on
        moment.disconnect(close_old_connections)
    yield Asked(tmp_path / "kept")
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@pytest.fixture
def clock(monkeypatch):
    """Puts this room's clocks so many seconds forward; the one on the wall by other ones, where they are told, also back."""

    def put(seconds, wall=None):
        wall = seconds if wall is None else wall
        for module in ("front", "kept"):
            monkeypatch.setattr(f"serving.{module}.monotonic", lambda: monotonic() + seconds)
        monkeypatch.setattr("serving.front.time", lambda: on_the_wall() + wall)
        monkeypatch.setattr("serving.copies.time", lambda: on_the_wall() + wall)
        monkeypatch.setattr("serving.ends.time", lambda: on_the_wall() + wall)

    return put


class RedisServer:
    """A Redis of the test's own, which can be stopped, go on as it was, and start anew."""

    def __init__(self, folder):
        self.port, self.folder = free_port(), folder
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self):
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
        while not self.answers():
            assert self.process.poll() is None
            time.sleep(0.01)

    def answers(self):
        try:
            return self.client().ping()
        except RedisError:
            return False

    def client(self):
        return Redis.from_url(self.url)

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)

    def end(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def redis_server(tmp_path):
    if not shutil.which("redis-server") and "redis" not in os.environ.get("REQUIRE", ""):
        pytest.skip("needs a Redis (redis-server)")
    server = RedisServer(tmp_path)
    yield server
    server.end()
