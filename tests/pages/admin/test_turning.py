"""Lists of the admin that are turned over by key: nothing is left out or shown twice, and odd keys lead to the start."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from pages import clock
from pages.admin.turning import turned
from pages.models import Page, Wording

pytestmark = pytest.mark.django_db

ORDER = ("-changed_at", "-pk")


@pytest.fixture
def seven():
    """Seven pages, of which every two were changed at the same moment; their numbers in the order of the list."""
    made = Page.objects.bulk_create(Page(title_en=f"Page {n}", original_language="en") for n in range(7))
    now = clock.now()
    for n, page in enumerate(made):
        Page.objects.filter(pk=page.pk).update(changed_at=now - timedelta(days=n // 2))
    return list(Page.objects.order_by(*ORDER).values_list("pk", flat=True))


def listed(query="", order=ORDER, found=None, size=3):
    return turned(Page.objects.all() if found is None else found, order, QueryDict(query), size)


def numbers(page):
    return [row.pk for row in page]


def test_a_list_is_turned_over_to_its_end_and_back(seven):
    first = listed()
    second = listed(first.following)
    third = listed(second.following)
    assert [numbers(page) for page in (first, second, third)] == [seven[:3], seven[3:6], seven[6:]]
    assert (first.previous, third.following) == ("", "")
    assert numbers(listed(third.previous)) == seven[3:6]
    back = listed(second.previous)
    assert (numbers(back), back.previous) == (seven[:3], "")
    assert listed().paginator.count == 7


def test_what_is_changed_meanwhile_moves_nothing_below_it(seven):
    first = listed()
    Page.objects.filter(pk=seven[2]).update(changed_at=clock.now() + timedelta(days=1))
    assert numbers(listed(first.following)) == seven[3:6]


def test_a_list_can_be_in_the_order_of_its_words():
    for text in ("غسل الورك", "Hip & wash", "knee", "Abc"):
        Wording.objects.create(text=text, words=Wording.folded(text))
    ordered = list(Wording.objects.order_by("text", "pk").values_list("pk", flat=True))
    found, query = [], ""
    while len(found) < 4:
        page = listed(query, ("text", "pk"), Wording.objects.all(), 1)
        found, query = found + numbers(page), page.following
    assert (found, query) == (ordered, "")


@pytest.mark.parametrize(
    "odd",
    ["below=1", "below=x&below=y", "above=2099-01-01T00:00:00Z&above=1", f"below=2026-01-01T00:00:00Z&below={10**30}",
     "below=0001-01-01T00:00:00%2B14:00&below=1", "below=%00&below=%00", "below=2026-13-45&below=1", "page=99",
     "below=1000-01-01T00:00:00Z&below=1", f"below={'9' * 5000}&below={'9' * 5000}"],
)  # fmt: skip
def test_an_odd_key_leads_to_the_start(seven, odd):
    assert numbers(listed(odd)) == seven[:3]


def test_no_row_before_the_key_is_read(seven):
    with CaptureQueriesContext(connection) as asked:
        listed(listed().following)
    assert len(asked) == 2
    assert not any("OFFSET" in query["sql"] for query in asked)
