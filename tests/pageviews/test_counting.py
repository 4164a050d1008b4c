import json
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from pages.publishing import editions
from pageviews import counting, readers, rollups
from pageviews.models import DailyViews, ToldView
from tests.factories import article, procedure, published

CASES = json.loads((Path(__file__).parent.parent / "cases" / "cases.json").read_text(encoding="utf-8"))
PHONE = CASES["ua_human"][1]
OWN = {"HTTP_ORIGIN": "http://testserver", "HTTP_USER_AGENT": PHONE}


def views_of(page):
    return sum(DailyViews.objects.filter(page=page.pk).values_list("count", flat=True))


def post(client, page, language="en", **headers):
    return client.post(f"/views/{page.pk}/{language}/", **(OWN | headers))


@pytest.mark.django_db
def test_a_reader_is_counted_and_told_the_new_total(client):
    page = article(opening_views=3106)
    published(page)
    assert post(client, page).json() == {"views": 3107, "label": "3,107 views"}
    assert post(client, page, "ar", REMOTE_ADDR="10.0.0.9").json() == {"views": 3108, "label": "3,108 مشاهدات"}
    assert list(DailyViews.objects.order_by("language").values_list("language", "count")) == [("ar", 1), ("en", 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("agent", [*CASES["ua_bot"], "", "curl/8.5.0", "HeadlessChrome"])
def test_a_program_is_not_counted(client, agent):
    page = article()
    published(page)
    assert post(client, page, HTTP_USER_AGENT=agent).status_code == 200
    assert views_of(page) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("agent", CASES["ua_human"])
def test_a_person_is_counted(client, agent):
    page = article()
    published(page)
    post(client, page, HTTP_USER_AGENT=agent)
    assert views_of(page) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": ""},
    ],
)
def test_what_no_person_opened_on_this_site_is_not_counted(client, headers):
    page = article()
    published(page)
    post(client, page, **headers)
    assert views_of(page) == 0
    post(client, page)
    assert views_of(page) == 1


@pytest.mark.django_db
def test_neither_a_number_in_the_request_nor_a_get_changes_the_count(client):
    page = article()
    published(page)
    client.post(f"/views/{page.pk}/en/?views=999", {"views": 999, "count": 999}, **OWN)
    assert client.get(f"/views/{page.pk}/en/", **OWN).status_code == 405
    assert client.head(f"/views/{page.pk}/en/", **OWN).status_code == 405
    assert views_of(page) == 1


@pytest.mark.django_db
def test_a_page_that_nobody_can_read_is_not_counted(client):
    draft, withdrawn = article(), article()
    published(withdrawn)
    editions.withdraw(withdrawn, "en", by=None)
    assert [post(client, page).status_code for page in (draft, withdrawn)] == [404, 404]
    assert [client.post(f"/views/{n}/en/", **OWN).status_code for n in (10**6, 2**63, 10**30)] == [404, 404, 404]
    assert not DailyViews.objects.exists()


@pytest.mark.django_db
def test_signed_in_staff_are_not_counted(admin_client):
    page = article()
    published(page)
    post(admin_client, page)
    assert views_of(page) == 0


@pytest.mark.parametrize("case", CASES["double_click"], ids=lambda case: str(case["t"]))
def test_repeats_within_the_window_are_one_view(rf, case):
    request = rf.post("/", **OWN)
    counted = [seconds for seconds in case["t"] if not readers.is_repeat(request, 7, now=1000.0 + seconds)]
    assert len(counted) == case["count"]


def test_another_page_or_another_person_is_no_repeat(rf):
    assert not readers.is_repeat(rf.post("/", **OWN), 7)
    assert not readers.is_repeat(rf.post("/", **OWN), 8)
    assert not readers.is_repeat(rf.post("/", REMOTE_ADDR="10.0.0.2", **OWN), 7)
    assert readers.is_repeat(rf.post("/", **OWN), 7)


@pytest.mark.django_db
def test_days_and_languages_are_counted_apart():
    page = procedure()
    published(page)
    for language, day in (("en", date(2026, 3, 1)), ("en", date(2026, 3, 2)), ("ar", date(2026, 3, 1))):
        counting.add(page.pk, language, day)
    counting.add(page.pk, "en", date(2026, 3, 1))
    rows = DailyViews.objects.order_by("language", "day").values_list("language", "day", "count")
    assert list(rows) == [("ar", date(2026, 3, 1), 1), ("en", date(2026, 3, 1), 2), ("en", date(2026, 3, 2), 1)]


@pytest.mark.django_db(transaction=True)
def test_many_readers_at_once_are_all_counted():
    page = article()
    published(page)

    def read(first):
        client = Client()
        for number in range(first, first + 25):
            post(client, page, REMOTE_ADDR=f"10.1.0.{number}")
        connection.close()

    threads = [threading.Thread(target=read, args=(start,)) for start in range(0, 200, 25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert views_of(page) == 200


EVENT = {"event": "3f2504e04f8911d39a0c0305e82c3301"}
REFUSING = {
    "sqlite": "CREATE TRIGGER refusing BEFORE INSERT ON pageviews_dailyviews BEGIN SELECT RAISE(ABORT, 'full'); END",
    "postgresql": """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;
        CREATE TRIGGER refusing BEFORE INSERT ON pageviews_dailyviews FOR EACH ROW EXECUTE FUNCTION refuse()
    """,
}
AGAIN = {
    "sqlite": "DROP TRIGGER refusing",
    "postgresql": "DROP TRIGGER refusing ON pageviews_dailyviews; DROP FUNCTION refuse()",
}


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement[connection.vendor])


def tell(client, page, event=EVENT, **headers):
    return client.post(f"/views/{page.pk}/en/", event, **(OWN | headers))


@pytest.mark.django_db
def test_a_view_that_is_told_again_counts_once_also_where_no_process_remembers_the_person(client):
    page = article()
    published(page)
    assert tell(client, page).json()["views"] == 1
    readers.memory.clear()
    assert tell(client, page).json()["views"] == 1
    assert tell(client, page, REMOTE_ADDR="10.0.0.7").json()["views"] == 1
    assert tell(client, page, {"event": "0" * 32}, REMOTE_ADDR="10.0.0.8").json()["views"] == 2


@pytest.mark.django_db
@pytest.mark.parametrize("event", ["", "x", "\x00" * 20, "a" * 37, "A" * 32, "٣" * 32, "'; DROP TABLE x; --"])
def test_a_name_that_is_none_is_as_if_there_were_none(client, event):
    page = article()
    published(page)
    for last in range(2):
        assert tell(client, page, {"event": event}, REMOTE_ADDR=f"10.0.0.{last}").status_code == 200
    assert (views_of(page), ToldView.objects.count()) == (2, 0)


@pytest.mark.django_db(transaction=True)
def test_a_view_that_cannot_be_stored_is_not_acknowledged_and_counts_when_it_is_told_again(client):
    page = article()
    published(page)
    execute(REFUSING)
    try:
        assert tell(client, page).status_code == 503
    finally:
        execute(AGAIN)
    assert (views_of(page), ToldView.objects.count()) == (0, 0)
    assert tell(client, page).json()["views"] == 1
    assert views_of(page) == 1


@pytest.mark.django_db
def test_names_of_views_are_forgotten_after_some_minutes(client):
    page = article()
    published(page)
    tell(client, page)
    assert counting.forget() == 0
    ToldView.objects.update(at=timezone.now() - counting.KNOWN - timedelta(seconds=1))
    assert (counting.forget(), ToldView.objects.count(), views_of(page)) == (1, 0, 1)


@pytest.mark.django_db
def test_a_view_that_was_marked_and_never_stored_is_stored_when_it_is_told_again(client, monkeypatch):
    page, event = article(), {"event": "3f2504e0-4f89-11d3-9a0c"}
    published(page)

    def killed(*args, **kwargs):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(rollups, "add", killed)
        with pytest.raises(SystemExit):
            client.post(f"/views/{page.pk}/en/", event, **OWN)
    for _ in range(2):
        assert client.post(f"/views/{page.pk}/en/", event, **OWN).status_code == 200
        assert views_of(page) == 1
    client.post(f"/views/{page.pk}/en/", {"event": "another-opening-of-it"}, **OWN)
    assert views_of(page) == 1, "within the window the same person is one"


@pytest.mark.django_db
def test_a_page_that_is_withdrawn_while_it_is_counted_is_no_fault(client, monkeypatch):
    page = article()
    published(page, "en")
    add = counting.add

    def too_late(*args, **kwargs):
        editions.withdraw(page, "en", by=None)
        return add(*args, **kwargs)

    monkeypatch.setattr(counting, "add", too_late)
    assert post(client, page).status_code == 404
    assert views_of(page) == 0


@pytest.mark.django_db
def test_asking_for_what_cannot_be_read_makes_nothing_afterwards_a_repeat(client, later):
    page = article()
    assert post(client, page).status_code == 404
    published(page, "en")
    assert post(client, page).json()["views"] == 1
    later(20)
    assert post(client, page, "ar").status_code == 404
    later(20)
    assert post(client, page).json()["views"] == 2
