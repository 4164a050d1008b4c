"""Pages kept as they were rendered: an edition never changes, so its page is rendered once, not at each request.

What stands around its text does change: where links lead, related pages, the clinic, whether it is open now. All of it
is asked of the database at each request, and a page is used again only where every answer is the same as it was when
the page was rendered. So nothing has to be invalidated: a target that was withdrawn is another answer. The number of
views, which changes most often, is written into the kept page instead.

Nothing of whoever asks is in it: it is rendered for nobody. Code and templates are those of the process, which keeps
its pages in its own memory and ends with them.
"""

import secrets
from collections import OrderedDict
from copy import copy
from functools import lru_cache
from threading import Lock

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from pages import formatting, isolation

MOST_KEPT = 500  # of 40 KB each, in a process
# What stands for the number of views in a kept page: no text holds a number that nobody knows.
STAND_IN = secrets.randbelow(9 * 10**14) + 10**14

_beside = []
_kept = OrderedDict()
_lock = Lock()


def beside(function):
    """Lets an upper room say what else its part of a page depends on: `function(request, columns)`, to be compared.

    `columns`: those of the Look. What an edition's row and its annotations say need not be said again.
    """
    if function not in _beside:
        _beside.append(function)


def shown(request, look, render):
    """The page of a Look as bytes, kept or else rendered now: `render(request, reading)` gives its HTML."""
    columns = look.columns
    edition, views = columns["id"], columns.pop("views", 0)
    del columns["content"]  # which never changes
    around = [tell(request, columns) for tell in _beside]
    is_told = views >= request.clinic.show_views_from
    answers = (request.resolver_match.url_name, is_told, *columns.values(), *around)
    html = _kept_of(edition, answers)
    if html is None or settings.DEBUG:  # whoever writes templates sees them change
        html = _rendered(request, look, render, STAND_IN if is_told else -STAND_IN)
        _keep(edition, answers, html)
    return _with_views(html, STAND_IN if is_told else -STAND_IN, views, columns["language"], request.clinic.digits)


def forget():
    """Keeps nothing any more: what is measured or tested begins anew."""
    with _lock:
        _kept.clear()


def _rendered(request, look, render, views):
    found = look.reading()
    found.edition.views = views
    return render(_of_nobody(request), found).encode()


def _of_nobody(request):
    """The same request from whoever knows nothing and is nobody."""
    plain = copy(request)
    plain.COOKIES, plain.user = {}, AnonymousUser()
    plain.session = plain._messages = None
    return plain


def _with_views(html, stand_in, views, language, digits):
    with_sentence = html.replace(_sentence(stand_in, language, digits), _sentence(views, language, digits))
    return with_sentence.replace(str(stand_in).encode(), str(views).encode())


@lru_cache(2000)
def _sentence(views, language, digits):
    return isolation.isolate(formatting.views(views, language, digits), language, digits).encode()


def _kept_of(edition, answers):
    with _lock:
        known, html = _kept.get(edition, (None, None))
        if known != answers:
            return None
        _kept.move_to_end(edition)
        return html


def _keep(edition, answers, html):
    """Of each edition the last page: the one before it showed what has changed since."""
    with _lock:
        _kept[edition] = answers, html
        _kept.move_to_end(edition)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
