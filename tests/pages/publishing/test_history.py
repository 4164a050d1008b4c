"""The history of a page is without gap and overlap, whatever was done to it in whatever order."""

import itertools
import random
from datetime import timedelta

import pytest

from pages import clock
from pages.publishing import editions
from tests import factories
from tests.factories import current, time_passes

pytestmark = pytest.mark.django_db

SEQUENCES, DEEDS = 200, 7


class History:
    """Does random deeds to one page, and remembers what patients could read at each moment."""

    def __init__(self, seed, user):
        self.chance, self.user = random.Random(seed), user
        self.page = factories.page(parts=0, summary_en="x", summary_ar="س")
        self.passed, self.read = timedelta(0), []

    def live(self):
        for _ in range(DEEDS):
            deed = self.chance.choice(
                [self.publish, self.publish, self.schedule, self.cancel, self.withdraw, self.wait]
            )
            deed()
            self.remember()

    def remember(self):
        here, moment = current(self.page), clock.now()
        self.read.append((moment + self.passed, [here.number] if here else []))
        while clock.now() == moment:
            pass  # what is done next is done later

    def publish(self, at=None):
        until = (at or clock.now()) + self.span() if self.chance.random() < 0.3 else None
        editions.publish(self.page, "en", by=self.user, at=at, until=until, confirmed=True)

    def schedule(self):
        self.publish(at=clock.now() + self.span())

    def cancel(self):
        coming = self.held().filter(starts_at__gt=clock.now())
        if coming:
            editions.cancel(self.chance.choice(coming), by=self.user)

    def withdraw(self):
        if current(self.page):
            editions.withdraw(self.page, "en", by=self.user)

    def wait(self):
        span = self.span()
        time_passes(seconds=span.total_seconds())
        self.passed += span

    def span(self):
        return timedelta(hours=self.chance.randint(1, 60))

    def held(self):
        return self.page.editions.exclude(end_reason="cancelled").order_by("starts_at", "number")

    def at(self, moment):
        """The numbers of the editions that held at a moment."""
        moment -= self.passed
        return [e.number for e in self.held() if e.starts_at <= moment and (e.ends_at is None or e.ends_at > moment)]


def check_chain(chain):
    """Each edition ends where its successor begins, unless it expired or was withdrawn."""
    for before, after in itertools.pairwise(chain):
        if before.end_reason == "succeeded":
            assert before.ends_at == after.starts_at
        else:
            assert before.end_reason in ("expired", "withdrawn")
            assert before.ends_at <= after.starts_at
    for edition in chain:
        assert (edition.ends_at is None) == (edition.end_reason == "")
        assert edition.end_reason != "expired" or edition.ends_at == edition.expires_at


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_no_sequence_of_deeds_leaves_a_gap_or_an_overlap_or_changes_the_past(seed, user):
    history = History(seed, user)
    history.live()
    check_chain(list(history.held()))
    assert [history.at(moment) for moment, _ in history.read] == [numbers for _, numbers in history.read]
