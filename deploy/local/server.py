"""The production server on this machine, and what a person is told once it answers."""

import time
from http.client import HTTPConnection, HTTPException

import processes
from preparing import ROOT
from processes import Stopped, say

GRANIAN = ["-m", "granian", "--interface=wsgi", "--workers=2", "--blocking-threads=4"]
GRANIAN += ["--no-ws", "--log-level=warning", "--workers-kill-timeout=10"]


def serve(python, place, environment, started):
    """Serves until Ctrl-C, and returns 0."""
    say("Starting the server")
    command = [python, *GRANIAN, f"--host={place.number}", f"--port={place.port}", "clinic.wsgi:application"]
    # In a group of its own: a Granian worker that gets SIGINT from the terminal and SIGTERM from Granian hangs (2.8.7).
    server = processes.start(command, cwd=ROOT, env=environment, process_group=0)
    try:
        while not _answers(place):
            if server.poll() is not None:
                raise Stopped("The server stopped by itself: its reason stands above.")
            time.sleep(0.05)
        _tell(place, time.monotonic() - started)
        server.wait()
    except KeyboardInterrupt:
        processes.end_all()
        say("\nStopped.")
        return 0
    raise Stopped("The server stopped by itself: its reason stands above.")


def _answers(place):
    connection = HTTPConnection(place.nearest, place.port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _tell(place, seconds):
    say(f"\nBayan is ready, after {seconds:.1f} seconds. Ctrl-C stops it.")
    say(f"  Site   {place.url}")
    say(f"  Admin  {place.url}admin/")
    for url in place.other_urls:
        say(f"  From other machines  {url}")
