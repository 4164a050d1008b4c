"""What a new clinic is offered to start from, and how its site looks before it has written anything."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from clinic.demo import texts
from clinic.models import Branch, Clinic
from pages.models import Edition, Page, Revision
from tests import factories

pytestmark = pytest.mark.django_db


def offered(client):
    """The item of the list on the admin's first page."""
    return client.get("/admin/").context["start_checklist"][-1]


def words(page, language):
    """All that a draft says in a language."""
    rows = [page, *page.sections.all()]
    names = ("title", "summary", "heading", "body", "closing")
    return "\n".join(row.text(name, language) for row in rows for name in names if hasattr(row, f"{name}_en"))


def test_privacy_and_accessibility_are_made_as_drafts_in_both_languages_by_one_click(admin_client, admin_user):
    Clinic.objects.create(**factories.both("name", "Nour <Eye> Clinic", "عيادة النور"))
    item = offered(admin_client)
    assert (item["done"], item["posts"]) == (False, True)
    for _click in range(2):
        assert admin_client.post(item["address"]).headers["Location"] == "/admin/pages/page/"
    pages = Page.objects.order_by("pk")
    assert [page.title_en for page in pages] == ["Privacy", "Accessibility"]
    assert (Edition.objects.count(), {one.by for one in Revision.objects.all()}) == (0, {admin_user})
    for page in pages:
        first = page.sections.first()
        assert first.heading_en == "[Check this page before you publish it]"
        for code, name in (("en", "Nour &lt;Eye&gt; Clinic"), ("ar", "عيادة النور")):
            told = words(page, code)
            assert name in told
            assert not re.search(r"fictional|خيالي|demo\||clinic\||\{clinic", told)
            assert [getattr(page, f"{state}_{code}") for state in ("missing", "outdated")] == [0, 0]
    assert offered(admin_client)["done"]


def test_a_page_that_the_clinic_has_is_not_made_again(admin_client):
    own = factories.page(**factories.both("title", "Our privacy policy", "سياسة الخصوصية"))
    admin_client.post(offered(admin_client)["address"])
    made = Page.objects.exclude(pk=own.pk).get()
    assert made.title_en == "Accessibility"
    assert f'data-page="{own.pk}"' in words(made, "en")


def test_the_demo_says_nothing_that_only_a_real_clinic_says():
    for entry in (texts.read("privacy"), texts.read("accessibility")):
        told = "".join(text for section in entry["sections"] for text in section.values())
        assert not re.search(r"demo\||clinic\||\{clinic|\[", told)


@pytest.mark.parametrize(("language", "name"), [("en", "Bayan"), ("ar", "بيان")])
def test_a_clinic_without_a_profile_is_headed_in_the_page_s_language(language, name, client):
    page = BeautifulSoup(client.get(f"/{language}/").content, "html.parser")
    headed = page.select(".brand-name, .hero-tagline, .site-footer-name")
    assert [one.text for one in headed] == [name] * 3


@pytest.mark.parametrize("branches", [1, 2])
def test_the_way_is_told_only_where_a_branch_has_one(branches, client):
    clinic = Clinic.objects.create()
    for number in range(branches):
        Branch.objects.create(clinic=clinic, telephone=f"+20 2 5550 010{number}")

    def ways():
        cache.clear()
        page = BeautifulSoup(client.get("/en/").content, "html.parser")
        return [way.text.strip() for way in page.select(".reach-way")]

    assert ways() == ["Call"]
    Branch.objects.filter(telephone__endswith="0").update(**factories.both("address", "5 Nile St.", "٥ شارع النيل"))
    assert ways() == ["Call", "Find us"]
