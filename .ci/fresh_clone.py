"""Clones the repository, runs `make run` in the clone as a new user would, reads pages, stops it and starts it again."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
FIRST_START = 600  # seconds, at most
SECOND_START = 3


def main():
    # Where this was itself started in the background, Ctrl-C is ignored, and `make run` would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "bayan"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        with served(clone) as (url, seconds, told):
            assert_it("Demo" in told or "demo" in told, "it says that the demo was loaded")
            assert_it(re.search(r"Password.*: \S{12}", told), "it shows the administrator's password")
            for language in ("en", "ar"):
                read_the_site(url, language)
            print(f"   first start: {seconds:.1f} s", flush=True)
        with served(clone) as (url, seconds, told):
            assert_it("Password" not in told, "the second start shows no password")
            read_the_site(url, "ar")
            print(f"   second start: {seconds:.1f} s", flush=True)
            assert_it(seconds < SECOND_START, f"the second start takes less than {SECOND_START} s")
            taken = subprocess.run(["make", "run", f"PORT={port_of(url)}"], cwd=clone, capture_output=True, text=True)
            said = taken.stdout.strip().splitlines()
            assert_it(taken.returncode and len(said) == 1 and "taken" in said[0], "a taken port gets one sentence")


@contextmanager
def served(clone):
    """Starts `make run` and gives (address, seconds until it was ready, what it said); ends it as Ctrl-C does."""
    began = time.monotonic()
    environment = {name: value for name, value in os.environ.items() if name != "ENV_FILE"}
    make = subprocess.Popen(
        ["make", "run", f"PORT={free_port()}"],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        told = ""
        for line in make.stdout:
            print("   |", line, end="", flush=True)
            told += line
            if "Admin  " in line:
                break
            assert_it(time.monotonic() - began < FIRST_START, "it is ready in time")
        site = re.search(r"Site +(\S+)", told)
        assert_it(site, "it says where the site is")
        yield site[1], time.monotonic() - began, told
    finally:
        os.killpg(make.pid, signal.SIGINT)
        rest = make.communicate(timeout=30)[0]
    assert_it("Stopped." in rest and "Traceback" not in rest, "Ctrl-C stops it without a traceback")
    assert_it(not is_open(int(port_of(site[1]))), "nothing of it is left")


def read_the_site(url, language):
    """The home page and the first procedure that it leads to."""
    home = read(f"{url}{language}/")
    assert_it(f'<html lang="{language}"' in home, f"the home page is in {language}")
    procedure = re.search(rf'href="(/{language}/procedures/[^"/]+/)"', home)
    assert_it(procedure, f"the home page in {language} leads to a procedure")
    assert_it("<h1" in read(url.rstrip("/") + procedure[1]), f"{procedure[1]} is there")


def read(url):
    try:
        with urlopen(url, timeout=30) as answer:
            return answer.read().decode()
    except HTTPError as error:
        sys.exit(f"{url} answered {error.code}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def port_of(url):
    return url.rstrip("/").rpartition(":")[2]


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def assert_it(holds, what):
    if not holds:
        sys.exit(f"Not so: {what}")


if __name__ == "__main__":
    main()
