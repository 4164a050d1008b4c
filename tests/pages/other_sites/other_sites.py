"""Other sites, on this machine: a server whose answers a test chooses, and a way to reach it that only tests have."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pages.other_sites.public_hosts import Reach, is_public

ANY = range(65536)
# Every name is this machine, and it may be asked: the site itself never reaches it.
HERE = Reach(lambda host, port: ["127.0.0.1"], lambda ip: ip == "127.0.0.1", ports=ANY)
# As HERE, but what is written as an IP address is taken as that.
GUARDED = Reach(
    lambda host, port: [host] if host[0].isdigit() or ":" in host else ["127.0.0.1"],
    lambda ip: ip == "127.0.0.1" or is_public(ip),
    ports=ANY,
)


class Site(ThreadingHTTPServer):
    """`answers`: {path: (status, headers)} or a function of the handler. `asked` are the requests that came."""

    daemon_threads = True

    def __init__(self, answers):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers, self.asked = answers, []

    def at(self, path, host="site.example"):
        return f"http://{host}:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    def _answer(self):
        self.server.asked.append((self.command, self.path, self.headers))
        answer = self.server.answers.get((self.command, self.path)) or self.server.answers.get(self.path, (404, {}))
        if callable(answer):
            answer = answer(self)
        if answer:
            status, headers = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

    do_HEAD = do_GET = _answer

    def log_message(self, *args):
        """Says nothing."""


@contextmanager
def site(answers):
    """A Site that answers until the test is over."""
    server = Site(answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
