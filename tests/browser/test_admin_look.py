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


@pytest.fixture
def form(signed_in):
    """`form(language, width)`: the form of a procedure with a topic, a text and many chapters that are empty."""
    page = factories.procedure(parts=1)
    page.topics.set([factories.topic()])
    texts = factories.both("body", f"<h3>Two</h3><p>One</p>{LIST}{TABLE}", f"<h3>اثنان</h3><p>واحد</p>{LIST}{TABLE}")
    factories.section(page, kind="recovery", **texts)

    def opened(language, width):
        return signed_in(f"/admin/procedures/procedure/{page.pk}/change/", language, width=width)

    return opened


LIST = "<ul><li>Rest</li><li>Walk</li></ul>"
TABLE = "<table><tbody><tr><th>A</th><td>1</td></tr></tbody></table>"
# How far each thing of a text begins from the edges at which it is begun to be read, and in which letters it is.
LAID_OUT = """(root) => {
  const edge = root.getBoundingClientRect(), border = parseFloat(getComputedStyle(root).borderTopWidth);
  const start = (box) => getComputedStyle(root).direction === "rtl" ? edge.right - box.right : box.x - edge.x;
  return [...root.querySelectorAll("h3, :scope > p, ul, table, th")].map((one) => [one.tagName, one.getBoundingClientRect(), getComputedStyle(one)])
    .map(([name, box, style]) => [name, start(box) - border, box.y - edge.y - border, style.fontSize, style.fontWeight, style.listStyleType]);
}"""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_text_looks_the_same_while_it_is_written(language, form):
    page = form(language, 1440)
    field = page.locator(f"#chapter-recovery .in-{language}:has(textarea[data-rich-text])").first
    view = field.locator(".rich-text-view")
    read = view.evaluate(LAID_OUT)
    assert [row[0] for row in read] == ["H3", "P", "UL", "TABLE", "TH"]
    view.click()
    assert field.locator(".ProseMirror").evaluate(LAID_OUT) == read


def test_empty_chapters_offer_help_at_one_place_and_choosers_are_as_high_as_fields(form):
    page = form("ar", 1440)
    rights = page.locator(".chapter-empty > .chapter-help").evaluate_all(
        "(found) => found.map((one) => one.getBoundingClientRect().right)"
    )
    assert len(rights) > 5
    assert len(set(rights)) == 1
    page.locator(".field-topics, [name=topics]").first.scroll_into_view_if_needed()
    heights = page.locator(".select2-selection").evaluate_all(
        "(found) => found.map((one) => one.getBoundingClientRect().height)"
    )
    assert set(heights) == {44}
    assert (
        page.locator(".select2-search__field").first.evaluate("(one) => getComputedStyle(one).borderTopWidth") == "0px"
    )
    gap = page.locator(".select2-selection__choice").first.evaluate(
        "(one) => one.closest('.select2-selection').getBoundingClientRect().right - one.getBoundingClientRect().right"
    )
    assert gap < 10


def test_a_list_fits_a_phone_and_a_message_begins_where_the_page_does(signed_in):
    topic = factories.topic()
    factories.published(factories.procedure(parts=1), confirmed=True)
    page = signed_in("/admin/procedures/procedure/", "ar", width=360)
    assert page.locator(".results").evaluate("(one) => one.scrollWidth - one.clientWidth") == 0
    page = signed_in(f"/admin/pages/topic/{topic.pk}/change/", "ar", width=1440)
    page.locator("[name=_continue]").click()
    begins = page.locator(".messagelist li").evaluate(
        "(one) => { const words = new Range(); words.selectNodeContents(one); return words.getBoundingClientRect().right; }"
    )
    assert begins == page.locator("h1").evaluate("(one) => one.getBoundingClientRect().right") - 25
