"""A server of the tests' own that speaks as much of S3 as Bayan does: it puts, gives, tells of, lists and deletes objects."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET, KEY, SECRET = "pictures-of-clinic", "a-key", "a/secret"
TOLD = ("Content-Type", "Cache-Control")


class S3(ThreadingHTTPServer):
    """`objects`: {name: (headers, bytes)}; `asked`: each request's method and name; whoever does not sign is refused."""

    daemon_threads = True

    def __init__(self):
        self.objects, self.asked, self.is_full = {}, [], False
        super().__init__(("127.0.0.1", 0), Request)

    @property
    def url(self):
        """As MEDIA_S3_URL names it."""
        return f"http://{KEY}:{SECRET.replace('/', '%2F')}@127.0.0.1:{self.server_port}/{BUCKET}?region=eu-central-1"


class Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_one(self):
        address = urlsplit(self.path)
        bucket, _, name = unquote(address.path).lstrip("/").partition("/")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, name))
        signed = f"AWS4-HMAC-SHA256 Credential={KEY}/"
        if not self.headers.get("Authorization", "").startswith(signed) or bucket != BUCKET:
            return self.answer(403)
        return getattr(self, f"do_{self.command.lower()}")(name, body, parse_qs(address.query))

    do_GET = do_HEAD = do_PUT = do_DELETE = handle_one

    def do_put(self, name, body, query):
        if self.server.is_full:
            return self.answer(507)
        self.server.objects[name] = {header: self.headers[header] for header in TOLD}, body
        return self.answer(200, {"ETag": '"one"'})

    def do_get(self, name, body, query):
        if "list-type" in query or "prefix" in query:
            return self.answer(200, {"Content-Type": "application/xml"}, self.listed(query["prefix"][0]))
        if name not in self.server.objects:
            return self.answer(404)
        headers, content = self.server.objects[name]
        return self.answer(200, headers | {"ETag": '"one"', "Last-Modified": "Sun, 01 Nov 2026 10:00:00 GMT"}, content)

    do_head = do_get

    def do_delete(self, name, body, query):
        self.server.objects.pop(name, None)
        return self.answer(204)

    def listed(self, prefix):
        rows = "".join(
            f"<Contents><Key>{escape(name)}</Key></Contents>" for name in self.server.objects if name.startswith(prefix)
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>".encode()

    def answer(self, status, headers=None, body=b""):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def running():
    server = S3()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
