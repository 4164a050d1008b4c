"""Forgetting what can no longer be read: at once, in every process of the site, and whatever happens afterwards."""

import logging
from functools import lru_cache

from django.conf import settings
from django.db import transaction

from serving.copies import Copies
from serving.shared_ends import of_site

logger = logging.getLogger(__name__)


def forget(path):
    """Ends, with the transaction that goes on, whatever is kept of what stands at a path, and whatever names that path."""
    ends, copies = _places(settings.VAR_DIR / "kept", settings.SEVERAL_MACHINES)
    try:
        begun = ends.begin(path)
    except OSError:
        _forget_everything(ends, copies)
        begun = None
    transaction.on_commit(lambda: _finish(ends, copies, begun, path))


def is_quiet(seconds):
    """Whether nothing that was kept ended in the last seconds, as far as is known, and nothing is about to end."""
    ends, _copies = _places(settings.VAR_DIR / "kept", settings.SEVERAL_MACHINES)
    return ends.are_quiet(seconds)


def _finish(ends, copies, begun, path):
    try:
        ends.finish(begun, path)
    except OSError:
        _forget_everything(ends, copies)
    copies.remove(path)


def _forget_everything(ends, copies):
    """Where an end cannot be noted (a full disk) nothing that is kept may stay: deleting needs no room."""
    logger.exception("What ended could not be noted: all that is kept is taken away")
    copies.remove_all()
    try:
        ends.lose()
    except OSError:
        logger.exception("Other processes may send for some seconds what ended")


@lru_cache(8)
def _places(folder, several_machines):
    ends = of_site(folder)
    return ends, Copies(folder, ends)
