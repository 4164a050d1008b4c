"""Wagtail from the package index, in an environment of its own: `wagtail start`'s site with one more kind of page."""

import contextlib
import json
import os
import shutil
import sys
from pathlib import Path

from peers import commands, servers

HERE = Path(__file__).parent
PACKAGES = ["wagtail", "granian", "psycopg2-binary"]


class Wagtail:
    """A site with one article. `database`: the PG* variables of a PostgreSQL database of its own, which is empty."""

    def __init__(self, folder, database):
        self.folder = folder / "wagtail"
        self.python = self.folder / "env/bin/python"
        self.environment = os.environ | {"DJANGO_SETTINGS_MODULE": "wagtail_article.settings"} | database

    def build(self, article):
        """Installs Wagtail and makes the site with an article: `{"title", "intro", "body"}`. Returns the version."""
        uv = str(Path(sys.executable).with_name("uv"))
        self._do(uv, "venv", "--quiet", self.folder / "env", cwd=HERE)
        self._do(uv, "pip", "install", "--quiet", "--python", self.python, *PACKAGES, cwd=HERE)
        self.site.mkdir()
        self._do(self.python.with_name("wagtail"), "start", "peer", self.site)
        shutil.copytree(HERE / "wagtail_article", self.site / "wagtail_article")
        for command in (["makemigrations", "wagtail_article"], ["migrate"]):
            self._do(self.python, "manage.py", *command)
        told = self.folder / "article.json"
        told.write_text(json.dumps(article))
        self._do(self.python, "-m", "wagtail_article.make", told)
        return self._do(self.python, "-c", "import wagtail; print(wagtail.__version__)").strip()

    @contextlib.contextmanager
    def serving(self, *, cached=False):
        """Serves it, with Django's cache of whole pages in front if `cached`; gives the article's URL."""
        environment = self.environment | ({"CACHED": "1"} if cached else {})
        log = self.folder / f"{'cached' if cached else 'plain'}.log"
        how = {"cwd": self.site, "environment": environment, "python": str(self.python), "answers": "/article/"}
        with servers.granian("peer.wsgi:application", log, **how) as url:
            yield f"{url}/article/"

    @property
    def site(self):
        return self.folder / "site"

    def _do(self, *command, cwd=None):
        return commands.said_by(command, cwd=cwd or self.site, environment=self.environment)
