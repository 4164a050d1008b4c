"""The figures of the site and of a topic in the admin, and what can be taken away of them as CSV."""

import csv
import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from pageviews import csv_files, periods
from pageviews.models import ViewCorrection
from tests import factories
from tests.pageviews.test_first_page import published, read
from tests.pageviews.test_page_figures import rows, words

pytestmark = pytest.mark.django_db
OPENING = "Opening views, brought along from another site"


@pytest.fixture
def topic():
    return factories.topic()


@pytest.fixture
def knee(topic):
    made = published(title_en="Knee", title_ar="الركبة", opening_views=100)["en"].page
    made.topics.add(topic)
    return made


@pytest.fixture
def hip():
    return published(title_en="=HYPERLINK(1)", title_ar="الورك")["en"].page


def figures(client, query=""):
    response = client.get(f"/admin/figures/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def sums(found):
    return " ".join(one.text for one in found.select(".chart-legend strong"))


def table(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8")
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_site_and_a_topic_in_the_period_that_is_chosen(admin_client, topic, knee, hip):
    read(knee, "en", 3), read(knee, "ar", 5, ago=8), read(hip, "en", 40, ago=50), read(hip, "ar", 70, ago=200)
    today = timezone.localdate()
    span = f"from={today - timedelta(days=8)}&to={today - timedelta(days=1)}"
    for query, expected in (
        ("", "3 5"), ("?days=7", "3 0"), ("?days=90", "43 5"), ("?days=365", "43 75"), (f"?{span}", "0 5"),
        (f"?days=365&topic={topic.pk}", "3 5"), ("?days=1000", "3 5"), ("?from=x&to=9999-99-99", "3 5"),
    ):  # fmt: skip
        assert (query, sums(figures(admin_client, query))) == (query, expected)
    year = figures(admin_client, "?days=365").select(".chart tbody tr")
    assert len(year) in (12, 13)
    assert words(figures(admin_client, "?from=2999-01-01").select_one("#views-heading")) == "Views in the last 30 days"


def test_all_views_by_language_with_opening_views_and_corrections_apart(admin_client, topic, knee, hip):
    read(knee, "en", 3), read(hip, "ar", 7)
    ViewCorrection.objects.create(page=hip, amount=-2, reason="Robots")
    whole = [["English", "3"], ["Arabic", "7"], [OPENING, "100"], ["Corrections", "-2"], ["Total", "108"]]
    assert rows(figures(admin_client), "totals-heading") == whole
    own = [["English", "3"], ["Arabic", "0"], [OPENING, "100"], ["Total", "103"]]
    found = figures(admin_client, f"?topic={topic.pk}")
    assert rows(found, "totals-heading") == own
    assert "30 seconds" in words(found.select_one(".figures-how"))  # the public definition


def test_what_is_read_most_in_7_and_30_days_by_language(admin_client, topic, knee, hip):
    read(knee, "en", 3), read(hip, "en", 9, ago=10), read(hip, "ar", 1)

    def listed(found, place):
        return [words(one) for one in found.find(attrs={"aria-labelledby": place}).select("li")]

    found = figures(admin_client)
    assert listed(found, "read-7-en") == ["Knee 3 views"]
    assert listed(found, "read-30-en") == ["=HYPERLINK(1) 9 views", "Knee 3 views"]
    assert listed(found, "read-30-ar") == ["الورك 1 view"]
    assert listed(figures(admin_client, f"?topic={topic.pk}"), "read-30-en") == ["Knee 3 views"]


def test_views_and_most_read_as_csv_without_formulae(admin_client, topic, knee, hip):
    read(knee, "en", 3), read(knee, "ar", 5, ago=1), read(hip, "en", 9, ago=1)
    today = timezone.localdate()
    head, before, last = ["Day", "English", "Arabic", "Together"], str(today - timedelta(days=1)), str(today)
    for query, told in (
        ("", [[before, "9", "5", "14"], [last, "3", "0", "3"]]),
        (f"&topic={topic.pk}", [[before, "0", "5", "5"], [last, "3", "0", "3"]]),
        (f"&page={hip.pk}", [[before, "9", "0", "9"], [last, "0", "0", "0"]]),
    ):
        assert table(admin_client, f"/admin/figures/views.csv?from={before}{query}") == [head, *told]
    most = table(admin_client, "/admin/figures/most-read.csv?days=7")
    assert most == [
        ["Language", "Place", "Page", "Title", "Views"],
        ["English", "1", str(hip.pk), "'=HYPERLINK(1)", "9"],
        ["English", "2", str(knee.pk), "Knee", "3"],
        ["Arabic", "1", str(knee.pk), "الركبة", "5"],
    ]
    assert [csv_files.cell(one) for one in ("@x", "\tx", " =1", "-1", -1)] == ["'@x", "'\tx", "' =1", "'-1", -1]


@pytest.mark.parametrize("name", ["topic", "page"])
def test_a_number_of_nothing_is_404(admin_client, name):
    for number in ("9" * 30, "99999", "x", "-1", "٣"):
        assert admin_client.get("/admin/figures/views.csv", {name: number}).status_code == 404


def test_however_many_pages_there_are_the_queries_are_as_many(admin_client, django_assert_num_queries):
    counts = []
    for number in (1, 6):
        for n in range(number):
            read(published(title_en=f"Page {number} {n}")["en"].page, "en", n + 1)
        with django_assert_num_queries(20, exact=False) as asked:
            figures(admin_client)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_days_of_a_period_are_typed_as_anywhere_and_a_wrong_one_is_told(admin_client, knee):
    asked = admin_client.get("/admin/figures/", {"from": "٢٠٢٦-١-٢", "to": "5/1/2026"}).context
    assert [str(asked["period"].first), str(asked["period"].last)] == ["2026-01-02", "2026-01-05"]
    html = BeautifulSoup(admin_client.get("/admin/figures/", {"from": "31-31", "to": ""}).content, "html.parser")
    assert html.select_one(".figures-period .errorlist")
    assert html.select_one("[name=from]")["value"] == "31-31"


def test_a_period_knows_its_months():
    period = periods.asked({"from": "2025-11-30", "to": "2026-01-01"})
    assert [str(month) for month in period.months] == ["2025-11-01", "2025-12-01", "2026-01-01"]
    assert (len(period), period.is_long, len(list(period))) == (33, False, 33)
