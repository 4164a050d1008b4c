"""What every test has: English as the interface's language, files of its own, and what is skipped where."""

import os
import shutil
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from pages.public import kept_pages
from pageviews import marks, readers
from tests.redis_server import RedisServer

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items):
    """Skips what cannot run here, with its reason. What REQUIRE names (`postgres,browser`) runs, and fails, instead."""
    required = set(os.environ.get("REQUIRE", "").replace(" ", "").split(","))
    found = {
        "postgres": connection.vendor == "postgresql",
        "browser": any(map(shutil.which, BROWSERS)),
        "gettext": bool(shutil.which("msgfmt")),
    }
    reasons = {
        "postgres": "needs PostgreSQL: set DATABASE_URL",
        "browser": "needs a Chromium",
        "gettext": "needs msgfmt, of gettext",
    }
    for item in items:
        for name in set(found) - required:
            if not found[name] and item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reasons[name]))


@pytest.fixture(autouse=True)
def _interface_in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Where this test's uploads go."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def _static_files_as_they_are(settings):
    """Nothing is collected before tests: static files keep their names."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    """What one test was shown is not shown to the next, whose settings and rows are others."""
    kept_pages.forget()
    cache.clear()


@pytest.fixture
def numbered_from_one(db):
    """Pages are numbered from 1, as where the first test runs: PostgreSQL goes on numbering from one test to the next."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('pages_page', 'id'), 1, false)")


@pytest.fixture
def user(django_user_model):
    """Somebody of staff who may publish, and nothing else."""
    made = django_user_model.objects.create_user("editor", is_staff=True)
    made.user_permissions.add(Permission.objects.get(codename="publish_page"))
    return made


@pytest.fixture
def roles(db):
    """The groups of roles, made as the migration makes them: a test that empties the database takes them away."""
    import_module("clinic.migrations.0002_roles").make(apps)


@pytest.fixture(autouse=True)
def _nobody_was_here(monkeypatch):
    """No reader is remembered, and the day's salt is read anew: one of before would change within a test that lasts."""
    readers.memory.clear()
    monkeypatch.setattr(marks, "_salt", marks.Salt())


@pytest.fixture
def redis_server(tmp_path):
    if not shutil.which("redis-server") and "redis" not in os.environ.get("REQUIRE", ""):
        pytest.skip("needs a Redis (redis-server)")
    server = RedisServer(tmp_path)
    yield server
    server.end()
