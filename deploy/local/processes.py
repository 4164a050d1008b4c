"""The programs that are started here: they are told apart from Ctrl-C, and none of them outlives this one."""

import signal
import subprocess
import sys

PATIENCE = 15  # seconds to end by itself
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG, prctl(2)
_started = []


class Stopped(Exception):
    """The reason why this cannot go on, as one sentence for a person."""


def say(line):
    """Prints a line at once, also into a pipe."""
    print(line, flush=True)


def end_when_told():
    """Treats a closed terminal and `kill` like Ctrl-C, and ends with the `make` that started this."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    _end_with_parent()


def start(command, **options):
    """Starts a program that hears of Ctrl-C from us alone, so that it ends in order and prints no traceback."""
    child = subprocess.Popen(command, preexec_fn=_before_start, **options)
    _started.append(child)
    return child


def start_uninterrupted(command, lock):
    """Starts a program that starts others and must not be cut off between them: it keeps the lock until it is done."""
    return subprocess.Popen(command, preexec_fn=_ignore_interrupts, pass_fds=[lock.fileno()])


def finish(child, complaint):
    """Waits for a program, and raises Stopped with the complaint where it failed."""
    if child.wait():
        raise Stopped(complaint)


def end_all():
    """Ends what still runs: asks first, insists later."""
    _ignore_interrupts()
    running = [child for child in _started if child.poll() is None]
    for child in running:
        child.terminate()
    for child in running:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()


def _before_start():
    _ignore_interrupts()
    _end_with_parent()


def _ignore_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end_with_parent():
    """On Linux: a SIGTERM when the parent is gone, even where that was killed."""
    if sys.platform == "linux":
        import ctypes  # not every Python has it, and only this wants it

        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)
