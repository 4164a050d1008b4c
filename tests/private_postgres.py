"""A PostgreSQL of the tests' own: in a temporary folder, on a Unix socket, gone when they are."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg2

# Nothing here outlives the run, so nothing has to reach the disk.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
ALWAYS = ["listen_addresses=", "max_connections=100"]
# The server and its folder go with whoever holds the other end of its standard input, even if that one is killed.
UNTIL_INPUT_ENDS = '"$@" >log 2>&1 & cat; kill -INT $!; wait; rm -rf "$PWD"'
PATIENCE = 30  # seconds to start


def programs():
    """The folder of PostgreSQL's server programs (the newest, on Debian), or None."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    return folders[-1] if folders else None


@contextlib.contextmanager
def running(settings=FAST):
    """Starts a PostgreSQL and gives its URL; ends and removes it, however the block is left. `settings`: as in its file."""
    folder = Path(tempfile.mkdtemp(prefix="bayan-pg-"))
    owner = _owner()
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _initialise(folder, owner)
        with _started(folder, owner, [*ALWAYS, *settings]):
            yield f"postgres://tests@{quote(str(folder), safe='')}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def following(primary):
    """Starts a PostgreSQL that follows one of these, whose folder is `primary`, by its log; gives its own folder."""
    folder = Path(tempfile.mkdtemp(prefix="bayan-pg-"))
    owner = _owner()
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        copied = [
            programs() / "pg_basebackup",
            "--host",
            primary,
            "--username=tests",
            "--no-sync",
            "--write-recovery-conf",
        ]
        copied += ["--checkpoint=fast", "--wal-method=stream", "-D", folder / "data"]
        subprocess.run(copied, cwd=folder, check=True, capture_output=True, **_as(owner))
        with _started(folder, owner, [*FAST, *ALWAYS]):
            yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner():
    """Whom the server runs as: PostgreSQL refuses root."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise SystemExit("PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody here.")


def _as(owner):
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}


def _initialise(folder, owner):
    options = ["--username=tests", "--auth=trust", "--encoding=UTF8", "--no-sync"]
    for locale in ("C.UTF-8", "C"):  # the first is what production has; not every system knows it
        command = [programs() / "initdb", *options, f"--locale={locale}", "-D", folder / "data"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **_as(owner))
        if done.returncode == 0:
            return
    raise SystemExit(f"initdb failed: {done.stderr}")


@contextlib.contextmanager
def _started(folder, owner, settings):
    options = [word for setting in settings for word in ("-c", setting)]
    server = [programs() / "postgres", "-D", folder / "data", "-k", folder, *options]
    command = ["sh", "-c", UNTIL_INPUT_ENDS, "sh", *server]
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, start_new_session=True, **_as(owner))
    try:
        _wait(folder)
        yield
    finally:
        process.stdin.close()
        process.wait()


def _wait(folder):
    for _ in range(PATIENCE * 20):
        with contextlib.suppress(psycopg2.OperationalError):
            psycopg2.connect(host=str(folder), user="tests", dbname="postgres").close()
            return
        time.sleep(0.05)
    raise SystemExit(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
