"""Reading a replica of the database: for public pages that are the same for everybody, and for nothing else.

A view that is marked as public (`serving.public`) and asked by nobody who is signed in reads the replica, while its copy
is of the last seconds (`pages.public.replica_age`). Only a page that it shows whole is believed: what is not found there, or fails,
is asked of the primary. Everything else, searches and whatever writes or is in a transaction too, knows the primary alone.
"""

import logging
from contextvars import ContextVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.http import Http404

from pages.public.replica_age import REPLICA, Age

logger = logging.getLogger(__name__)

age = Age()
_is_read = ContextVar("whether the replica is read", default=False)


class Router:
    """Which database is asked (Django's DATABASE_ROUTERS)."""

    def db_for_read(self, model, **hints):
        return REPLICA if _is_read.get() and not connections["default"].in_atomic_block else "default"

    def db_for_write(self, model, **hints):
        return "default"

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db != REPLICA


class ReplicaMiddleware:
    """Calls public views itself, with the replica to read. It is the last one: what others do before a view is done."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """The response that the replica gives; None where the primary has to be asked."""
        if not (is_for_everybody(request, view) and age.is_bearable()):
            return None
        begun = _is_read.set(True)
        try:
            response = view(request, *args, **kwargs)
        except (OperationalError, InterfaceError) as error:
            logger.warning("The replica failed, the primary is asked: %s", error)
            age.leave_alone()
            return None
        except Http404:
            return None
        finally:
            _is_read.reset(begun)
        return response if response.status_code == 200 else None


def is_for_everybody(request, view):
    """Whether a request is for a public page, by somebody who is not signed in."""
    return (
        getattr(view, "is_public", False)
        and request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )
