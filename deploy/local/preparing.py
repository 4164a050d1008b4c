"""What the site needs before it is served, kept under var/: key, database, demo, static files, administrator."""

import fcntl
import hashlib
import json
import os
import secrets
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import processes
from processes import say

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"
KEY = VAR / "secret_key"
DATABASE = VAR / "bayan.sqlite3"
# What was true when everything was last prepared; while it still is, a start takes only the server's own second.
STATE = VAR / "prepared.json"
NOT_THE_SITE = {"var", "tests", "docs", "benchmarks", "__pycache__", "node_modules"}


@contextmanager
def alone():
    """Lets one `make` at a time prepare this folder; the next one waits. Gives the lock, an open file."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another `make` that prepares this folder")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def variables(place):
    """The environment of the site at that place. A .env that lies in this folder for Docker decides nothing here."""
    fixed = {
        "ENV_FILE": os.devnull,
        "SECRET_KEY": _key(),
        "DEBUG": "0",
        "ALLOWED_HOSTS": ",".join(place.names),
        "VAR_DIR": str(VAR),
        "DATABASE_URL": f"sqlite:///{quote(str(DATABASE))}",
        "DEMO_ALLOWED": "1",
    }
    return os.environ | fixed


def prepare(python, environment):
    """Makes what is missing or out of date. Killed half-way, the next time does the rest."""
    state, demo = _state(), os.environ.get("DEMO", "")
    code, static = _fingerprints()
    if _is_prepared(state, code, demo):
        return

    def manage(*arguments):
        return processes.start([python, str(ROOT / "manage.py"), *arguments], cwd=ROOT, env=environment)

    collecting = None
    if static != state.get("static") or not (VAR / "static" / "staticfiles.json").exists():
        say("Compressing the static files, only when they change")
        collecting = manage("collectstatic", "--noinput", "--verbosity=0")  # while the database is prepared
    say("Preparing the database")
    _finish(manage("migrate", "--noinput", "--verbosity=0"), "Preparing the database")
    if _wants_demo(state, demo):
        _finish(manage("load_demo", "--if-empty"), "Loading the demo")
    if collecting:
        if collecting.poll() is None:
            say("Still compressing the static files")
        _finish(collecting, "Compressing the static files")
    _finish(manage("create_admin", "--username=admin", "--if-none"), "Making the administrator")
    _remember(state | {"code": code, "static": static, "migrated": _migrated()})


def _is_prepared(state, code, demo):
    if not DATABASE.exists():
        state.pop("demo", None)
        return False
    asked_for = demo == "1" and state.get("demo") != "loaded"
    return state.get("code") == code and state.get("migrated") == _migrated() and not asked_for


def _wants_demo(state, demo):
    """Notes in the state what was chosen for this database: an empty clinic stays empty until DEMO=1."""
    if demo == "1" or (demo != "0" and "demo" not in state):
        state["demo"] = "loaded"
        return True
    if state.setdefault("demo", "declined") == "declined":
        say("The clinic starts empty. DEMO=1 loads the demo.")
    return False


def _finish(child, what):
    processes.finish(child, f"{what} failed: the reason stands above.")


def _key():
    """This machine's own secret key, made once, for its owner's eyes only."""
    if not KEY.exists():
        unfinished = KEY.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        unfinished.rename(KEY)
    return KEY.read_text()


def _fingerprints():
    """What changes when a file of the site does, and when a static one does: by time and size, not by reading."""
    code, static = hashlib.sha256(), hashlib.sha256()
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(f for f in folders if f not in NOT_THE_SITE and not f.startswith("."))
        for name in sorted(files):
            told = os.lstat(os.path.join(folder, name))
            line = f"{folder}/{name} {told.st_mtime_ns} {told.st_size}\n".encode()
            code.update(line)
            if "static" in Path(folder).relative_to(ROOT).parts or name in ("requirements.txt", "static_files.py"):
                static.update(line)
    return code.hexdigest(), static.hexdigest()


def _migrated():
    """How far the database is migrated, in a form that only compares."""
    if not DATABASE.exists():
        return None
    try:
        with closing(sqlite3.connect(f"file:{quote(str(DATABASE))}?mode=ro", uri=True)) as database:
            return list(database.execute("SELECT count(*), max(id) FROM django_migrations").fetchone())
    except sqlite3.Error:
        return None


def _state():
    try:
        return json.loads(STATE.read_text())
    except (OSError, ValueError):
        return {}


def _remember(state):
    unfinished = STATE.with_suffix(".new")
    unfinished.write_text(json.dumps(state))
    unfinished.rename(STATE)
