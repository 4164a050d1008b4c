"""Two real server processes, their database lost: what could be read still can, what was withdrawn cannot."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.db import connection

from pages.publishing import editions
from serving.ends import LOOKS_EVERY
from tests import lost_database
from tests.deploy.production import free_port
from tests.factories import article, published
from tests.test_killed import database_url

ROOT = Path(__file__).parents[2]
PATIENCE, WITHIN = 60, 5  # seconds

pytestmark = pytest.mark.django_db(transaction=True)


class Servers:
    """Granian with two processes, as `make run` starts it. `more`: further settings."""

    def __init__(self, folder, **more):
        self.folder, self.port = folder, free_port()
        self.environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "VAR_DIR": str(folder)}
        self.environment |= {"SECRET_KEY": "0123456789abcdef" * 4, "DATABASE_URL": database_url()} | more
        self.start()

    def start(self, **changes):
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "2"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "granian", *options, "--blocking-threads", "4", "clinic.wsgi:application"],
            cwd=ROOT,
            env=self.environment | changes,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE
        while self.ask("/healthz")[0] != 200:
            assert time.monotonic() < until
            time.sleep(0.05)

    def ask(self, path):
        asked = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            asked.request("GET", path, headers={"Host": "localhost"})
            answer = asked.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, HTTPException):
            return None, ""
        finally:
            asked.close()

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def servers(tmp_path, settings):
    settings.VAR_DIR = with_static_files(tmp_path)
    made = Servers(tmp_path)
    yield made
    made.kill()


def with_static_files(folder):
    """A folder that holds the names of static files as if they were collected."""
    names = {path: path for finder in get_finders() for path, _storage in finder.list([])}
    (folder / "static").mkdir(parents=True)
    (folder / "static/staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": names, "hash": ""}))
    return folder


def test_a_lost_database_takes_no_page_away_but_those_that_were_withdrawn(servers):
    stays, goes = article(), article()
    kept, gone = (published(page, "en").get_absolute_url() for page in (stays, goes))
    for path in (kept, gone, "/en/articles/") * 8:  # until each process has them
        assert servers.ask(path)[0] == 200
    editions.withdraw(goes, "en", by=None)
    withdrawn_at = time.monotonic()
    time.sleep(LOOKS_EVERY)  # until then a process may send what it has
    with database_lost(servers):
        while {servers.ask(gone)[0] for _ in range(8)} != {503}:  # the server tells each process in turn
            assert time.monotonic() < withdrawn_at + WITHIN
        assert servers.ask("/en/articles/")[0] == 503
        assert {servers.ask(kept)[0] for _ in range(8)} == {200}
        assert stays.title_en in servers.ask(kept)[1]
    assert servers.ask(gone)[0] == 410


@contextmanager
def database_lost(servers):
    """PostgreSQL lets nobody in; SQLite's file cannot be opened, which servers that run notice when they start anew."""
    if connection.vendor == "postgresql":
        name = connection.settings_dict["NAME"]
        connection.close()
        with lost_database.refused(name):
            yield
    else:
        servers.kill()
        servers.start(DATABASE_URL=f"sqlite:///{servers.folder}")  # a folder is no database
        yield
        servers.kill()
        servers.start()
