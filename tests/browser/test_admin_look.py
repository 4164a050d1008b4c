"""How the admin looks: what is measured in a browser, in both directions and on a phone."""

import pytest

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = """(images) => images.map((one) => one.getBoundingClientRect()).map(({width, height}) => [width, height])"""
WIDER = "document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize(("width", "styles"), [(1440, True), (360, True), (360, False)])
def test_a_list_of_pictures_shows_them_small_without_styles_too(width, styles, signed_in):
    for size in ((1600, 1000), (900, 1800)):
        factories.picture(file=factories.image(size))
    page = signed_in("/admin/", "ar", width=width)
    if not styles:
        page.route("**/*.css", lambda route: route.abort())
    page.goto("/admin/pages/picture/")
    assert page.locator(".thumbnail").evaluate_all(SIZES) == [[48, 96], [96, 60]]
    assert not styles or page.evaluate(WIDER) <= 0


@pytest.mark.parametrize(("language", "width"), [("ar", 1440), ("en", 1440), ("ar", 390)])
def test_what_stands_above_a_form_is_read_in_its_order_and_delete_comes_last(language, width, signed_in):
    page = signed_in(f"/admin/articles/article/{factories.article().pk}/change/", language, width=width)
    places = page.locator(".object-tools a").evaluate_all(
        "(links) => links.map((one) => [one.className, one.getBoundingClientRect()]).map(([name, box]) => [name, box.y, box.x])"
    )
    rightmost_first = -1 if language == "ar" else 1
    assert places == sorted(places, key=lambda place: (place[1], rightmost_first * place[2]))
    assert len(places) == 8
    assert places[-1][0] == "deletelink"
