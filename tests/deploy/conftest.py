"""One production for all of these tests: it takes half a minute to start."""

import os
import shutil
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings

from tests.deploy.production import APPLICATION_SERVERS, PATH, Production

PROGRAMS = {"nginx": "nginx", "redis": "redis-server"}


@pytest.fixture(scope="session")
def database_url():
    """A database of production's own, beside the tests' one."""
    told = settings.DATABASES["default"]
    place = {"host": told["HOST"] or None, "port": told["PORT"] or None, "user": told["USER"] or None}
    server = psycopg2.connect(dbname="postgres", password=told["PASSWORD"] or None, **place)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS bayan_production WITH (FORCE)")
        cursor.execute("CREATE DATABASE bayan_production")
    host, port = quote(told["HOST"] or "localhost", safe=""), told["PORT"] or 5432
    yield f"postgres://{quote(told['USER'])}:{quote(told['PASSWORD'])}@{host}:{port}/bayan_production?connect_timeout=2"
    with server.cursor() as cursor:
        cursor.execute("DROP DATABASE bayan_production WITH (FORCE)")
    server.close()


@pytest.fixture(scope="session")
def started(request):
    """Production with the demo clinic and an administrator, or a skip where nginx or Redis is missing."""
    required = os.environ.get("REQUIRE", "")
    missing = [name for name, program in PROGRAMS.items() if not shutil.which(program, path=PATH)]
    if missing and not any(name in required for name in missing):
        pytest.skip(f"needs {' and '.join(missing)}")
    assert not missing, f"REQUIRE asks for {missing}, and it is not here"
    production = Production(request.getfixturevalue("database_url"))
    try:
        production.build()
        manage = production.application_environment("migrate") | {"DEMO_ALLOWED": "1"}
        production.run(["python", "manage.py", "load_demo"], manage)
        production.start_redis()
        for name in APPLICATION_SERVERS:
            production.start_application(name)
        production.start_nginx()
        yield production
    finally:
        production.end()


@pytest.fixture
def production(started):
    """Production with all of its pieces up, whatever the last test did to it."""
    for name in APPLICATION_SERVERS:
        if name not in started.running:
            started.start_application(name)
    if "redis" not in started.running:
        started.start_redis()
    return started
