"""Views through real servers: none is lost where many come at once, and none that was acknowledged where servers are killed."""

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from django.db.models import Sum

from pageviews.models import DailyViews
from tests.deploy.production import free_port
from tests.factories import article, published
from tests.test_killed import database_url

ROOT = Path(__file__).parent.parent.parent
PEOPLE = json.loads((ROOT / "tests/cases/cases.json").read_text(encoding="utf-8"))["ua_human"]
DOMAIN, SITE = "clinic.example", "https://clinic.example"
READERS, KILLS, PATIENCE = 24, 20, 60

pytestmark = pytest.mark.django_db(transaction=True)


class Servers:
    """Two server processes behind a proxy that says whom it speaks for: each request here is another person's."""

    def __init__(self, folder):
        self.port = free_port()
        self.people = itertools.count(1)  # next() of it is one step of the interpreter: no two threads get the same
        self.environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATABASE_URL": database_url()}
        self.environment |= {"SECRET_KEY": "0123456789abcdef" * 4, "VAR_DIR": str(folder), "ALLOWED_HOSTS": DOMAIN}
        self.environment |= {"SITE_URL": SITE, "BEHIND_PROXY": "1"}

    def start(self):
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "2"]
        command = [sys.executable, "-m", "granian", *options, "--blocking-threads", "8", "clinic.wsgi:application"]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < until
            time.sleep(0.05)

    def answers(self):
        try:
            return self.request(self.connection(), "GET", "/healthz") == 200
        except (OSError, HTTPException):
            return False

    def connection(self):
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def request(self, connection, method, path):
        person = next(self.people)
        address = f"10.{person >> 16 & 255}.{person >> 8 & 255}.{person & 255}"
        headers = {"Host": DOMAIN, "Origin": SITE, "User-Agent": PEOPLE[person % len(PEOPLE)]}
        connection.request(method, path, headers=headers | {"X-Forwarded-For": address, "X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def servers(tmp_path):
    made = Servers(tmp_path)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def shown():
    made = article()
    published(made, "en", confirmed=True)
    return made


def in_threads(read):
    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    return threads


def stored(page):
    return DailyViews.objects.filter(page=page.pk).aggregate(total=Sum("count"))["total"] or 0


def test_a_thousand_views_at_once_through_two_processes_are_a_thousand(servers, shown):
    left, answers = itertools.count(1), []

    def read():
        connection = servers.connection()
        while next(left) <= 1000:
            answers.append(servers.request(connection, "POST", f"/views/{shown.pk}/en/"))

    for thread in in_threads(read):
        thread.join()
    assert answers == [200] * 1000
    assert stored(shown) == 1000


def test_what_was_acknowledged_before_a_kill_is_stored_twenty_times_in_a_row(servers, shown):
    acknowledged, unanswered = [], []

    def read():
        connection = servers.connection()
        try:
            while True:
                assert servers.request(connection, "POST", f"/views/{shown.pk}/en/") == 200
                acknowledged.append(1)
        except (OSError, HTTPException):
            unanswered.append(1)

    for kill in range(KILLS):
        threads = in_threads(read)
        enough = len(acknowledged) + random.randint(1, 300)
        while len(acknowledged) < enough:
            time.sleep(0.001)
        servers.kill()
        for thread in threads:
            thread.join()
        assert len(acknowledged) <= stored(shown) <= len(acknowledged) + len(unanswered), f"kill {kill + 1}"
        servers.start()
    assert len(acknowledged) > 10 * KILLS
