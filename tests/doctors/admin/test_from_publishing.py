"""What is asked of doctors before publishing: a small form of its own, from which one comes back to publishing."""

import pytest
from bs4 import BeautifulSoup

from doctors.models import MinorCorrection, Review, ReviewRequest
from doctors.review import reviewing
from tests import factories
from tests.doctors.review.test_bylines import digest
from tests.pages.admin.admin_forms import fields_of

pytestmark = pytest.mark.django_db

FORMS = ["reviewrequest", "review", "minorcorrection"]
MODELS = dict(zip(FORMS, (ReviewRequest, Review, MinorCorrection), strict=True))


@pytest.fixture
def doctor():
    return factories.doctor()


@pytest.fixture
def corrected(doctor):
    """A page that is read in both languages, each with another reviewed text by now."""
    page = factories.article(**factories.both("summary", "Rest, and walk.", "استرح، وامشِ."))
    for language in ("en", "ar"):
        reviewing.review(doctor, page, language, digest(page, language), "by_link")
    page.summary_en, page.summary_ar = "Rest and walk.", "استرح وامشِ."
    page.save()
    return page


@pytest.mark.parametrize("publishing", ["publish/ar/", "publish/both/"])
@pytest.mark.parametrize("asked", FORMS)
def test_a_form_opened_from_publishing_asks_what_is_not_known_and_leads_back(
    admin_client, doctor, corrected, asked, publishing
):
    before, start = MODELS[asked].objects.count(), f"/admin/articles/article/{corrected.pk}/{publishing}"
    html = BeautifulSoup(admin_client.get(start).content, "html.parser")
    link = html.select_one(f"#review-ar a[href*='/{asked}/add/']")["href"]
    shown = admin_client.get(link)
    html = BeautifulSoup(shown.content, "html.parser")
    form = html.select_one("#content-main form")
    assert [form.select_one(f"[name={name}]")["type"] for name in ("page", "language")] == ["hidden", "hidden"]
    assert form.select(".related-widget-wrapper-link") == []
    assert [one.get("name") for one in form.select("[type=submit]")] == ["_save"]
    assert html.select_one(".submit-row .closelink")["href"] == start
    told = fields_of(shown) | {"doctor": doctor.pk, "reason": "A comma"}
    answer = admin_client.post(link, told, follow=True)
    assert answer.redirect_chain == [(start, 302)]
    assert MODELS[asked].objects.count() == before + 1
    assert len(BeautifulSoup(answer.content, "html.parser").select(".messagelist .success")) == 1


def test_opened_from_its_list_a_form_asks_for_the_page_and_leads_to_the_list(admin_client, doctor, corrected):
    form = BeautifulSoup(admin_client.get("/admin/doctors/reviewrequest/add/").content, "html.parser")
    assert form.select_one("select[name=page]")
    fields = {"page": corrected.pk, "language": "ar", "doctor": doctor.pk}
    assert admin_client.post("/admin/doctors/reviewrequest/add/", fields).url == "/admin/doctors/reviewrequest/"
