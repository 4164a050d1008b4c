"""When a branch receives patients today, by the clock of the clinic's time zone."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone


@dataclass(frozen=True)
class Today:
    """A branch's spans of today, and what holds at this minute.

    `closes` is when it closes if it is open now; `opens` is when it opens next, if that is today.
    """

    spans: tuple
    closes: object = None
    opens: object = None

    @property
    def is_open(self):
        return self.closes is not None


def today(branch, now=None):
    """The Today of a branch whose `week` the profile has read; None where its hours are not known.

    `now` is an aware datetime. A span that closes at or before its opening runs past midnight.
    """
    if not branch.week:
        return None
    now = timezone.localtime(now)
    week = dict(branch.week)
    spans = tuple(week[now.weekday()])
    minute = now.time().replace(second=0, microsecond=0)
    last_night = [span for span in week[(now - timedelta(days=1)).weekday()] if _runs_past_midnight(span)]
    still_open = [span for span in last_night if minute < span.closes]
    open_now = [s for s in spans if s.opens <= minute and (minute < s.closes or _runs_past_midnight(s))] or still_open
    later = [span.opens for span in spans if span.opens > minute]
    return Today(
        spans, closes=open_now[0].closes if open_now else None, opens=later[0] if later and not open_now else None
    )


def _runs_past_midnight(span):
    return span.closes <= span.opens
