"""The printed page: the code and the short address are on paper, in the corner where a line ends, and not on screen."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CENTIMETRE = 96 / 2.54


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_code_is_printed_and_not_shown(visit, world, language):
    page = visit(world.paths["procedure"][language], width=700)
    strip = page.locator(".handout")
    assert not strip.is_visible()
    page.emulate_media(media="print")
    code, words = strip.locator("svg").bounding_box(), strip.locator("bdi").bounding_box()
    assert code["width"] == code["height"] == pytest.approx(2.75 * CENTIMETRE, abs=1)
    in_order = words["x"] < code["x"] if language == "en" else code["x"] < words["x"]
    assert in_order
    assert strip.locator("bdi").inner_text().endswith(f"/{language}/")


def test_the_code_costs_the_screen_no_request(visit, world):
    page = visit("/en/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(world.paths["procedure"]["en"])
    page.emulate_media(media="print")
    page.pdf()
    assert len(asked) > 2
    assert [url for url in asked if "/go/" in url] == []


ONLY_ON_SCREENS = [
    ".skip", ".site-nav", ".site-header-search", ".language-switch", ".breadcrumb", ".page-actions", ".on-this-page",
    ".helped", ".related", ".page-topics", ".views", ".reach",
]  # fmt: skip
ON_PAPER = [
    "h1",
    ".facts",
    ".steps",
    ".block-benefits",
    ".block-risks",
    ".block-urgent",
    ".comparison",
    ".contact-card",
]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 800])
def test_paper_has_the_text_and_nothing_that_is_for_screens(visit, world, language, width):
    page = visit(world.paths["procedure"][language], width=width)
    assert [place for place in ONLY_ON_SCREENS if page.locator(place).count() == 0] == []
    page.emulate_media(media="print")
    assert [place for place in ONLY_ON_SCREENS if page.locator(place).first.is_visible()] == []
    assert [place for place in ON_PAPER if not page.locator(place).first.is_visible()] == []
