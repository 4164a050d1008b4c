"""The number of views that a page shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Edition
from pageviews import totals
from pageviews.models import DailyViews, ViewCorrection
from tests import factories

pytestmark = pytest.mark.django_db


def viewed(page, language="en", day="2026-01-01", count=1):
    factories.viewed(page, language, day, count)
    return DailyViews.objects.get(page=page, language=language, day=day)


def corrected(page, amount):
    return ViewCorrection.objects.create(page=page, amount=amount, reason="Counted twice by a crawler.")


def shown(page):
    """The total that each of a page's editions shows."""
    return list(Edition.objects.filter(page=page).annotate(total=totals.of_page()).values_list("total", flat=True))


def test_a_page_that_nobody_opened_shows_nought():
    page = factories.page()
    factories.published(page)
    assert shown(page) == [0, 0]


def test_the_total_is_that_of_all_days_in_both_languages_with_opening_views():
    page, other = factories.page(opening_views=3106), factories.page(opening_views=9)
    factories.published(page)
    viewed(other, count=1000)
    viewed(page, count=5)
    viewed(page, day="2026-01-02", count=7)
    viewed(page, "ar", count=11)
    assert shown(page) == [3129, 3129]


def test_corrections_are_added_and_taken_away_once_each():
    page = factories.page(opening_views=100)
    factories.published(page, "en")
    for day in ("2026-01-01", "2026-01-02", "2026-01-03"):
        viewed(page, day=day, count=10)
    corrected(page, -50)
    corrected(page, 5)
    assert shown(page) == [85]


def test_the_total_never_falls_below_nought():
    page = factories.page(opening_views=3)
    factories.published(page, "en")
    viewed(page, count=2)
    corrected(page, -500)
    assert shown(page) == [0]


def test_totals_of_many_pages_are_one_query(django_assert_num_queries):
    pages = [factories.page(opening_views=n) for n in range(5)]
    for page in pages:
        factories.published(page, "en")
        viewed(page, count=10 * page.opening_views)
        corrected(page, page.opening_views)
    with django_assert_num_queries(1):
        found = dict(Edition.objects.annotate(total=totals.of_page()).values_list("page", "total"))
    assert found == {page.pk: 12 * n for n, page in enumerate(pages)}


def test_the_names_of_rows_tell_what_they_count():
    page = factories.page()
    assert str(viewed(page, count=4)) == "1 January 2026, English: 4"
    assert str(corrected(page, 7)) == "+7 (Counted twice by a crawler.)"


def test_most_read_is_of_the_last_days_in_the_language_itself():
    old, new, unread, brought = (factories.page(opening_views=views) for views in (0, 0, 0, 50))
    for page in (old, new, unread, brought):
        factories.published(page)
    today = timezone.localdate()
    viewed(old, day=today - timedelta(days=30), count=900)
    viewed(new, day=today - timedelta(days=29), count=3)
    viewed(old, "ar", day=today, count=8)
    found = {
        language: [edition.page_id for edition in totals.most_read(Edition.objects.all(), 5, language)]
        for language in ("en", "ar")
    }
    assert found == {"en": [new.pk, old.pk, brought.pk], "ar": [old.pk, brought.pk, new.pk]}
