"""The least that a WSGI server can be asked for: bytes that are there."""

import os
from pathlib import Path

BODY = Path(os.environ["ARTICLE"]).read_bytes()
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
