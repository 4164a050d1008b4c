"""Who publishes is told by mail what was handed over, and who handed over what came back: collected, at most once in an hour.

As with reminders (docs/decisions/0016-reminders.md) a mark is made before a letter leaves, and taken away where it could not.
"""

import logging
from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone, translation
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages import kinds, languages, letters, log
from pages.admin.writing_tags import change_address, publish_address
from pages.models import Handover, HandoverLetter
from pages.publishing import publishers

logger = logging.getLogger(__name__)

APART = timedelta(hours=1)
MARKS_KEPT = timedelta(days=1)
BACKEND = "django.contrib.auth.backends.ModelBackend"
# Somebody's language is a cookie of their browser, which no periodic work sees.
BOTH = ("ar", "en")


class Failed(Exception):
    """Letters could not be sent. What they were for is tried again at the next run."""


def send_due(now=None):
    """Writes to everybody whom something new waits for and who had no such letter in the last hour.

    Returns how many were {"sent", "failed"}; raises Failed with them where one was not, after all others were written to.
    """
    now, counts = now or timezone.now(), {"sent": 0, "failed": 0}
    for person, found in waiting_for_people().items():
        if outcome := _told(person, found, now):
            counts[outcome] += 1
    _forget(now)
    if counts["failed"]:
        raise Failed(counts)
    return counts


def waiting_for_people():
    """What waits for each person who can be written to: {account: [Handover, …]}, what they handed over themselves only if it came back."""
    found = defaultdict(list)
    held = list(Handover.objects.select_related("page", "by", "returned_by").order_by("at", "pk"))
    readers = list(_publishers()) if held else []
    for one in held:
        if not one.is_waiting and _can_be_written_to(one.by):
            found[one.by].append(one)
        for reader in readers if one.is_waiting else ():
            if reader.pk != one.by_id and _may_change(reader, one.page):
                found[reader].append(one)
    return found


def letter(person, found):
    """The message that tells somebody of some Handovers, ready to be sent."""
    subjects, sides = [], []
    for language in BOTH:
        with translation.override(language):
            subjects.append(_subject(len({one.page_id for one in found})))
            before = [_("These pages were handed over to be published, or came back to you:")]
            after = [_("At most one letter of this kind comes in an hour.")]
            sides.append(letters.Side(language, before, [_line(one) for one in found], after))
    return letters.message(person.email, subjects, sides)


def _subject(number):
    return ngettext("%(number)s page waits for you", "%(number)s pages wait for you", number) % {"number": number}


def _line(held):
    """`Arabic · handed back by Mona · “A source is missing”`."""
    if held.is_waiting:
        said, who, words = _("ready to publish, handed over by %(who)s"), held.by, held.note
        address = publish_address(held.page, held.language)
    else:
        said, who, words = _("handed back by %(who)s"), held.returned_by, held.reason
        address = change_address(held.page)
    language = _("English") if held.language == "en" else _("Arabic")
    told = [language, said % {"who": log.name_of(who) or _("Somebody")}, *_quoted(words)]
    address = iri_to_uri(settings.SITE_URL + address) if settings.SITE_URL else ""
    return letters.Line(held.page.name_in(held.language), held.language, " · ".join(told), address)


def _quoted(words):
    """What was noted, in one line and in the marks of the letter's language; [] for nothing."""
    before, after = "«»" if languages.current() == "ar" else "“”"
    return [f"{before}{' '.join(words.split())}{after}"] if words else []


def _told(person, found, now):
    """Writes to somebody of what they were not told: "sent", "failed", or "" where nothing is new or an hour has not passed."""
    new, marks = _marked(person, found, now)
    if not new:
        return ""
    try:
        letter(person, new).send()
    except Exception:  # whatever a server, an address or a template has: the others are written to
        logger.exception("The letter of handovers to %s could not be sent", person)
        HandoverLetter.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
        return "failed"
    return "sent"


def _marked(person, found, now):
    """What somebody was not told yet, which is marked as told, and the marks. Of two runs at once the second finds the first's."""
    with transaction.atomic():
        get_user_model().objects.select_for_update(no_key=True).get(pk=person.pk)
        own = HandoverLetter.objects.filter(person=person)
        if own.filter(at__gt=now - APART).exists():
            return [], []
        known = set(own.values_list("handover", "moment"))
        new = [one for one in found if (one.pk, _moment(one)) not in known]
        told = [HandoverLetter(person=person, handover=one.pk, moment=_moment(one), at=now) for one in new]
        return new, HandoverLetter.objects.bulk_create(told)


def _forget(now):
    """Deletes the marks of what waits no longer, once they keep no other letter back."""
    there = Handover.objects.values("pk")
    HandoverLetter.objects.filter(at__lt=now - MARKS_KEPT).exclude(handover__in=there).delete()


def _moment(held):
    return held.at if held.is_waiting else held.returned_at


def _publishers():
    users = get_user_model().objects.with_perm(publishers.RIGHT, backend=BACKEND)
    return users.filter(is_staff=True).exclude(email="").order_by("pk")


def _can_be_written_to(user):
    return bool(user and user.is_active and user.is_staff and user.email)


def _may_change(user, page):
    options = kinds.by_name(page.kind).model._meta
    return user.has_perm(f"{options.app_label}.change_{options.model_name}")
