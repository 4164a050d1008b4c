"""Which requests may be answered with what is kept for everybody."""

from functools import lru_cache

from django.conf import settings

# What a person, a session or a tool says of itself, or wants otherwise than whole: such a request goes to Django.
OWN = (
    "HTTP_COOKIE",
    "HTTP_AUTHORIZATION",
    "HTTP_RANGE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_IF_RANGE",
    "HTTP_TRANSFER_ENCODING",
    "HTTP_UPGRADE",
    "HTTP_EXPECT",
    "HTTP_PROXY_AUTHORIZATION",
    "HTTP_X_HTTP_METHOD_OVERRIDE",
)


def place_of(environ):
    """What a request asks for, (whether by HTTPS, host, path), None where its answer could depend on more than that.

    The host is the one that Django will believe or refuse, the path the one that it will resolve.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("QUERY_STRING") or environ.get("SCRIPT_NAME"):
        return None
    host, path = environ.get("HTTP_HOST"), environ.get("PATH_INFO")
    if not host or not path or environ.get("CONTENT_LENGTH", "") not in ("", "0"):
        return None
    if settings.BEHIND_PROXY:
        secure = environ.get("HTTP_X_FORWARDED_PROTO") == "https" or environ["wsgi.url_scheme"] == "https"
    else:
        secure = environ["wsgi.url_scheme"] == "https"
    return secure, host, path


def is_anybodys(environ):
    """Whether a request says nothing that could make its answer another one than everybody's."""
    for name in OWN:
        if name in environ:
            return False
    return "HTTP_IF_MODIFIED_SINCE" not in environ or "HTTP_IF_NONE_MATCH" in environ


@lru_cache(512)
def encoding(accepted):
    """The encoding to answer an Accept-Encoding header with: "br", "gzip" or "" for none."""
    wanted = {}
    for one in accepted.lower().split(","):
        name, _, parameters = one.partition(";")
        wanted[name.strip()] = _weight(parameters)
    found = max(("br", "gzip"), key=lambda name: wanted.get(name, wanted.get("*", 0)))
    weight = wanted.get(found, wanted.get("*", 0))
    return found if weight > 0 and weight >= wanted.get("identity", 0) else ""


def _weight(parameters):
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def has(tags, etag):
    """Whether an If-None-Match header names an ETag, which holds no comma: compared weakly (RFC 9110, 13.1.2)."""
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in tags.split(","))
