import time

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

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
