"""Once a week whoever stands for a page is told that its review is due (docs/decisions/0016-reminders.md).

A mark is made before a letter leaves, and taken away where it could not. So two runs at once send it once, and whoever's
letter was about to leave when a run was killed gets none this week rather than two: the next week's tells the same.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone

from doctors.models import Doctor, Reminder
from doctors.reminders import due, reminder_letters
from pages import languages
from pages.models import LetterChoice
from pages.publishing import publishers

logger = logging.getLogger(__name__)

MARKS_KEPT = timedelta(days=60)
# Reminders are no night's work: the scheduler sends none before this hour of the clinic's day.
FIRST_HOUR = 8
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Failed(Exception):
    """Letters could not be sent. What they were for is tried again at the next run."""


@dataclass(frozen=True)
class Recipient:
    """Somebody to write to: a Doctor, or the account of a publisher; in which languages, and what is due (Dues)."""

    person: models.Model
    address: str
    languages: tuple
    dues: list

    @property
    def is_doctor(self):
        return isinstance(self.person, Doctor)

    @property
    def mark(self):
        """The columns of the Reminder that names the person."""
        return {"doctor" if self.is_doctor else "publisher": self.person}


def recipients(today=None):
    """Whom to write to of what is due: doctors of theirs, and every publisher of what nobody can be written to for."""
    by_doctor, nobodys = defaultdict(list), []
    found = due.soon(today=today)
    doctors = Doctor.objects.active().select_related("user").in_bulk({one.doctor.pk for one in found})
    for one in found:
        if (doctor := doctors.get(one.doctor.pk)) and address_of(doctor):
            by_doctor[doctor].append(one)
        else:
            nobodys.append(one)
    to_doctors = [Recipient(doctor, address_of(doctor), _spoken_to(doctor), own) for doctor, own in by_doctor.items()]
    to_publishers = [_publisher(user, nobodys) for user in _publishers()] if nobodys else []
    return [*to_doctors, *to_publishers]


def send(tell=lambda recipient, outcome: None, today=None):
    """Writes to everybody once in a week of the clinic's time zone. Returns how many letters were {"sent", "failed", "before"}.

    `tell(recipient, outcome)` is called with each one's outcome. A letter that fails stops no other.
    """
    today = today or timezone.localdate()
    week, counts = week_of(today), {"sent": 0, "failed": 0, "before": 0}
    for recipient in recipients(today):
        outcome = _sent_once(recipient, week)
        counts[outcome] += 1
        tell(recipient, outcome)
    Reminder.objects.filter(at__lt=timezone.now() - MARKS_KEPT).delete()
    return counts


def send_by_day(now=None):
    """What the scheduler does: sends in working hours. Raises Failed, so that it is tried again soon."""
    now = timezone.localtime(now)
    if now.hour < FIRST_HOUR:
        return f"not before {FIRST_HOUR}"
    counts = send(today=now.date())
    if counts["failed"]:
        raise Failed(counts)
    return counts


def was_sent(recipient, today=None):
    """Whether somebody was written to in this week."""
    return Reminder.objects.filter(**recipient.mark, week=week_of(today or timezone.localdate())).exists()


def week_of(day):
    """The week of a day as ISO 8601 writes it: `2026-W48`."""
    year, week, _day = day.isocalendar()
    return f"{year}-W{week:02}"


def address_of(doctor):
    """Where a doctor is written to, "" where nobody knows."""
    has_account = doctor.user and doctor.user.is_active
    return doctor.email or (doctor.user.email if has_account else "")


# Nobody knows the language of a doctor who never had a review link.
BOTH = ("ar", "en")


def _spoken_to(doctor):
    """The language of the doctor's last review link, which somebody chose for them; else both."""
    language = doctor.review_links.order_by("-made_at", "-pk").values_list("language", flat=True).first()
    return (language,) if language in languages.CODES else BOTH


def _publisher(user, dues):
    return Recipient(user, user.email, LetterChoice.of(user).languages, dues)


def _publishers():
    users = get_user_model().objects.with_perm(publishers.RIGHT, backend=BACKEND)
    return users.filter(is_staff=True).exclude(email="").order_by("pk")


def _sent_once(recipient, week):
    """Writes to somebody unless it was done: "sent", "failed", or "before"."""
    mark, is_new = Reminder.objects.get_or_create(**recipient.mark, week=week)
    if not is_new:
        return "before"
    try:
        reminder_letters.letter(recipient).send()
    except Exception:  # whatever a server, an address or a template has: the others are written to
        logger.exception("The reminder to %s could not be sent", recipient.person)
        mark.delete()
        return "failed"
    return "sent"
