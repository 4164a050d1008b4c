"""What the admin's first page tells of readers, and the chart of their views."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.utils import timezone

from pages.publishing import editions
from pageviews import charts, first_page, reports
from pageviews.models import Feedback, UnansweredSearch
from tests import factories


def read(page, language, count, ago=0):
    factories.viewed(page, language, timezone.localdate() - timedelta(days=ago), count)


def published(**texts):
    made = factories.article(**texts)
    return {code: editions.publish(made, code, by=None) for code in ("en", "ar")}


def panel(client):
    return BeautifulSoup(client.get("/admin/").content, "html.parser").select_one(".first-readers")


def listed(client, heading):
    found = panel(client).find("h3", string=heading).parent
    return [" ".join(item.text.split()) for item in found.select("li")]


@pytest.mark.django_db
def test_views_are_summed_by_day_and_language_and_no_day_is_left_out():
    one, other = factories.article(), factories.article()
    read(one, "en", 3), read(other, "en", 4), read(one, "ar", 5), read(one, "en", 2, ago=29), read(one, "en", 9, ago=30)
    days = reports.by_day()
    today = timezone.localdate()
    assert [day for day, _ in days] == [today - timedelta(days=n) for n in range(29, -1, -1)]
    assert days[0][1] == {"en": 2}
    assert days[1][1] == {}
    assert days[-1][1] == {"en": 7, "ar": 5}
    assert reports.by_day(page=other)[-1][1] == {"en": 4}


DAYS = [(date(2026, 11, 1) + timedelta(days=n), {"en": n, "ar": 2 * n}) for n in range(30)]


def test_a_bar_is_as_high_as_its_views_and_stands_on_the_one_below():
    chart = charts.of_days(DAYS, "en")
    last = [bar for bar in chart.bars if bar.day == date(2026, 11, 30)]
    english, arabic = last
    assert (english.language, arabic.language) == ("en", "ar")
    assert arabic.height == pytest.approx(2 * english.height, abs=0.02)
    assert arabic.y + arabic.height == pytest.approx(english.y, abs=0.02)
    assert [views for _y, views in chart.lines] == [0, 50, 100, 150, 200]
    scale = (chart.lines[0][0] - chart.lines[-1][0]) / chart.lines[-1][1]
    assert english.height == pytest.approx(29 * scale, abs=0.02)
    assert chart.sums == {"en": sum(range(30)), "ar": 2 * sum(range(30))}


def test_days_run_in_the_direction_of_the_interface():
    def place(language):
        return {bar.day: bar.x for bar in charts.of_days(DAYS, language).bars if bar.language == "en"}

    english, arabic = place("en"), place("ar")
    assert english[date(2026, 11, 2)] < english[date(2026, 11, 30)]
    assert arabic[date(2026, 11, 2)] > arabic[date(2026, 11, 30)]
    for language in ("en", "ar"):
        wide = charts.of_days(DAYS, language)
        for chart in (wide, wide.narrow):
            for bar in chart.bars:
                assert bar.x >= 0 and bar.x + bar.width <= chart.width and bar.y >= 0  # noqa: PT018


@pytest.mark.parametrize(
    ("most", "top"), [(0, 4), (1, 4), (5, 8), (9, 20), (21, 40), (87, 200), (200, 200), (4001, 8000)]
)
def test_the_lines_are_at_whole_numbers(most, top):
    days = [(day, {"en": most if day.day == 3 else 0}) for day, _ in DAYS]
    assert [views for _y, views in charts.of_days(days, "en").lines] == [top * n // 4 for n in range(5)]


@pytest.mark.django_db
def test_the_first_page_tells_what_is_read_most_and_what_did_not_help(admin_client):
    knee, hip = published(title_en="Knee", title_ar="الركبة"), published(title_en="Hip", title_ar="الورك")
    read(knee["en"].page, "en", 1), read(hip["ar"].page, "ar", 1234)
    for helped in (False, False, True):
        Feedback.objects.create(edition=hip["en"], helped=helped, day=timezone.localdate())
    today = timezone.localdate()
    UnansweredSearch.objects.create(language="ar", words="دعامه الركبه", times=3, first_day=today, last_day=today)
    assert listed(admin_client, "Most read") == ["الورك 1,234 views", "Knee 1 view"]
    assert listed(admin_client, "Did not help") == ["Hip no: 2, yes: 1"]
    assert listed(admin_client, "Searched for, and not found") == ["دعامه الركبه 3 times"]
    assert panel(admin_client).select_one(".chart-legend").text.split() == ["English", "1", "Arabic", "1,234"]
    assert len(panel(admin_client).select(".chart-wide rect")) == 2


@pytest.mark.django_db
def test_what_patients_read_no_longer_helps_nobody_to_mend(admin_client, monkeypatch):
    monkeypatch.setattr(first_page, "AT_ONCE", 1)
    knee, hip = published(title_en="Knee", title_ar="الركبة"), published(title_en="Hip", title_ar="الورك")
    for edition in (knee["en"], knee["en"], hip["en"]):
        Feedback.objects.create(edition=edition, helped=False, day=timezone.localdate())
    assert listed(admin_client, "Did not help") == ["Knee no: 2, yes: 0", "Hip no: 1, yes: 0"]
    editions.withdraw(knee["en"].page, "en", by=None)
    assert listed(admin_client, "Did not help") == ["Hip no: 1, yes: 0"]


@pytest.mark.django_db
def test_a_site_without_readers_says_so(admin_client):
    assert listed(admin_client, "Most read") == ["Nobody has read a page yet."]
    assert listed(admin_client, "Did not help") == ["No reader has said so."]
    assert listed(admin_client, "Searched for, and not found") == [
        "No search without results was made by three readers or more."
    ]


@pytest.mark.django_db
def test_each_is_shown_to_whoever_may_see_it(client, user):
    client.force_login(user)
    assert panel(client) is None
    user.user_permissions.add(Permission.objects.get(codename="view_unansweredsearch"))
    assert [heading.text for heading in panel(client).select("h3")] == ["Searched for, and not found"]
    assert panel(client).select_one("svg") is None
