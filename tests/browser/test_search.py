"""The search page as readers use it: by its form, without a script, on a phone and on a wide screen."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.documents import another_document
from tests.browser.test_every_page import assert_whole

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = factories.both("title", "Knee washout", "غسل الركبة")
WORDS = {"en": "knee", "ar": "الركبة"}
NAMES = {"en": "Mona", "ar": "منى"}


@pytest.fixture
def knee(world):
    made = factories.article(picture=factories.picture(), **TITLES)
    made.topics.set([world.topic])
    factories.published(made)
    return {code: factories.current(made, code).get_absolute_url() for code in ("en", "ar")}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("state", ["found", "nothing", "narrowed", "doctor", "empty"])
def test_search_page_is_whole(state, language, world, knee, visit, faults):
    asked = {
        "found": f"q={quote(WORDS[language])}",
        "nothing": "q=zzzz",
        "narrowed": f"q={quote(WORDS[language])}&kind=article",
        "doctor": f"q={quote(NAMES[language])}",
        "empty": "",
    }
    page = visit(f"/{language}/search/?{asked[state]}")
    found = {
        "found": ".hit",
        "nothing": ".contact-card",
        "narrowed": ".hit",
        "doctor": ".doctor-card",
        "empty": ".ways-on",
    }
    expect(page.locator(f"main {found[state]}").first).to_be_visible()
    assert_whole(page, language, faults)


@pytest.mark.parametrize("language", WORDS)
def test_searching_needs_no_script(language, knee, visit):
    page = visit(f"/{language}/search/", scripts=False)
    page.locator("#search-words").fill(WORDS[language])
    with another_document(page):
        page.keyboard.press("Enter")
    expect(page.locator("#search-words")).to_have_value(WORDS[language])
    with another_document(page):
        page.locator(".hit-title a").first.click()
    assert page.evaluate("decodeURI(location.pathname)") == knee[language]


def test_language_switch_keeps_what_was_searched_for(knee, visit):
    page = visit("/en/search/?q=" + quote("Knee & الركبة"))
    with another_document(page):
        page.locator(".language-switch").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("#search-words")).to_have_value("Knee & الركبة")
