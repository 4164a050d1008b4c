"""The figures of one page in the admin: views, answers, and links."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.utils import timezone

from pages.models import Link
from pageviews import charts, reports, totals
from pageviews.models import Feedback, ViewCorrection
from tests import factories
from tests.pageviews.test_first_page import DAYS, published, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def knee():
    return published(title_en="Knee", title_ar="الركبة")["en"].page


def figures(client, page, query=""):
    response = client.get(f"/admin/figures/{page.pk}/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(found):
    return " ".join(found.text.split())


def rows(found, heading):
    table = found.find("table", attrs={"aria-labelledby": heading})
    return [[words(cell) for cell in row.select("th, td")] for row in table.select("tr")]


def test_views_of_this_page_only_by_day_and_language_in_30_or_90_days(admin_client, knee):
    read(knee, "en", 3), read(knee, "ar", 5, ago=29), read(knee, "en", 7, ago=60), read(factories.article(), "en", 9)
    for query, days, sums, bars in (("", 30, "3 5", 2), ("?days=90", 90, "10 5", 3), ("?days=31", 30, "3 5", 2)):
        found = figures(admin_client, knee, query)
        assert words(found.find(id="views-heading")) == f"Views in the last {days} days"
        assert found.select_one(".figures-spans [aria-current]").text == f"{days} days"
        assert " ".join(one.text for one in found.select(".chart-legend strong")) == sums
        assert len(found.select(".chart-wide rect")) == bars
        assert len(found.select(".chart tbody tr")) == days


def test_opening_views_stand_apart_and_all_of_it_is_what_patients_see(admin_client):
    page = factories.article(opening_views=1000)
    edition = factories.published(page, "en")
    read(page, "en", 3), read(page, "ar", 5, ago=400)
    opening = ["Opening views, brought along from another site", "1,000"]
    known = [["English", "3"], ["Arabic", "5"], opening]
    assert rows(figures(admin_client, page), "totals-heading") == [*known, ["Total", "1,008"]]
    ViewCorrection.objects.create(page=page, amount=-8, reason="Robots")
    assert rows(figures(admin_client, page), "totals-heading") == [*known, ["Corrections", "-8"], ["Total", "1,000"]]
    shown = type(edition).objects.annotate(views=totals.of_page()).get(pk=edition.pk).views
    assert reports.told(page)["total"] == shown == 1000


def test_answers_by_language_of_every_edition_with_what_was_written(admin_client, knee):
    today, older = timezone.localdate(), knee.editions.get(language="en")
    newer, arabic = factories.published(knee, "en"), knee.editions.get(language="ar")
    for edition, helped, sentence in (
        (older, True, ""), (newer, True, ""), (newer, False, "Which <b>doctor</b>?"), (arabic, False, "متى أعود للعمل؟"),
    ):  # fmt: skip
        Feedback.objects.create(edition=edition, helped=helped, sentence=sentence, day=today)
    other = factories.published(factories.article(), "en")
    Feedback.objects.create(edition=other, helped=False, sentence="Elsewhere", day=today - timedelta(days=1))
    found = figures(admin_client, knee)
    assert rows(found, "answers-heading")[1:] == [["English", "2", "1"], ["Arabic", "0", "1"]]
    assert [one.text for one in found.select(".figures-sentences bdi")] == ["متى أعود للعمل؟", "Which <b>doctor</b>?"]
    address = found.find("a", string="All answers about this page")["href"]
    listed = admin_client.get(address).content.decode()
    assert ("Which" in listed, "Elsewhere" in listed) == (True, False)


def test_links_to_it_and_from_it_by_language(admin_client, knee):
    hip, back = (published(title_en=name, title_ar=f"{name} ع") for name in ("Hip", "Back"))
    Link.objects.create(from_page=hip["en"].page, to_page=knee)
    Link.objects.create(from_page=knee, to_page=back["en"].page)
    factories.published(hip["en"].page), factories.published(knee, "en")
    found = figures(admin_client, knee)
    english, arabic = found.select(".figures-links > section")
    assert [one.text for one in english.select("a")] == ["Hip", "Back"]
    assert english.select_one(".figures-dead-end") is None
    assert "article · \u2066/en/articles/hip/\u2069 · 1 link" in words(english)
    assert [one.text for one in arabic.select("a")] == ["Hip ع"]
    assert "A dead end" in arabic.select_one(".figures-dead-end").text


def test_a_new_page_has_words_for_everything_that_is_not_there(admin_client):
    page = factories.article()
    told = words(figures(admin_client, page))
    assert "Nobody has read this page in these days." in told
    assert "No reader has answered yet." in told
    assert told.count("Patients cannot read the page in this language.") == 2
    factories.published(page)
    told = words(figures(admin_client, page))
    assert told.count("None: readers find this page by lists and searches only.") == 2
    assert told.count("It links to no page.") == 2


def test_each_is_shown_to_whoever_may_see_it(client, user, knee):
    client.force_login(user)
    assert client.get(f"/admin/figures/{knee.pk}/").status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="change_article"))
    assert [one["id"] for one in figures(client, knee).select(".first-panel > h2")] == ["links-heading"]
    user.user_permissions.add(Permission.objects.get(codename="view_dailyviews"))
    assert figures(client, knee).select_one("#totals-heading")
    for number in (knee.pk + 1000, 10**30):
        assert client.get(f"/admin/figures/{number}/").status_code == 404


def test_the_form_and_the_matrix_lead_there(admin_client, knee):
    for address in (f"/admin/articles/article/{knee.pk}/change/", "/admin/matrix/"):
        found = BeautifulSoup(admin_client.get(address).content, "html.parser")
        assert found.find("a", string="Figures")["href"] == f"/admin/figures/{knee.pk}/"


def test_however_much_there_is_the_queries_are_as_many(admin_client, django_assert_num_queries):
    for count in (1, 6):
        page = factories.article()
        for _ in range(count):
            other = factories.article()
            Link.objects.create(from_page=page, to_page=other), Link.objects.create(from_page=other, to_page=page)
            factories.published(other)
        edition = factories.published(page)
        for n in range(count):
            read(page, "en", 1, ago=n)
            Feedback.objects.create(edition=edition, helped=False, sentence=f"No {n}", day=timezone.localdate())
        with django_assert_num_queries(21):
            found = figures(admin_client, page)
        assert len(found.select(".figures-sentences bdi")) == count


def test_so_many_days_are_named_that_their_names_do_not_touch():
    long = [(DAYS[0][0] + timedelta(days=n), {}) for n in range(90)]
    assert [len(charts.of_days(days, "en").labels) for days in (DAYS, long)] == [4, 4]


@pytest.mark.parametrize("number", ["9" * 30, "x", "-1", ""])
def test_answers_of_a_page_that_cannot_be_are_none(number, admin_client):
    assert admin_client.get("/admin/pageviews/feedback/", {"edition__page__exact": number}).status_code in (302, 400)
