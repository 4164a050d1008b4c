"""Every problem before publishing leads to its field in the form, by an address that stays the same."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from clinic.models import Clinic
from pages.admin import field_places
from pages.drafting import drafts
from pages.publishing.editions import compose
from tests.factories import later, page, picture, procedure, published, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def faulty():
    """A procedure with a missing and an outdated part, a picture without a description, and no address of its own."""
    made = procedure(parts=2, title_ar="", picture=picture(alt_ar=""))
    first, second = made.risks.all()
    first.heading_ar = first.body_ar = ""
    second.body_en = "<p>Changed since.</p>"
    shown = section(made, picture=picture(alt_ar=""))
    for row in (first, second, shown):
        row.save()
    drafts.record(made, by=None)
    return made


def places_of(client, made, language):
    address = reverse("admin:procedures_procedure_publish", args=[made.pk, language])
    links = BeautifulSoup(client.get(address).content, "html.parser").select(".problems li a")
    return [link["href"] for link in links]


def test_each_problem_leads_to_a_field_that_the_form_has(admin_client, faulty):
    first, second = faulty.risks.all()
    found = places_of(admin_client, faulty, "ar")
    form = reverse("admin:procedures_procedure_change", args=[faulty.pk])
    places = [address.removeprefix(f"{form}#") for address in found]
    assert {
        "page-title_ar",
        "page-picture",
        f"part-{first.anchor}-body_ar",
        f"part-{second.anchor}-body_ar",
        f"part-{faulty.sections.get(picture__isnull=False).anchor}-picture",
    } <= {place.replace("heading_ar", "body_ar") for place in places}
    html = BeautifulSoup(admin_client.get(form).content, "html.parser")
    assert [place for place in places if len(html.find_all(id=place)) != 1] == []


def test_the_ids_of_the_form_are_its_own(admin_client, faulty):
    html = BeautifulSoup(
        admin_client.get(reverse("admin:procedures_procedure_change", args=[faulty.pk])).content, "html.parser"
    )
    for template in html.select("template"):
        template.decompose()
    ids = [one["id"] for one in html.select("[id]")]
    assert sorted(one for one in set(ids) if ids.count(one) > 1) == []


@pytest.mark.parametrize("make", [page, procedure])
def test_a_page_without_text_leads_to_where_a_part_is_added(make, admin_client):
    made = make(parts=0, summary_en="", summary_ar="")
    drafts.record(made, by=None)
    change = reverse(f"admin:{made._meta.app_label}_{made._meta.model_name}_change", args=[made.pk])
    publish = change.replace("/change/", "/publish/en/")
    html = BeautifulSoup(admin_client.get(publish).content, "html.parser")
    assert [one for one in html.select(".problems-asked li") if not one.a] == []
    text, summary = (
        html.find("a", string=words)["href"] for words in (re.compile("no text"), re.compile("no summary"))
    )
    assert summary == f"{change}#page-summary_en"
    form = BeautifulSoup(admin_client.get(change).content, "html.parser")
    assert form.find(id=text.removeprefix(f"{change}#")).select_one("button.add-part")


def test_a_page_whose_text_is_all_in_the_other_language_leads_to_its_first_part():
    made = page(parts=2)
    for one in made.sections.all():
        one.heading_en = one.body_en = ""
        one.save()
    drafts.record(made, by=None)
    _edition, problems = compose(made, "en")
    found = {problem.code: address for problem, address in field_places.of_problems(made, problems, "en")}
    assert found["no_text"].endswith(f"/change/#part-{made.sections.first().anchor}-body_en")


def test_what_is_asked_beside_a_problem_is_led_to_there(admin_client):
    made = page(parts=1)
    published(made, "ar", at=later(days=2), confirmed=True)
    Clinic.objects.create(requires_review=True)
    html = BeautifulSoup(
        admin_client.get(reverse("admin:pages_page_publish", args=[made.pk, "ar"])).content, "html.parser"
    )
    led = {link["href"] for link in html.select(".problems li a[href^='#']")}
    assert led == {"#review-ar", "#id_at_0"}
    assert [place for place in led if len(html.select(place)) != 1] == []
