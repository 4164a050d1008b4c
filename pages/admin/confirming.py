"""What is confirmed is done once: a second post of the same confirmation, as by a double click, changes nothing more."""

import secrets
from contextlib import contextmanager

from django.db import transaction
from django.http import Http404

from pages import drafts
from pages.models import Deed, Page


def token():
    """What tells one confirmation, as it was shown to somebody, from every other one."""
    return secrets.token_urlsafe(12)


@contextmanager
def once(request, page):
    """Holds a page while something that was confirmed is done to it, and gives the Deeds of an earlier post of the same.

    [] where there was none: then what is done is marked with the form's `confirmation`. Nothing is held by a GET.
    """
    if request.method != "POST":
        yield []
        return
    with transaction.atomic():
        own, told = _held(request, page), request.POST.get("confirmation", "")
        last = own.values_list("pk", flat=True).first() or 0
        done = list(own.filter(details__confirmation=told)) if told else []
        yield done
        for deed in own.filter(pk__gt=last) if told else []:
            deed.details["confirmation"] = told
            deed.save(update_fields=["details"])


def _held(request, page):
    try:
        drafts.locked(page.pk)
    except Page.DoesNotExist:
        raise Http404 from None
    return Deed.objects.filter(page=page.pk, by=request.user)
