"""Runs the whole suite: on SQLite and, where the server's programs are found, on a PostgreSQL of its own at the
same time; then what needs a browser, alone, for a browser that has to wait for a processor finds faults that are none.

What cannot run here is said in one line each; `REQUIRE=postgres,browser,gettext` turns those lines into a failure.
Arguments go to pytest.
"""

import contextlib
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
    with tempfile.TemporaryDirectory(prefix="bayan-tests-") as folder:
        results = without_a_browser(arguments, required, Path(folder), postgres="postgres" not in missing)
        results.append(with_a_browser(arguments, required, Path(folder)))
    ran = [result for result in results if result != NOTHING_RAN]
    return max(ran, default=NOTHING_RAN)


def without_a_browser(arguments, required, folder, *, postgres):
    """The exit statuses on each engine. What PostgreSQL's tests print is held back until SQLite's are done."""
    print(f"The tests on SQLite{', beside those on PostgreSQL' if postgres else ''}", flush=True)
    with contextlib.ExitStack() as stack:
        marks, asked = "not postgres and not browser", required - {"postgres", "browser"}
        children = [stack.enter_context(pytest(marks, arguments, asked, folder / "sqlite"))]
        if postgres:
            url = stack.enter_context(private_postgres.running())
            told = stack.enter_context((folder / "postgres.log").open("w+"))
            asked = required - {"browser"}
            children.append(stack.enter_context(pytest("not browser", arguments, asked, folder / "pg", url, told)))
        results = [child.wait() for child in children]
        if postgres:
            print("The tests on PostgreSQL", flush=True)
            told.seek(0)
            shutil.copyfileobj(told, sys.stdout)
    return results


def with_a_browser(arguments, required, folder):
    """The exit status. What fails is tried once more, and told: a machine that stands still for seconds is no defect."""
    print("The tests in a browser, on SQLite", flush=True)
    arguments = ["--reruns=1", *arguments]
    with pytest("browser and not postgres", arguments, required - {"postgres"}, folder / "browser") as child:
        return child.wait()


@contextlib.contextmanager
def pytest(marks, arguments, required, var, database_url="", told=None):
    """A running pytest with files of its own, which ends with the block; a .env that lies here decides nothing."""
    (var / "static").mkdir(parents=True)
    fixed = {
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "only-for-tests-" * 4,
        "DEBUG": "0",
        "VAR_DIR": str(var),
        "DATABASE_URL": database_url or f"sqlite:///{var}/bayan.sqlite3",
        "REQUIRE": ",".join(sorted(required)),
    }
    command = [sys.executable, "-m", "pytest", "-rsR", "-m", marks, *arguments]
    child = subprocess.Popen(command, cwd=ROOT, env=os.environ | fixed, stdout=told, stderr=told)
    try:
        yield child
    except KeyboardInterrupt:  # pytest heard it too, and sums up
        child.wait()
        raise SystemExit(130) from None
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
