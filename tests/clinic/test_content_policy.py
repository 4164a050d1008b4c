"""The content security policy of every response: django-csp's, whichever way it was made."""

import pytest
from csp.decorators import csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from clinic.content_policy import ContentPolicyMiddleware

POLICY = "Content-Security-Policy"


@csp_update({"img-src": ["https://elsewhere.example"]})
def updated(request):
    return HttpResponse()


def with_nonce(request):
    return HttpResponse(str(request.csp_nonce))


VIEWS = {
    "plain": lambda request: HttpResponse(),
    "streaming": lambda request: StreamingHttpResponse(["a"]),
    "its own": lambda request: HttpResponse(headers={POLICY: "default-src 'none'"}),
    "updated": updated,
    "with a nonce": with_nonce,
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("debug", [False, True])
def test_the_header_is_django_csps(view, debug, settings):
    settings.DEBUG = debug
    ours, theirs = (
        middleware(view)(RequestFactory().get("/")) for middleware in (ContentPolicyMiddleware, CSPMiddleware)
    )
    assert parts(ours) == parts(theirs)


def parts(response):
    """The policy's parts, which django-csp puts in no order; a nonce is new each time."""
    told = getattr(response, "content", b"").decode()
    policy = response.headers[POLICY]
    assert told in policy  # a nonce that the page names
    return {part.strip().replace(told, "NONCE") if told else part.strip() for part in policy.split(";")}
