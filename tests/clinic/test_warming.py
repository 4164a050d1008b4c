"""A process that starts makes what its first readers would wait for, also while the database is away."""

import os
import subprocess
import sys

import pytest
from django.template import engines

from clinic import warming
from pages.languages import CODES
from pages.public import reading

AWAY = "postgres://nobody@127.0.0.1:9/nowhere"
START = "from clinic import wsgi; print(type(wsgi.application).__name__)"


@pytest.mark.django_db(transaction=True)
def test_templates_and_the_sql_of_pages_are_made_at_the_start(monkeypatch):
    monkeypatch.setattr(reading, "_asked", {})
    compiled = engines["django"].engine.template_loaders[0].get_template_cache
    compiled.clear()
    warming.warm()
    named = {"base.html", "404.html", "articles/article.html", "pages/_section.html", "clinic/home.html"}
    assert named <= set(compiled)
    assert not [name for name in compiled if name.startswith(("admin/", "handouts/", "doctors/desk/"))]
    assert len(reading._asked) == 3 * len(CODES)
    assert all(asked.statements for asked in reading._asked.values())


def test_a_process_starts_also_while_the_database_is_away():
    around = os.environ | {"DATABASE_URL": AWAY, "DEBUG": "0"}
    done = subprocess.run([sys.executable, "-c", START], env=around, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.returncode) == ("Front\n", 0), done.stderr
