"""What is looked at after another document was asked for is that document, and the whole of it, however slowly it comes."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from tests.browser.documents import another_document

pytestmark = [pytest.mark.browser]

PIECE = "<p role=status>Saved.</p><p class=part>1</p>"
REST = "<p class=part>2</p><script type=module src=/late.js></script>"
LATE = "document.querySelectorAll('.part').forEach((part) => part.classList.add('can-be-removed'))"


class SlowServer(BaseHTTPRequestHandler):
    """Answers with a page that links to itself and comes in two pieces, and with a script."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if self.path == "/late.js" else "text/html")
        self.end_headers()
        for piece in [LATE] if self.path == "/late.js" else [f"<a href=/?again>Save</a>{PIECE}".ljust(2000), REST]:
            self.wfile.write(piece.encode())
            self.wfile.flush()
            Event().wait(0.3)

    def log_message(self, *told):
        pass


@pytest.fixture
def slow():
    server = ThreadingHTTPServer(("127.0.0.1", 0), SlowServer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_another_document_is_wholly_there_with_its_scripts(chromium, slow):
    page = chromium.new_page()
    page.goto(slow)
    for _ in range(2):
        with another_document(page):
            page.get_by_role("link").click()
        assert page.url == f"{slow}?again"
        assert page.locator(".part.can-be-removed").count() == 2
    page.close()
