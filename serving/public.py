"""The mark of a response that is the same for everybody: a view says so, nothing is guessed."""

from functools import wraps


def public(view):
    """Marks what a view answers with 200 as the same for everybody who asks for that address without a query.

    The view may set `public_until` on its response: the moment (aware) from which on it is wrong, None for none.
    Who asks with a cookie, a query or anything else that is theirs alone gets an answer that no cache keeps.
    """

    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            response.is_public = True
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    marked.is_public = True
    return marked
