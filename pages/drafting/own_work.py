"""Whose work a page is: what the log says that somebody did to it last."""

from pages.models import Deed

# So many deeds of a person are looked at, the newest: what else they ever did costs nothing.
LATEST = 200
WRITING = frozenset({"saved", "restored", "restored_edition", "from_word", "brought_back", "handed_over"})


def last_pages(user):
    """The numbers of the pages that somebody did anything to lately, the last first."""
    return list(dict.fromkeys(page for page, _what in _deeds(user)))


def written(user):
    """The numbers of the pages whose drafts somebody wrote in lately: a set."""
    return {page for page, what in _deeds(user) if what in WRITING}


def _deeds(user):
    latest = Deed.objects.filter(by=user).order_by("-pk").values_list("page", "what")[:LATEST]
    return [(page, what) for page, what in latest if page is not None]
