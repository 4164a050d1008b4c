"""Bayan beside others on this machine, in one run: `make benchmark`.

Builds Wagtail in an environment of its own, gives all the same article, asks each in turn with wrk, and prints what came and
the ratios. Everything is on loopback and in a temporary folder; it ends by itself, and nothing is left of it.
"""

import argparse
import contextlib
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import psycopg2  # noqa: E402
from peers import asking, servers  # noqa: E402
from peers.bayan import Bayan  # noqa: E402
from peers.wagtail import Wagtail  # noqa: E402

from tests import private_postgres  # noqa: E402
from tests.deploy.production import Production  # noqa: E402

# What the figures are for: name, numerator, denominator, limit, and whether the ratio must be at least or at most that.
RATIOS = [
    ("uncached page / Wagtail's uncached page", "page", "wagtail", 8, "at least"),
    ("embedded, five-second cache / Wagtail with Django's cache", "kept", "wagtail cached", 1.5, "at least"),
    ("embedded, five-second cache / constant Django view", "kept", "constant view", 0.6, "at least"),
    ("behind nginx, microcached / nginx with the static file", "nginx cached", "nginx static", 0.8, "at least"),
    ("durable views of one page, PostgreSQL / Redis INCR", "views", "views in redis", 1.0, "at least"),
    ("p99 of a page while views are counted / without", "p99 counting", "p99", 2, "at most"),
]
PROGRAMS = {
    "wrk": "wrk",
    "nginx": "nginx",
    "redis-server": "redis-server",
    "openssl": "openssl",
    "envsubst": "gettext-base",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="each is asked so many times (5)")
    parser.add_argument("--seconds", type=int, default=5, help="and so long each time (5)")
    options = parser.parse_args()
    os.environ["PATH"] += ":/usr/sbin"
    if missing := [package for program, package in PROGRAMS.items() if not shutil.which(program)]:
        sys.exit(f"Install {' '.join(missing)} first (Debian's names).")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.ExitStack() as stack:
        contestants = prepared(stack)
        measured = {name: [] for name in contestants}
        for number in range(options.rounds):
            say(f"Round {number + 1} of {options.rounds}")
            for name, ask in contestants.items():
                measured[name].append(ask(options.seconds))
    report(measured)


def prepared(stack):
    """Everything built and running until the stack is left: `{name: a function of seconds that gives one figure}`."""
    folder = Path(tempfile.mkdtemp(prefix="bayan-benchmark-"))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)
    say("PostgreSQL and Redis, as Debian has them")
    database = stack.enter_context(private_postgres.running(settings=["max_connections=300"]))
    redis = stack.enter_context(running_redis(folder))
    say("Bayan with its demo clinic")
    bayan = Bayan(folder, made(database, "bayan"), redis)
    article, address, page = bayan.build()
    say("Wagtail, from the package index")
    wagtail = Wagtail(folder, variables(made(database, "wagtail")))
    say(f"Wagtail {wagtail.build(article)}")
    plain = stack.enter_context(bayan.serving())
    body = urllib.request.urlopen(plain + address).read()
    (folder / "article.html").write_bytes(body)
    constant = {"cwd": ROOT / "benchmarks", "environment": os.environ | {"ARTICLE": str(folder / "article.html")}}
    bytes_url, view_url = (
        stack.enter_context(servers.granian(f"peers.{name}:application", folder / f"{name}.log", **constant))
        for name in ("constant_bytes", "constant_view")
    )
    redis_counting = stack.enter_context(bayan.serving("peers.redis_counting:application"))
    say("Production behind nginx")
    secure = stack.enter_context(production(made(database, "production"), body))
    views = f"/views/{page}/en/"
    origin = {"headers": ("Host: 127.0.0.1",), "posts": True}
    return {
        "wagtail": rate(stack.enter_context(wagtail.serving())),
        "page": rate(plain + address, headers=("Cookie: seen=1",)),
        "wagtail cached": rate(stack.enter_context(wagtail.serving(cached=True))),
        "kept": rate(plain + address),
        "constant view": rate(view_url),
        "constant bytes": rate(bytes_url),
        "nginx static": rate(f"{secure}/static/article.html"),
        "nginx cached": rate(secure + address),
        "views": rate(plain + views, **origin),
        "views in redis": rate(redis_counting + views, **origin),
        "p99": lambda seconds: asking.ask(plain + address, seconds=seconds, connections=4).p99,
        "p99 counting": while_counting(plain + address, plain + views, origin),
        "p99 nginx": lambda seconds: asking.ask(secure + address, seconds=seconds, connections=4).p99,
        "p99 nginx counting": while_counting(secure + address, plain + views, origin),
    }


def rate(url, **how):
    """A function of seconds: the answers a second that a URL gives."""
    return lambda seconds: asking.ask(url, seconds=seconds, **how).rate


def while_counting(page, views, how):
    """A function of seconds: the page's p99 while views are counted as fast as they can be."""

    def measure(seconds):
        others = subprocess.Popen(
            asking.command(views, seconds=seconds + 1, **how),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        found = asking.ask(page, seconds=seconds, connections=4)
        asking.told(others.communicate()[0], views)
        return found.p99

    return measure


@contextlib.contextmanager
def running_redis(folder):
    """Redis with Debian's defaults; gives its URL."""
    port = servers.free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    with servers.running(command, folder / "redis.log", cwd=folder, environment=os.environ):
        yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def production(database_url, body):
    """Two application servers, Redis and nginx as they are deployed, and `body` among the static files; gives the URL."""
    built = Production(database_url, domain="localhost")
    try:
        built.build()
        built.run(
            ["python", "manage.py", "load_demo"], built.application_environment("migrate") | {"DEMO_ALLOWED": "1"}
        )
        (built.folder / "public/static/article.html").write_bytes(body)
        for start in (
            built.start_redis,
            lambda: built.start_application("app1"),
            lambda: built.start_application("app2"),
        ):
            start()
        built.start_nginx()
        yield f"https://localhost:{built.https}"
    finally:
        built.end()


def made(server, name):
    """Makes a database on a server, and gives its URL."""
    place = urlsplit(server)
    connection = psycopg2.connect(host=unquote(place.hostname), user=place.username, dbname="postgres")
    connection.autocommit = True
    connection.cursor().execute(f'CREATE DATABASE "{name}"')
    connection.close()
    return f"postgres://{place.username}@{quote(unquote(place.hostname), safe='')}/{name}"


def variables(url):
    """A database URL as PostgreSQL's own variables."""
    place = urlsplit(url)
    return {"PGHOST": unquote(place.hostname), "PGUSER": place.username, "PGDATABASE": place.path[1:]}


def report(measured):
    """Prints each one's median, lowest and highest, and the ratios of the same rounds."""
    say(f"\n{'':58}{'median':>10}{'lowest':>10}{'highest':>10}")
    for name, figures in measured.items():
        unit = "ms" if name.startswith("p99") else "/s"
        say(f"{name + ', ' + unit:58}{statistics.median(figures):10,.1f}{min(figures):10,.1f}{max(figures):10,.1f}")
    say("")
    for label, above, below, limit, kind in RATIOS:
        ratios = [one / other for one, other in zip(measured[above], measured[below], strict=True)]
        median = statistics.median(ratios)
        reached = median >= limit if kind == "at least" else median <= limit
        told = f"{kind} {limit}: {'reached' if reached else 'MISSED'}"
        say(f"{label:58}{median:10.2f}{min(ratios):10.2f}{max(ratios):10.2f}  {told}")


def say(line):
    print(line, flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped.")
