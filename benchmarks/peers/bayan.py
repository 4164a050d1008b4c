"""Bayan itself, with the demo clinic: embedded (one server, nothing in front) and in production (nginx in front)."""

import contextlib
import json
import os
import sys
from pathlib import Path

from peers import commands, servers

ROOT = Path(__file__).resolve().parent.parent.parent
# The longest article that the demo has in English, as one rich text for others, and where it stands here.
ARTICLE = """
import json
from pages.models import Edition
found = max(Edition.objects.current().filter(language="en", kind="article"), key=lambda edition: len(str(edition.content)))
parts = [f"<h2>{part.get('heading', '')}</h2>{part.get('body', '')}" for part in found.content["sections"]]
told = {"title": found.title, "intro": found.summary[:500], "body": "".join(parts)}
print(json.dumps({"article": told, "address": found.get_absolute_url(), "page": found.page_id}))
"""


class Bayan:
    """The demo clinic on a PostgreSQL database of its own."""

    def __init__(self, folder, database_url, redis_url):
        self.folder = folder / "bayan"
        self.folder.mkdir()
        self.environment = {
            "PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "SECRET_KEY": "0123456789abcdef" * 4,
            "VAR_DIR": str(self.folder), "DATABASE_URL": database_url, "REDIS_URL": redis_url,
            "DEMO_ALLOWED": "1", "BEHIND_PROXY": "1", "ALLOWED_HOSTS": "127.0.0.1",
        }  # fmt: skip

    def build(self):
        """Makes the demo; returns its article, the article's address and its page's number."""
        for command in (["migrate"], ["collectstatic", "--noinput"], ["load_demo"]):
            self._manage(*command)
        told = json.loads(self._manage("shell", "--no-imports", "--command", ARTICLE).splitlines()[-1])
        return told["article"], told["address"], told["page"]

    @contextlib.contextmanager
    def serving(self, application="clinic.wsgi:application", **changes):
        """Serves it with two processes; gives its URL."""
        log = self.folder / f"{application.partition(':')[0]}{len(changes)}.log"
        environment = self.environment | {"PYTHONPATH": f"{ROOT}:{ROOT / 'benchmarks'}"} | changes
        with servers.granian(application, log, cwd=ROOT, environment=environment, answers="/healthz") as url:
            yield url

    def _manage(self, *command):
        return commands.said_by([sys.executable, "manage.py", *command], cwd=ROOT, environment=self.environment)
