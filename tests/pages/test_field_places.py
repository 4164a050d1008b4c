"""Every problem before publishing leads to its field in the form, by an address that stays the same."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from pages import drafts
from pages.admin import field_places
from pages.editions import compose
from tests.factories import page, picture, procedure, section

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


def test_a_problem_about_no_field_leads_nowhere():
    made = page(parts=0, summary_en="", summary_ar="")
    _edition, problems = compose(made, "en")
    found = {problem.code: address for problem, address in field_places.of_problems(made, problems, "en")}
    assert found["no_text"] == ""
    assert found["no_summary"].endswith(f"/{made.pk}/change/#page-summary_en")
