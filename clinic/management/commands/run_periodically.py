"""`manage.py run_periodically`: the scheduler."""

import signal
import threading
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from clinic import periodic

PAUSE = 60  # seconds


class Command(BaseCommand):
    help = "Does what must happen from time to time (clinic/periodic.py), until it is told to end."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do everything once, and fail where any of it fails")
        parser.add_argument("--alive", type=Path, help="a file to touch after every round, for a health check")

    def handle(self, *args, once=False, alive=None, **options):
        done, told_to_end = {}, threading.Event()
        if once:
            if failed := periodic.run_due(done, timezone.now()):
                raise CommandError(f"Failed: {', '.join(failed)}")
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: told_to_end.set())
        while not told_to_end.is_set():
            close_old_connections()  # one that a restart of the database has cut is made anew
            periodic.run_due(done, timezone.now())
            if alive:
                alive.touch()
            told_to_end.wait(PAUSE)
