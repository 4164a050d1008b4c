"""What is confirmed is done once: a second post of the same confirmation, as by a double click, changes nothing more."""

import re
import secrets
from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404

from pages.drafting import drafts
from pages.models import Deed, Page

TOKEN = re.compile("[A-Za-z0-9_-]{1,32}")


def token():
    """What tells one confirmation, as it was shown to somebody, from every other one."""
    return secrets.token_urlsafe(12)


@contextmanager
def once(request, thing):
    """Holds a page, or another row, while something that was confirmed is done to it, and gives the Deeds of an earlier post
    of the same.

    [] where there was none: then what is done is marked with the form's `confirmation`. Nothing is held by a GET.
    """
    if request.method != "POST":
        yield []
        return
    with transaction.atomic():
        own, told = _held(request, thing), _told(request)
        last = own.values_list("pk", flat=True).first() or 0
        done = list(own.filter(details__confirmation=told)) if told else []
        yield done
        for deed in own.filter(pk__gt=last) if told else []:
            deed.details["confirmation"] = told
            deed.save(update_fields=["details"])


def _told(request):
    """The confirmation that was posted, "" for what is none of ours."""
    told = request.POST.get("confirmation", "")
    return told if TOKEN.fullmatch(told) else ""


def _held(request, thing):
    """The person's own Deeds of what is held from now on."""
    own = Deed.objects.filter(by=request.user)
    try:
        if isinstance(thing, Page):
            drafts.locked(thing.pk)
            return own.filter(page=thing.pk)
        type(thing)._base_manager.select_for_update(no_key=True).get(pk=thing.pk)
    except ObjectDoesNotExist:
        raise Http404 from None
    return own.filter(model=thing._meta.label_lower, number=str(thing.pk))
