"""A Redis of the tests' own."""

import signal
import subprocess
import time

from redis import Redis
from redis.exceptions import RedisError

from tests.deploy.production import free_port


class RedisServer:
    """It can be stopped, go on as it was, and start anew."""

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
