"""Long lists a page at a time: from a key on, with nothing left out, shown twice or counted."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages import paging
from pages.models import Edition
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db

DAYS = [date(2026, 3, day) for day in (5, 4, 4, 4, 2, 1, 1)]  # three pages of three, with days that several share


@pytest.fixture
def articles():
    """The titles of published articles, the newest first."""
    pages = [factories.article(title_en=f"Number {n}", first_published_on=day) for n, day in enumerate(DAYS)]
    for page in pages:
        published(page, "en")
    return list(Edition.objects.current().newest().values_list("title", flat=True))


def listed(query="", size=3):
    parameters = dict([query.lstrip("?").split("=")]) if query else {}
    return paging.listed(Edition.objects.current(), parameters, size)


def titles(found):
    return [edition.title for edition in found.editions]


def walked(found, way):
    """The titles page by page, in one direction, from a page on."""
    pages = [titles(found)]
    while query := getattr(found, way):
        found = listed(query)
        pages.append(titles(found))
    return pages, found


def test_older_leads_to_the_end_and_newer_back_to_the_start(articles):
    whole = [articles[:3], articles[3:6], articles[6:]]
    pages, last = walked(listed(), "older")
    assert (pages, listed().newer, last.older) == (whole, None, None)
    pages, first = walked(last, "newer")
    assert (pages, first.here) == (whole[::-1], "")
    assert titles(listed(last.here)) == whole[-1]


@pytest.mark.parametrize("odd", ["before=x", "before=2026-02-31.4", "after=2026-03-05.1234567890123456789", "before=1999-01-01.1",
                                 "after=2030-01-01.5", "before=٢٠٢٦-٠١-٠١.٣"])  # fmt: skip
def test_an_odd_place_gives_the_newest(articles, odd):
    found = listed(odd)
    assert (titles(found), found.here) == (articles[:3], "")


def test_an_old_number_leads_to_where_its_page_is_now(client):
    for number in range(25):
        published(factories.article(title_en=f"Number {number}"), "en")
    third = Edition.objects.current().newest()[23]
    place = f"/en/articles/?before={third.first_published_on}.{third.page_id}"
    for number in ("3", "99", "9" * 30):
        assert client.get(f"/en/articles/?page={number}").headers["Location"] == place, number
    assert client.get(place).content.decode().count('class="card-title"') == 1


def test_nothing_is_counted_or_passed_over(articles, client):
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/en/articles/?before=2026-03-04.{2**40}")
    asked = " ".join(query["sql"] for query in queries).upper()
    assert ("COUNT(" in asked, "OFFSET" in asked) == (False, False)
