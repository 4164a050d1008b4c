"""Every kind of page, in both languages, on a phone and on a wide screen, in both colour schemes."""

import pytest

from tests import factories
from tests.browser.documents import another_document
from tests.browser.sweep import sweep

KINDS = [
    "home", "procedures", "procedure", "articles", "article", "topics", "topic", "plain page", "doctors", "doctor", "contact",
    "not found", "gone", "search", "nothing found", "hand-out", "expired hand-out", "how we count",
]  # fmt: skip
STATUS = {"not found": 404, "gone": 410, "expired hand-out": 410}
DIRECTIONS = {"en": "ltr", "ar": "rtl"}
# The narrowest is a phone's, or a wide screen at 400 % (WCAG 2.2, 1.4.10).
WIDTHS = (320, 360, 768, 1440)
MEASURED = (360, 1440)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_page_is_whole(kind, language, world, visit, faults):
    page = visit(world.paths[kind][language])
    assert page.status == STATUS.get(kind, 200)
    assert_whole(page, language, faults)


@pytest.mark.parametrize("language", DIRECTIONS)
def test_page_of_an_error_of_ours_is_whole(language, world, visit, faults, monkeypatch):
    def broken(language):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("clinic.profile.load", broken)
    page = visit(world.paths["home"][language])
    assert page.status == 500
    assert_whole(page, language, faults)


@pytest.mark.parametrize("language", DIRECTIONS)
def test_a_long_topic_is_whole_at_its_start_and_further_down(language, world, visit, faults, monkeypatch):
    monkeypatch.setattr("pages.public.views.MOST_LISTED", 1)
    another = factories.article(parts=1)
    another.topics.set([world.topic])
    factories.published(another, confirmed=True)
    for relation in ("next", "prev"):
        page = visit(world.paths["topic"][language])
        if relation == "prev":
            with another_document(page):
                page.locator(".pagination [rel=next]").click()
        assert page.locator(".pagination a").get_attribute("rel") == relation
        assert sweep(page, language) == []
        assert_whole(page, language, faults)


def assert_whole(page, language, faults):
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == (language, DIRECTIONS[language])
    assert page.locator("h1").count() == 1
    assert [width for width in WIDTHS if overflow(page, width)] == []
    for width in MEASURED:
        # As high as the page: what the bar at the foot covers for the moment would count as too small a target.
        page.set_viewport_size({"width": width, "height": 800})
        as_high_as_itself(page, width)
        page.emulate_media(color_scheme="light")
        assert faults(page) == [], f"at {width} pixels"
        page.emulate_media(color_scheme="dark")
        assert faults(page, only="color-contrast") == [], f"at {width} pixels in the dark scheme"
    assert page.complaints == []


def as_high_as_itself(page, width):
    """Makes the window as high as the page, some of whose parts are as high as a part of the window."""
    height = 0
    while height < (whole := page.evaluate("document.documentElement.scrollHeight")) and height < 20_000:
        height = whole
        page.set_viewport_size({"width": width, "height": height})


def overflow(page, width):
    """By how many pixels a page is wider than the screen."""
    page.set_viewport_size({"width": width, "height": 800})
    return page.evaluate("document.documentElement.scrollWidth") - width
