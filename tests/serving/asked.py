"""A site with a Front before it, asked as a server asks it."""

from types import SimpleNamespace
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse

from serving.front import Front
from serving.public import public


class Asked:
    """`made` counts what Django was asked, `front` is what stands before it."""

    def __init__(self, folder, django=None):
        self.made, self.django = 0, django or WSGIHandler()
        nothing_ends = (lambda body: None) if django else None  # an application of its own has no database
        self.front = Front(self._count, folder, nothing_ends)

    def _count(self, environ, start_response):
        self.made += 1
        return self.django(environ, start_response)

    def __call__(self, path, method="GET", query="", secure=False, **headers):
        """What a client gets: `.status`, `.headers` (a dict), `.body`. `path` is as it is typed."""
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path.encode().decode("latin-1"), "QUERY_STRING": query}
        environ |= {"HTTP_HOST": "localhost", "SCRIPT_NAME": "", "wsgi.url_scheme": "https" if secure else "http"}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        setup_testing_defaults(environ)
        told = []
        response = self.front(environ, lambda status, headers: told.extend((status, headers)))
        body = b"".join(response)
        if hasattr(response, "close"):
            response.close()
        return SimpleNamespace(status=int(told[0][:3]), headers=dict(told[1]), body=body)


def an_application(answer, **headers):
    """A WSGI application of one public view that answers what `answer()` gives."""

    def application(environ, start_response):
        response = public(lambda request: HttpResponse(answer(), headers=headers))(None)
        start_response("200 OK", list(response.items()))
        return response

    return application
