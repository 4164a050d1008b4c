"""The sums of views: whatever happened, they are those of the rows; and what is asked of them is right on any day."""

import random
import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from pages.models import Edition
from pageviews import periods, reports, rollups, totals
from pageviews.models import DailyViews, MonthlyViews, PageViews, SiteViews, ViewCorrection
from tests import factories

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ar")


@pytest.fixture
def on(monkeypatch):
    """`on(day)`: from now on it is that day in the clinic."""
    real = timezone.localdate
    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda moment=None: real(moment) if moment else day)


class Life:
    """Views, corrections, deletions, midnights and refreshes at random, and what is true of them, counted by hand."""

    def __init__(self, seed, on):
        self.random, self.on, self.today = random.Random(seed), on, timezone.localdate()
        self.pages = [factories.page(opening_views=n * 100) for n in range(3)]
        self.true, self.corrected = Counter(), Counter()

    def view(self):
        """Several views that share a commit, some of yesterday's."""
        views = [self.one() for _ in range(self.random.randint(1, 6))]
        with transaction.atomic(), connection.cursor() as cursor:
            rollups.add(cursor, Counter(views))
        self.true.update(views)

    def one(self):
        day = self.today - timedelta(days=self.random.choice([0, 0, 0, 1]))
        return self.random.choice(self.pages).pk, self.random.choice(LANGUAGES), day

    def correct(self):
        page, amount = self.random.choice(self.pages), self.random.randint(-5, 5)
        ViewCorrection.objects.create(page=page, amount=amount, reason="Robots")
        self.corrected[page.pk] += amount

    def delete_a_day(self):
        if row := DailyViews.objects.order_by("?").first():
            del self.true[row.page_id, row.language, row.day]
            row.delete()

    def delete_a_page(self):
        if len(self.pages) > 1:
            page = self.pages.pop(self.random.randrange(len(self.pages)))
            number = page.pk
            page.delete()
            self.true = Counter({key: count for key, count in self.true.items() if key[0] != number})

    def midnight(self):
        self.today += timedelta(days=self.random.choice([1, 1, 6, 29]))
        self.on(self.today)

    def live(self, steps):
        deeds = [self.view] * 12 + [self.correct, self.delete_a_day, self.midnight, self.midnight, rollups.refresh]
        for _ in range(steps):
            self.random.choice(deeds)()
        self.delete_a_page()
        self.view()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happened_the_sums_are_those_of_the_rows(seed, on):
    life = Life(seed, on)
    life.live(60)
    assert list(rollups.differences()) == []
    total = sum(life.true.values())
    for model in (DailyViews, PageViews, MonthlyViews, SiteViews):
        assert sum(model.objects.values_list("count", flat=True)) == total
    for page in life.pages:
        own = Counter()
        for (number, language, _day), count in life.true.items():
            own[language] += count if number == page.pk else 0
        told = reports.told(page)
        assert {code: told[code] for code in LANGUAGES} == {code: own[code] for code in LANGUAGES}
        assert told["total"] == max(own.total() + page.opening_views + life.corrected[page.pk], 0)
    for days in (7, 30):
        first = life.today - timedelta(days=days - 1)
        true = Counter()
        for (number, language, day), count in life.true.items():
            true[number, language] += count if day >= first else 0
        for page in life.pages:
            if not page.editions.exists():
                factories.published(page)
        for language in LANGUAGES:
            read = totals.read_lately(Edition.objects.all(), 9, language, days)
            expected = {key: count for key, count in true.items() if count and key[1] == language}
            assert {(one.page_id, one.language): one.recent_views for one in read} == expected
            assert [one.recent_views for one in read] == sorted(expected.values(), reverse=True)


def test_the_most_read_are_found_beyond_candidates_that_were_read_long_ago_or_cannot_be_read(on):
    today, pages = timezone.localdate(), [factories.article() for _ in range(12)]
    for count, page in enumerate(pages, 1):  # what was read most is what nobody has read since
        on(today if count <= 3 else today - timedelta(days=40))
        factories.viewed(page, count=count)
    on(today)
    for page in pages[1:]:
        factories.published(page, "en")
    assert PageViews.objects.order_by("-month").first().month == 12  # too large by now, as it may be
    read = totals.read_lately(Edition.objects.all(), 2, "en")
    assert [(one.page_id, one.recent_views) for one in read] == [(pages[2].pk, 3), (pages[1].pk, 2)]


def test_views_by_month_are_those_of_the_days_of_the_period():
    page, other, topic = factories.article(), factories.article(), factories.topic()
    page.topics.add(topic), other.topics.add(topic)
    views = [("2025-12-31", 1), ("2026-01-09", 2), ("2026-01-10", 4), ("2026-02-01", 8), ("2026-02-28", 16),
             ("2026-03-31", 32), ("2026-04-05", 64), ("2026-04-06", 128)]  # fmt: skip
    for day, count in views:
        factories.viewed(page, "en", day, count)
    factories.viewed(other, "ar", "2026-02-03", 5), factories.viewed(factories.article(), "en", "2026-02-03", 7)
    period = periods.asked({"from": "2026-01-10", "to": "2026-04-05"})
    told = [
        [counts for _month, counts in reports.by_month(period, **of)] for of in ({"page": page}, {"topic": topic}, {})
    ]
    assert told == [
        [{"en": 4}, {"en": 24}, {"en": 32}, {"en": 64}],
        [{"en": 4}, {"en": 24, "ar": 5}, {"en": 32}, {"en": 64}],
        [{"en": 4}, {"en": 31, "ar": 5}, {"en": 32}, {"en": 64}],
    ]
    days = reports.by_day(period, topic=topic)
    assert (len(days), sum(sum(counts.values()) for _day, counts in days)) == (86, 129)


def test_the_command_says_where_a_sum_is_wrong_and_makes_all_of_them_anew(capsys):
    page = factories.page()
    factories.viewed(page, "en", count=5), factories.viewed(page, "ar", "2026-01-02", 3)
    call_command("rebuild_views", "--check")
    right = {model: list(model.objects.order_by("pk").values()) for model in (PageViews, MonthlyViews, SiteViews)}
    PageViews.objects.filter(language="en").update(count=F("count") + 2, week=1)
    MonthlyViews.objects.all().delete()
    SiteViews.objects.filter(language="ar").update(count=4)
    with pytest.raises(CommandError, match="5 sums"):
        call_command("rebuild_views", "--check")
    assert f"pageviews_pageviews {page.pk}, en: +2" in capsys.readouterr().out
    call_command("rebuild_views")
    assert list(rollups.differences()) == []
    for model, rows in right.items():
        kept = model.objects.order_by("language").values()
        assert [row | {"id": 0} for row in kept] == sorted(
            (row | {"id": 0} for row in rows), key=lambda row: row["language"]
        )


def test_a_total_is_read_from_two_rows_however_many_days_there_are(django_assert_num_queries):
    page = factories.page()
    factories.published(page, "en")
    for n in range(40):
        factories.viewed(page, "en", timezone.localdate() - timedelta(days=n))
    with django_assert_num_queries(1) as asked:
        assert Edition.objects.annotate(views=totals.of_page()).get().views == 40
    assert DailyViews._meta.db_table not in asked[0]["sql"]


@pytest.mark.django_db(transaction=True)
def test_a_refresh_that_waits_for_a_view_counts_it(on):
    page, today = factories.page(), timezone.localdate()
    factories.viewed(page, "en", today, 5)
    PageViews.objects.update(day=today - timedelta(days=1))
    refreshing = threading.Thread(target=refreshed)
    with transaction.atomic(), connection.cursor() as cursor:
        rollups.add(cursor, {(page.pk, "en", today): 7})
        refreshing.start()
        time.sleep(0.5)  # it has asked for the row by now, and waits for this transaction
    refreshing.join()
    assert PageViews.objects.values_list("week", flat=True).get() == 12
    assert list(rollups.differences()) == []


def refreshed():
    rollups.refresh()
    connection.close()


def test_the_last_days_of_a_page_are_made_anew_when_it_is_opened_on_another_day(on):
    page, today = factories.page(), timezone.localdate()
    for ago, count in ((0, 3), (8, 5), (40, 7)):
        factories.viewed(page, "en", today - timedelta(days=ago), count)
    on(today + timedelta(days=1))
    for _ in range(2):
        factories.viewed(page, "en")
    kept = PageViews.objects.get(page=page.pk, language="en")
    assert (kept.count, kept.day, kept.week, kept.month) == (17, today + timedelta(days=1), 5, 10)
    on(today + timedelta(days=7))
    factories.viewed(page, "en")
    kept.refresh_from_db()
    assert (kept.day, kept.week, kept.month) == (today + timedelta(days=7), 3, 11)
