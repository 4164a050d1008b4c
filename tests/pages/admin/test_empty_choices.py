"""Where nothing is chosen a form says so in words."""

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "none"), [("en", "None"), ("ar", "لا شيء")])
def test_no_choice_of_a_form_is_a_row_of_dashes(language, none, admin_client):
    admin_client.cookies["language"] = language
    for address in (
        "procedures/procedure",
        "articles/article",
        "doctors/doctor",
        "doctors/review",
        "doctors/reviewrequest",
        "clinic/branch",
    ):
        html = BeautifulSoup(
            admin_client.get(f"/admin/{address}/add/").content.replace(b"template", b"div"), "html.parser"
        )
        assert [one for one in html.select("option") if "---" in one.text] == [], address
        if address == "procedures/procedure":
            assert {one.text for one in html.select("[name$=not_for_language] option[value='']")} == {none}
