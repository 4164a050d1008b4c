"""Shares of the processor without Docker: what docker-compose.yml gives a service, as priorities."""

import contextlib
import math
import os
from pathlib import Path

ALL = 1024  # what a container has that asks for nothing else


def give(group, service):
    """Gives a process group, just started as a session, as much of a busy processor as Docker gives a service."""
    nice = round(math.log(ALL / service.get("cpu_shares", ALL), 1.25))  # what one step of nice is worth
    for process in _of_group(group):
        os.setpriority(os.PRIO_PROCESS, process, nice)
    with contextlib.suppress(OSError):  # where Linux weighs sessions first, as on desktops
        Path(f"/proc/{group}/autogroup").write_text(str(nice))


def _of_group(group):
    """The numbers of all threads of a process group (Linux): each has a priority of its own."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getpgid(int(folder.name)) == group:
                yield from (int(task.name) for task in (folder / "task").iterdir())
