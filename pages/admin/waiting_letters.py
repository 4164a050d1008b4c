"""Everybody is told by mail what waits for them, handovers and comments in one letter: at most one in an hour, and nothing twice.

As with reminders (docs/decisions/0016-reminders.md) a mark is made before a letter leaves, and taken away where it could not.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages import letters
from pages.admin import waited_for
from pages.drafting import drafts
from pages.models import Handover, LetterChoice, LetterMark, Remark

logger = logging.getLogger(__name__)

APART = timedelta(hours=1)
# A letter is still read. What is more follows in the next one.
MOST = 50
# What went with a deleted draft may come back with it, and is not told again.
MARKS_KEPT = timedelta(days=drafts.DELETED_KEPT_DAYS + 1)


class Failed(Exception):
    """Letters could not be sent. What they were for is tried again at the next run."""


def send_due(now=None):
    """Writes to everybody whom something new waits for and who had no such letter in the last hour.

    Returns how many were {"sent", "failed"}; raises Failed with them where one was not, after all others were written to.
    """
    now, counts = now or timezone.now(), {"sent": 0, "failed": 0}
    for person in _people() if waited_for.is_anything() else ():
        if outcome := _told(person, now):
            counts[outcome] += 1
    _forget(now)
    if counts["failed"]:
        raise Failed(counts)
    return counts


def letter(person, languages, found):
    """The message that tells somebody in some languages of what waits for them (Waitings), ready to be sent."""
    subjects, sides = [], []
    for language in languages:
        with translation.override(language):
            subjects.append(_subject(len({one.page.pk for one in found})))
            lines = [one.line() for one in found]
            after = [_("At most one letter of this kind comes in an hour.")]
            sides.append(letters.Side(language, [_("This waits for you:")], lines, after, _choosing()))
    return letters.message(person.email, subjects, sides)


def _subject(number):
    return ngettext("%(number)s page waits for you", "%(number)s pages wait for you", number) % {"number": number}


def _choosing():
    words, address = _("Choose which letters you get"), reverse("admin:own_letters")
    return letters.Way(words, settings.SITE_URL + address) if settings.SITE_URL else None


def _people():
    """Everybody who can be written to and may open the admin."""
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    return people.exclude(email="").order_by("pk")


def _told(person, now):
    """Writes to somebody of what they were not told: "sent", "failed", or "" where nothing is new or an hour has not passed."""
    choice = LetterChoice.of(person)
    found = waited_for.of(person, choice)
    new, marks = _marked(person, found, now) if found else ([], [])
    if not new:
        return ""
    try:
        letter(person, choice.languages, new).send()
    except Exception:  # whatever a server, an address or a template has: the others are written to
        logger.exception("The letter of what waits for %s could not be sent", person)
        LetterMark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
        return "failed"
    return "sent"


def _marked(person, found, now):
    """What somebody was not told yet, as much as a letter holds, and the marks that tell it. Of two runs at once the second finds the first's."""
    with transaction.atomic():
        is_there = _people().select_for_update(no_key=True).filter(pk=person.pk).first()
        own = LetterMark.objects.filter(person=person)
        if not is_there or own.filter(at__gt=now - APART).exists():
            return [], []
        numbers = {one.number for one in found}
        known = set(own.filter(number__in=numbers).values_list("what", "number", "moment"))
        new = [one for one in found if one.key not in known][:MOST]
        told = [LetterMark(person=person, what=one.what, number=one.number, moment=one.moment, at=now) for one in new]
        return new, LetterMark.objects.bulk_create(told)


def _forget(now):
    """Deletes the marks of what is no longer there, once it cannot come back.

    Those of a settled thread stay, which an answer opens again.
    """
    for what, model in ((LetterMark.HANDOVER, Handover), (LetterMark.REMARK, Remark)):
        there = Exists(model.objects.filter(pk=OuterRef("number")))
        LetterMark.objects.filter(~there, what=what, at__lt=now - MARKS_KEPT).delete()
