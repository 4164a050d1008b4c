"""The public page that says what a view is: true to the code, in both languages, and led to from where views stand."""

import re

import pytest
from bs4 import BeautifulSoup

from pageviews import readers
from tests import factories

pytestmark = pytest.mark.django_db
TITLES = {"en": "How we count views", "ar": "كيف نحسب المشاهدات"}


def shown(client, path):
    response = client.get(path)
    assert (response.status_code, getattr(response, "is_public", False)) == (200, True)
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("language", TITLES)
def test_it_says_in_each_language_what_the_code_does(client, language):
    found = shown(client, f"/{language}/how-we-count/")
    assert found.h1.text == TITLES[language]
    said = found.select_one(".how-we-count").text
    assert {int(number) for number in re.findall(r"\d+", said)} == {readers.WINDOW}
    assert "JavaScript" in said
    assert [len(found.select(f".how-we-count {tag}")) for tag in ("h2", "li")] == [5, 13]
    other = {"en": "ar", "ar": "en"}[language]
    assert found.select_one(f"link[hreflang={other}]")["href"].endswith(f"/{other}/how-we-count/")


@pytest.mark.parametrize("language", TITLES)
def test_the_number_of_views_and_the_foot_of_every_page_lead_there(client, language):
    edition = factories.published(factories.article(), language)
    address = f"/{language}/how-we-count/"
    ways = [way for way in shown(client, edition.get_absolute_url()).select("a") if way["href"] == address]
    assert [way.find_parent(["main", "footer"])["class"] for way in ways] == [["end-notes"], ["site-footer"]]
    assert ways[0].find_parent("p").find_previous_sibling("p")["class"] == ["views"]
    assert shown(client, f"/{language}/").select_one(f".site-footer a[href='{address}']").text == TITLES[language]
