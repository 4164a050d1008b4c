"""What must happen from time to time without anybody asking for it. No page depends on any of it being done on time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from axes.helpers import get_cool_off
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.core.management import call_command
from django.utils import timezone

from clinic import share_card_making
from doctors.handing_out import handouts
from doctors.reminders import reminding
from pages.admin import waiting_letters
from pages.drafting import drafts, mention_links
from pages.linking import wordings
from pages.models import open_form
from pages.other_sites import link_rounds
from pages.search import index
from pageviews import counting, helped, rollups, unanswered

logger = logging.getLogger(__name__)

# Who signed in, and from where, is kept as long as a break-in could still be looked into, and no longer.
SIGN_INS_KEPT = timedelta(days=90)
TRIED_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Task:
    """One thing to do, and how often. What `do` returns is logged."""

    name: str
    every: timedelta
    do: Callable


def forget_sign_ins():
    """Deletes wrong passwords whose time has passed and old records of who signed in; returns how many."""
    now = timezone.now()
    expired = AccessAttempt.objects.filter(attempt_time__lt=now - get_cool_off())
    logs = (model.objects.filter(attempt_time__lt=now - SIGN_INS_KEPT) for model in (AccessLog, AccessFailureLog))
    return sum(rows.delete()[0] for rows in (expired, *logs))


TASKS = [
    Task("prune revisions", timedelta(days=1), drafts.prune),
    Task("forget open forms", timedelta(hours=1), open_form.forget_gone),
    Task("forget sign-ins", timedelta(hours=1), forget_sign_ins),
    Task("forget sentences", timedelta(days=1), helped.forget_sentences),
    Task("send reminders", timedelta(hours=1), reminding.send_by_day),
    Task("tell what waits", timedelta(minutes=10), waiting_letters.send_due),
    Task("forget notes of hand-outs", timedelta(hours=1), handouts.forget_notes),
    Task("forget told views", timedelta(hours=1), counting.forget),
    Task("sum the views of the last days", timedelta(hours=1), rollups.refresh),
    Task("merge what the search was told", timedelta(minutes=10), index.pack),
    Task("forget searches", timedelta(days=1), unanswered.forget),
    Task("make share cards", timedelta(hours=1), share_card_making.make_all),
    Task("lead wordings to pages that began", timedelta(hours=1), wordings.resolve_begun),
    Task("find mentions", timedelta(hours=1), mention_links.refresh_some),
    Task("check links", timedelta(hours=1), link_rounds.check_due),
    Task("clear sessions", timedelta(days=1), lambda: call_command("clearsessions")),
]


def run_due(done, now, tasks=None):
    """Does what is due, notes in `done` (a dict) when it was, and returns the names of those that failed.

    Each fails alone: its reason is logged, the others still run, and it is tried again ten minutes later.
    """
    failed = []
    for task in TASKS if tasks is None else tasks:
        if task.name in done and now - done[task.name] < task.every:
            continue
        done[task.name] = now
        try:
            logger.info("%s: %s", task.name, task.do())
        except Exception:
            logger.exception("%s failed", task.name)
            failed.append(task.name)
            done[task.name] = now - task.every + TRIED_AGAIN
    return failed
