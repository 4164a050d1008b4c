"""What the look promises: Arabic set as Arabic is, benefits and risks of equal weight, branches asked for at the foot."""

import pytest
from playwright.sync_api import expect

from clinic.models import Branch, Clinic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LATIN_WAYS = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const { letterSpacing, fontStyle, textAlign } = getComputedStyle(one);
  return !["normal", "0px"].includes(letterSpacing) || fontStyle !== "normal" || textAlign === "justify";
}).map((one) => one.outerHTML.slice(0, 80))"""
LEADING = """() => [...document.querySelectorAll(".rich p, .rich li")].map((one) => {
  const { lineHeight, fontSize } = getComputedStyle(one);
  return parseFloat(lineHeight) / parseFloat(fontSize);
})"""
WEIGHT = """(one) => {
  const { fontSize, fontWeight, color } = getComputedStyle(one.querySelector("h2"));
  const { backgroundColor, borderColor } = getComputedStyle(one);
  return [fontSize, fontWeight, color, backgroundColor, borderColor];
}"""


LONG_NAMES = {
    "en": "Al Nour Specialised Clinics for Eyes, the Spine and Children",
    "ar": "عيادات النور التخصصية لطب وجراحة العيون والعمود الفقري والأطفال",
}
BROKEN = """() => [...document.querySelectorAll(".site-header-row :is(a:not(.brand), .language-switch)")].flatMap((one) => {
  const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), broken = [];
  while (texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const tops = [...range.getClientRects()].map((line) => line.top);
    const isSeen = texts.currentNode.parentElement.getBoundingClientRect().width > 2;
    if (isSeen && Math.max(...tops) - Math.min(...tops) > 12) broken.push(texts.currentNode.data);
  }
  return broken;
})"""


@pytest.mark.parametrize("language", LONG_NAMES)
def test_a_long_name_breaks_no_word_beside_it(language, world, visit):
    Clinic.objects.update(**{f"name_{code}": name for code, name in LONG_NAMES.items()})
    page, seen = visit(world.paths["procedure"][language], width=1440), {}
    for width in (320, 390, 768, 1024, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        seen[width] = page.evaluate(BROKEN), page.evaluate("document.documentElement.scrollWidth")
    assert seen == {width: ([], width) for width in seen}


@pytest.mark.parametrize("kind", ["home", "procedure", "article"])
@pytest.mark.parametrize("width", [360, 1440])
def test_arabic_is_set_as_arabic(kind, width, world, visit):
    page = visit(world.paths[kind]["ar"], width=width)
    assert page.evaluate(LATIN_WAYS) == []
    leading = page.evaluate(LEADING)
    assert leading or kind == "home"
    assert [ratio for ratio in leading if not 1.7 <= ratio <= 1.9] == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_benefits_and_risks_stand_side_by_side_with_equal_weight(language, world, visit):
    page = visit(world.paths["procedure"][language], width=1440)
    benefits, risks = page.locator(".block-benefits"), page.locator(".block-risks")
    one, other = benefits.bounding_box(), risks.bounding_box()
    assert (one["y"], one["height"]) == (other["y"], other["height"])
    assert one["width"] == pytest.approx(other["width"], abs=1)
    assert (one["x"] < other["x"]) is (language == "en")
    assert benefits.evaluate(WEIGHT) == risks.evaluate(WEIGHT)


@pytest.mark.parametrize("scripts", [True, False])
def test_of_several_branches_a_phone_asks_which(scripts, world, visit):
    Branch.objects.create(clinic=Clinic.objects.get(), name_en="Maadi", name_ar="المعادي", telephone="+20 2 5550 0109")
    page = visit(world.paths["procedure"]["ar"], scripts=scripts)
    number = page.locator('.reach a[href="tel:+20255500109"]')
    assert not number.is_visible()
    page.locator(".reach-call").click()
    expect(number).to_be_visible()
    box = number.bounding_box()
    assert box["height"] >= 44
    assert 0 <= box["y"] <= 800 - box["height"]
    if scripts:
        page.keyboard.press("Escape")
        expect(number).to_be_hidden()
