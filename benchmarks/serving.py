"""How many requests a second a kept page takes, beside constants and the same page uncached: `python benchmarks/serving.py`.

    python benchmarks/serving.py [--seconds 5] [--rounds 3] [--connections 16] [--workers 2]

Needs wrk (Debian: wrk). Makes a scratch folder with an SQLite database and one article, starts Granian on loopback for each
of the applications, one after the other in every round, and takes it all away again. `make benchmark` uses what stands here.
"""

import argparse
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
# What is measured: its name, and the application that Granian runs.
APPLICATIONS = {
    "constant bytes": "serving_applications:constant_bytes",
    "constant Django view": "serving_applications:constant_view",
    "our page, uncached": "serving_applications:uncached",
    "our page, kept": "clinic.wsgi:application",
}
TEXT = "<p>An injection beside the nerve root calms it. You lie on your front; the doctor watches the needle.</p>"


def main(seconds, rounds, connections, workers):
    folder = Path(tempfile.mkdtemp(prefix="bayan-serving-"))
    try:
        environment = site(folder)
        path = an_article(environment)
        found = {name: [] for name in APPLICATIONS}
        for _ in range(rounds):
            for name, application in APPLICATIONS.items():
                with granian(application, environment, workers) as port:
                    found[name].append(wrk(f"http://127.0.0.1:{port}{path}", seconds, connections))
        report(found)
    finally:
        shutil.rmtree(folder)


def site(folder):
    """The environment of a site of its own in a folder, with a database that has all its tables."""
    told = {"VAR_DIR": str(folder), "ENV_FILE": os.devnull, "SECRET_KEY": "only-to-measure-" * 4}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{HERE}", "LOG_LEVEL": "ERROR"} | told
    for command in (["migrate", "--verbosity=0"], ["collectstatic", "--noinput", "--verbosity=0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    return environment


def an_article(environment, paragraphs=60):
    """Publishes an article of some 7 KB of text in a site, and gives its path."""
    script = (
        "from articles.models import Article; from pages import drafts, editions; from pages.models import Section\n"
        "made = Article.objects.create(title_en='Nerve root injection', original_language='en')\n"
        f"Section.objects.create(page=made, body_en={TEXT * paragraphs!r})\n"
        "drafts.record(made, by=None)\n"
        "print(editions.publish(made, 'en', by=None, confirmed=True).get_absolute_url())"
    )
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", script]
    told = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return told.stdout.split()[-1]


@contextmanager
def granian(application, environment, workers=2):
    """Serves an application on loopback, as production does; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--interface=wsgi", f"--workers={workers}", "--blocking-threads=4", "--no-ws", "--log-level=error"]
    command = [sys.executable, "-m", "granian", *options, "--host=127.0.0.1", f"--port={port}", application]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        until = time.monotonic() + 30
        while not answers(port):
            if time.monotonic() > until or server.poll() is not None:
                raise RuntimeError(f"{application} does not answer")
            time.sleep(0.1)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


def wrk(url, seconds=5, connections=16):
    """Requests a second that wrk gets answered with 200, after it was asked for some times."""
    for _ in range(20):
        with urlopen(url) as answer:
            answer.read()
    command = ["wrk", "--threads=1", f"--connections={connections}", f"--duration={seconds}s", url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if re.search(r"Non-2xx|Socket errors", said):
        raise RuntimeError(said)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def report(found):
    """Prints the median and the spread of each, and what it is of a constant Django view of the same round."""
    base = found["constant Django view"]
    print(f"{'':24}{'median':>10}{'least':>10}{'most':>10}{'of a constant view':>22}")
    for name, rates in found.items():
        ratio = statistics.median(rate / constant for rate, constant in zip(rates, base, strict=True))
        print(f"{name:24}{statistics.median(rates):10,.0f}{min(rates):10,.0f}{max(rates):10,.0f}{ratio:22.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for option, usual in (("seconds", 5), ("rounds", 3), ("connections", 16), ("workers", 2)):
        parser.add_argument(f"--{option}", type=int, default=usual)
    main(**vars(parser.parse_args()))
