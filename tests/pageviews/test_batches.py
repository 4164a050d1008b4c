"""Views that share a commit: what each is told, what they ask of the database together, and when they are safe."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from pageviews import counting, rollups
from pageviews.models import ViewCorrection
from tests.factories import article, published


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_each_of_those_that_share_a_commit_is_told_the_total_that_can_be_read_then(seed):
    random_one = random.Random(seed)
    both, english, draft = article(opening_views=40), article(), article()
    published(both), published(english, "en")
    ViewCorrection.objects.create(page=english, amount=-9, reason="Robots")
    for _ in range(4):
        views = [
            counting.View(
                random_one.choice([both, english, draft]).pk,
                random_one.choice(["en", "ar"]),
                timezone.localdate() - timedelta(days=random_one.choice([0, 1])),
                random_one.choice(["", "", "one", "two"]),
            )
            for _ in range(random_one.randint(1, 8))
        ]
        told, _is_new = counting._write(lambda views=views: views)
        assert told == [counting.total(view.page, view.language) for view in views]
        assert [total is None for total in told] == [
            view.page == draft.pk or (view.page, view.language) == (english.pk, "ar") for view in views
        ]
    assert list(rollups.differences()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 30])
def test_a_commit_asks_the_same_few_statements_however_many_views_share_it(number, django_assert_num_queries):
    pages = [article(), article()]
    for page in pages:
        published(page)
    view = counting.View(pages[0].pk, "en", timezone.localdate())
    counting._write(lambda: [view])
    views = [view._replace(page=pages[n % 2].pk, event=f"opening {n}") for n in range(number)]
    # A savepoint and its end, its turn (PostgreSQL), what can be read, the names, the sums.
    with django_assert_num_queries(9 if connection.vendor == "sqlite" else 6):
        counting._write(lambda: views)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_is_acknowledged_is_on_the_disk():
    page = article()
    published(page, "en")
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO ON")  # the tests' server is told otherwise
        counting._write(lambda: [counting.View(page.pk, "en", timezone.localdate())])
        cursor.execute("SELECT pg_current_wal_insert_lsn()")
        (written,) = cursor.fetchone()
        counting._flush()
        cursor.execute("SELECT pg_current_wal_flush_lsn() >= %s::pg_lsn", [written])
        assert cursor.fetchone() == (True,)
        cursor.execute("RESET synchronous_commit")
