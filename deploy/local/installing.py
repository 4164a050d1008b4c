"""The folder .venv, with the pinned requirements in it: made once, filled again when they change, healed when broken."""

import importlib.util
import subprocess
import sys
from collections import deque

import processes
from preparing import ROOT, VAR
from processes import Stopped, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Stands while something is being put into .venv. Where it is found, that was interrupted, and .venv is made anew:
# pip takes a package that was copied half-way for an installed one.
UNFINISHED = VAR / "venv-unfinished"
LAST_WORDS = 12


def environment(requirements, lock):
    """The Python of a .venv that holds those requirements, as a path."""
    wanted, stamp = (ROOT / requirements).read_text(), VENV / f"{requirements}.installed"
    if UNFINISHED.exists() or not _holds(stamp, wanted):
        again = UNFINISHED.exists()
        UNFINISHED.touch()
        if again or not _runs("-m", "pip", "--version"):
            _make(lock)
        _install(requirements, wanted)
        stamp.write_text(wanted)
        UNFINISHED.unlink()
    return str(PYTHON)


def _holds(stamp, wanted):
    return stamp.exists() and stamp.read_text() == wanted and _runs("-c", "import django, granian")


def _runs(*arguments):
    """Whether the Python in .venv can do that: not where its own Python was removed or replaced by a newer one."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return PYTHON.exists() and not subprocess.call([PYTHON, *arguments], **quiet)


def _make(lock):
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        version = ".".join(map(str, sys.version_info[:2]))
        raise Stopped(f"This Python has no venv module. On Debian or Ubuntu: apt install python{version}-venv")
    say(f"Making .venv with Python {sys.version.split()[0]}")
    making = processes.start_uninterrupted([sys.executable, "-m", "venv", "--clear", VENV], lock)
    processes.finish(making, "The folder .venv could not be made: its reason stands above.")


def _install(requirements, wanted):
    total = sum(line[:1].isalnum() for line in wanted.splitlines())
    say(f"Installing {total} packages ({requirements})")
    options = ["--no-input", "--disable-pip-version-check", "--no-color", "--progress-bar", "off"]
    command = [PYTHON, "-m", "pip", "install", *options, "--requirement", ROOT / requirements]
    pip = processes.start(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    last_words = _follow(pip.stdout, total)
    if pip.wait() > 0:
        UNFINISHED.unlink()  # pip itself gave up, and leaves in order what it found
    processes.finish(pip, "The packages could not be installed. Is the network there? pip said:\n" + last_words)


def _follow(lines, total):
    """Tells how far pip has come, and returns its last words."""
    last_words, collected = deque(maxlen=LAST_WORDS), 0
    for line in lines:
        last_words.append(line)
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            collected += 1
            _tell(f"  {collected} of {total}")
        elif line.startswith("Installing collected"):
            _tell("  copying into .venv")
    if sys.stdout.isatty():
        say("")
    return "".join(last_words)


def _tell(progress):
    """One line that changes on a terminal; in a file only every tenth."""
    if sys.stdout.isatty():
        print(f"\r{progress}\033[K", end="", flush=True)
    elif "0 of" in progress or "of" not in progress:
        say(progress)
