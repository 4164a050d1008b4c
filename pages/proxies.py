"""What is believed of the headers that a proxy adds."""

from django.conf import settings

FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)


class ForwardedMiddleware:
    """Drops the forwarding headers that a client may forge, wherever no proxy of ours stands in front.

    Behind ours (`BEHIND_PROXY`), the client's address is the last one in X-Forwarded-For: the one that our
    proxy added itself; and X-Forwarded-Proto says whether the reader came by HTTPS.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        believed = {name: request.META.pop(name, "") for name in FORWARDED}
        if settings.BEHIND_PROXY:
            address = believed["HTTP_X_FORWARDED_FOR"].rpartition(",")[2].strip()
            request.META["REMOTE_ADDR"] = address or request.META.get("REMOTE_ADDR", "")
            if believed["HTTP_X_FORWARDED_PROTO"] == "https":
                request.META["wsgi.url_scheme"] = "https"
                request.environ["wsgi.url_scheme"] = "https"
        return self.get_response(request)


def client_address(request):
    """The address of the person who asks, as far as it can be known; for limits and filters, never stored."""
    return request.META.get("REMOTE_ADDR", "")
