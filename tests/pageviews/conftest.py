import time

import pytest


@pytest.fixture
def later(monkeypatch):
    """`later(seconds)` moves the clock on."""
    real, moved = time.time, []
    monkeypatch.setattr(time, "time", lambda: real() + sum(moved))
    return moved.append
