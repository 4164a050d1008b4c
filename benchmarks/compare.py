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
from peers import asking, servers, shares  # noqa: E402
from peers.bayan import Bayan  # noqa: E402
from peers.wagtail import Wagtail  # noqa: E402

from tests import private_postgres  # noqa: E402
from tests.deploy.production import APPLICATION_SERVERS, Production  # noqa: E402

# What the figures are for: name, numerator, denominator, limit, and whether the ratio must be at least or at most that. The last
# two have none: they say what a page waits for where views cost it more.
RATIOS = [
    ("uncached page / Wagtail's uncached page", "page", "wagtail", 8, "at least"),
    ("embedded, five-second cache / Wagtail with Django's cache", "kept", "wagtail cached", 1.5, "at least"),
    ("embedded, five-second cache / constant Django view", "kept", "constant view", 0.6, "at least"),
    ("behind nginx, microcached / nginx with the static file", "nginx cached", "nginx static", 0.8, "at least"),
    ("durable views of one page, PostgreSQL / Redis INCR", "views", "views in redis", 1.0, "at least"),
    ("p99 of a page while views are counted / without, deployed", "p99 nginx counting", "p99 nginx", 2, "at most"),
    ("the same, an uncached page", "p99 nginx page counting", "p99 nginx page", None, ""),
    ("the same, one server and nothing in front", "p99 counting", "p99", None, ""),
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
    counted = {"url": plain + views, "headers": ("Host: 127.0.0.1",), "posts": "by-address"}
    counted_behind = {"url": secure + views, "posts": "by-browser"}
    uncached = {"headers": ("Cookie: seen=1",)}
    few, behind = {"url": plain + address, "connections": 4}, {"url": secure + address, "connections": 4}
    return {
        "wagtail": rate(url=stack.enter_context(wagtail.serving())),
        "page": rate(url=plain + address, **uncached),
        "wagtail cached": rate(url=stack.enter_context(wagtail.serving(cached=True))),
        "kept": rate(url=plain + address),
        "constant view": rate(url=view_url),
        "constant bytes": rate(url=bytes_url),
        "nginx static": rate(url=f"{secure}/static/article.html"),
        "nginx cached": rate(url=secure + address),
        "views": rate(**counted),
        "views in redis": rate(**counted | {"url": redis_counting + views}),
        "p99": p99(**few),
        "p99 counting": beside(p99(**few), counted),
        "p99 nginx": p99(**behind),
        "p99 nginx counting": beside(p99(**behind), counted_behind),
        "p99 nginx page": p99(**behind, **uncached),
        "p99 nginx page counting": beside(p99(**behind, **uncached), counted_behind),
        "views nginx": rate(**counted_behind),
        "views nginx, 16 ask for pages": beside(rate(**counted_behind), {"url": secure + address} | uncached),
    }


def rate(**how):
    """A function of seconds: the answers a second that come when asked so."""
    return lambda seconds: asking.ask(seconds=seconds, **how).rate


def p99(**how):
    """A function of seconds: the milliseconds within which 99 of 100 come when asked so."""
    return lambda seconds: asking.ask(seconds=seconds, **how).p99


def beside(measure, others):
    """A function of seconds: what is measured while `others` is asked as fast as it answers."""

    def measured(seconds):
        command = asking.command(seconds=seconds + 1, **others)
        asked = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        found = measure(seconds)
        asking.told(asked.communicate()[0], others["url"])
        return found

    return measured


@contextlib.contextmanager
def running_redis(folder):
    """Redis with Debian's defaults; gives its URL."""
    port = servers.free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    with servers.running(command, folder / "redis.log", cwd=folder, environment=os.environ):
        yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def production(database_url, body):
    """All servers as they are deployed, and `body` among the static files; gives the URL.

    Only nginx's limit for posts of one address is another: here all patients have the same one.
    """
    built = Production(database_url, domain="localhost")
    try:
        built.build()
        built.run(
            ["python", "manage.py", "load_demo"], built.application_environment("migrate") | {"DEMO_ALLOWED": "1"}
        )
        (built.folder / "public/static/article.html").write_bytes(body)
        built.start_redis()
        for name in APPLICATION_SERVERS:
            built.start_application(name)
            shares.give(built.running[name].pid, built.service(name))
        built.start_nginx(POSTS="1000000")
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
        told = judged(median, limit, kind)
        say(f"{label:58}{median:10.2f}{min(ratios):10.2f}{max(ratios):10.2f}  {told}")


def judged(median, limit, kind):
    """What is said of a ratio: whether it is on the right side of its limit, where it has one."""
    if limit is None:
        return "no limit"
    is_reached = median >= limit if kind == "at least" else median <= limit
    return f"{kind} {limit}: {'reached' if is_reached else 'MISSED'}"


def say(line):
    print(line, flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped.")
