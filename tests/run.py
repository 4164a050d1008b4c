"""Runs the whole suite: on SQLite, then on a PostgreSQL of its own where the server's programs are found.

What cannot run here is said in one line each; `REQUIRE=postgres,browser,gettext` turns those lines into a failure.
Arguments go to pytest.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import private_postgres

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NOTHING_RAN = 5  # pytest's exit status where no test was left
# Each thing that tests may need: how it is called, and whether it is here.
NEEDS = {
    "postgres": ("no PostgreSQL server (initdb)", lambda: private_postgres.programs()),
    "browser": ("no Chromium", lambda: any(map(shutil.which, BROWSERS))),
    "gettext": ("no gettext (msgfmt)", lambda: shutil.which("msgfmt")),
    "nginx": ("no nginx", lambda: shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")),
    "redis": ("no Redis (redis-server)", lambda: shutil.which("redis-server")),
}


def main(arguments):
    """The exit status: 0 where everything that could and had to run passed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    required = {name.strip() for name in os.environ.get("REQUIRE", "").split(",")} - {""}
    if unknown := required - set(NEEDS):
        return f"REQUIRE={','.join(sorted(unknown))}: there is only {', '.join(NEEDS)}."
    missing = {name: what for name, (what, here) in NEEDS.items() if not here()}
    if lacking := sorted(required & set(missing)):
        return f"REQUIRE asks for {', '.join(lacking)}: {', '.join(missing[name] for name in lacking)} was found."
    for name, what in missing.items():
        print(f"Skipped: the {name} tests, for there is {what} here.")
    with tempfile.TemporaryDirectory(prefix="bayan-tests-") as var:
        (Path(var) / "static").mkdir()
        results = [on_sqlite(arguments, required, var)]
        if "postgres" not in missing:
            results.append(on_postgres(arguments, required, var))
    ran = [result for result in results if result != NOTHING_RAN]
    return max(ran, default=NOTHING_RAN)


def on_sqlite(arguments, required, var):
    print("The tests on SQLite", flush=True)
    return pytest("not postgres", arguments, required - {"postgres"}, var, "")


def on_postgres(arguments, required, var):
    """All but the browser's tests, which ran already."""
    print("The tests on PostgreSQL", flush=True)
    with private_postgres.running() as url:
        return pytest("not browser", arguments, required - {"browser"}, var, url)


def pytest(marks, arguments, required, var, database_url):
    """Runs pytest; a .env that lies here decides nothing."""
    fixed = {
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "only-for-tests-" * 4,
        "DEBUG": "0",
        "VAR_DIR": var,
        "DATABASE_URL": database_url or f"sqlite:///{var}/bayan.sqlite3",
        "REQUIRE": ",".join(sorted(required)),
    }
    command = [sys.executable, "-m", "pytest", "-rs", "-m", marks, *arguments]
    child = subprocess.Popen(command, cwd=ROOT, env=os.environ | fixed)
    try:
        return child.wait()
    except KeyboardInterrupt:  # pytest heard it too, and sums up
        child.wait()
        raise SystemExit(130) from None
    except SystemExit:
        child.terminate()
        child.wait()
        raise


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
