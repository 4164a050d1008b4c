"""The home page: what the clinic does, what is read most, what is new; and the ways to reach it from everywhere."""

from datetime import time
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from clinic.models import Branch, Clinic, FeaturedProcedure, OpeningHours
from tests.factories import article, doctor, procedure, published, viewed

pytestmark = pytest.mark.django_db


def seen(client, path):
    return BeautifulSoup(client.get(path).content, "html.parser")


def titles(soup, heading):
    shelf = soup.find(id=heading).find_parent("section")
    return [link.get_text() for link in shelf.select(".card-title a, ol a")]


def test_the_procedures_that_the_clinic_chose_stand_first_in_its_order(client):
    Clinic.objects.create(name_en="Nile")
    first, second, other, draft = (procedure(title_en=name) for name in ("First", "Second", "Other", "Draft"))
    for page in (other, second, first):
        published(page)
    assert titles(seen(client, "/en/"), "home-procedures") == ["Other", "Second", "First"]  # none chosen: the newest
    for order, page in enumerate((draft, second, first)):
        FeaturedProcedure.objects.create(procedure=page, order=order)
    assert titles(seen(client, "/en/"), "home-procedures") == ["Second", "First"]


def test_most_read_and_newest_are_of_both_kinds(client):
    Clinic.objects.create(name_en="Nile")
    pages = [published(procedure(title_en="Injection")), published(article(title_en="Sciatica"))]
    assert seen(client, "/en/").find(id="home-most-read") is None
    for edition, count in zip(pages, (3, 5), strict=True):
        viewed(edition.page, count=count)
    soup = seen(client, "/en/")
    assert titles(soup, "home-most-read") == ["Sciatica", "Injection"]
    assert titles(soup, "home-newest") == ["Sciatica", "Injection"]


@pytest.mark.parametrize("many", [1, 5])
def test_home_costs_the_same_with_one_and_with_many_pages(client, django_assert_num_queries, many):
    clinic = Clinic.objects.create(name_en="Nile")
    for order in range(many):
        page = procedure()
        published(page, "en")
        FeaturedProcedure.objects.create(clinic=clinic, procedure=page, order=order)
        doctor(slug=f"doctor-{order}")
    with django_assert_num_queries(7):
        client.get("/en/")


def branch(clinic, name, **columns):
    row = Branch.objects.create(
        clinic=clinic, name_en=name, name_ar=f"فرع {name}", telephone="+20 2 5550 0101", whatsapp="+20 100 555 0101",
        map_url="https://maps.example/a", **columns,
    )  # fmt: skip
    for day in range(7):
        OpeningHours.objects.create(branch=row, day=day, opens=time(0), closes=time(12))
        OpeningHours.objects.create(branch=row, day=day, opens=time(12), closes=time(0))
    return row


def test_one_branch_is_reached_with_one_tap(client):
    branch(Clinic.objects.create(name_en="Nile"), "Dokki")
    reach = seen(client, "/en/doctors/").select_one(".reach")
    assert [link["href"] for link in reach.select("a")] == [
        "tel:+20255500101", "https://wa.me/201005550101", "https://maps.example/a",
    ]  # fmt: skip
    assert reach.select("details") == []
    told = " ".join(reach.select_one(".reach-today").get_text().split())
    assert told in (
        "Open now · until 12 pm 12 am – 12 pm, 12 pm – 12 am",
        "Open now · until 12 am 12 am – 12 pm, 12 pm – 12 am",
    )


def test_of_several_branches_each_way_asks_which(client):
    clinic = Clinic.objects.create(name_en="Nile")
    branch(clinic, "Dokki")
    Branch.objects.create(clinic=clinic, name_en="Maadi", telephone="+20 2 5550 0102")
    reach = seen(client, "/en/doctors/").select_one(".reach")
    told = [[link["href"] for link in way.select("a")] for way in reach.select("details")]
    assert told == [
        ["tel:+20255500101", "tel:+20255500102"],
        ["https://wa.me/201005550101"],
        ["https://maps.example/a"],  # the other has neither a map nor an address
    ]


def test_a_clinic_that_cannot_be_reached_promises_nothing(client):
    Branch.objects.create(clinic=Clinic.objects.create(name_en="Nile"), name_en="Dokki")
    assert seen(client, "/en/doctors/").select(".reach, .contact-card") == []


def test_messages_and_sharing_carry_the_pages_name_and_short_address(client, settings):
    settings.SITE_URL = "https://clinic.example"
    branch(Clinic.objects.create(name_en="Nile"), "Dokki")
    edition = published(article(title_ar="عرق النسا"), "ar")
    soup = seen(client, edition.get_absolute_url())
    code = edition.page.short_addresses.get(anchor="").code
    address = f"https://clinic.example/go/{code}/ar/"
    about, shared = (
        unquote(soup.select_one(place)["href"]) for place in ('.reach a[href*="wa.me"]', ".page-actions a")
    )
    assert about.startswith("https://wa.me/201005550101?text=")
    assert about.endswith(f"«عرق النسا»:\n{address}")
    assert shared == f"https://wa.me/?text=عرق النسا\n{address}"
