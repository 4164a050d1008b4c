"""The applications that `serving.py` measures beside the site's own (`clinic.wsgi`)."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import re_path

from clinic.wsgi import django as uncached  # noqa: F401

BYTES = b"<p>Bayan</p>" * 600


def constant_bytes(environ, start_response):
    """What a WSGI server does by itself."""
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BYTES)))])
    return [BYTES]


def constant_view(environ, start_response):
    """What Django does without any middleware, for one view of constant bytes."""
    return _without_middleware(environ, start_response)


class WithoutMiddleware(WSGIHandler):
    def load_middleware(self, is_async=False):
        self._middleware_chain = self._get_response
        self._view_middleware = self._template_response_middleware = self._exception_middleware = []

    def resolve_request(self, request):
        match = ROUTE.resolve(request.path_info.lstrip("/"))
        request.resolver_match = match
        return match


ROUTE = re_path("", lambda request: HttpResponse(BYTES))
_without_middleware = WithoutMiddleware()
