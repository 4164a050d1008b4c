"""WCAG 2.2, level AA, beyond what axe finds by itself (test_every_page.py) and the languages (test_sweep.py)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = ("en", "ar")
WIDTHS = (360, 1440)
MOST_STOPS = 300

# -- Keyboard only (2.1.1, 2.1.2, 2.4.1, 2.4.3, 2.4.7, 2.4.11) -------------------------------------------------

INTERACTIVE = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  window.stops = all.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.type !== "hidden"
    && !one.matches("[tabindex='-1']"));
  return stops.length;
}"""
# Where the focus is: its number in the page's order, and what is wrong with how it is shown.
FOCUS = """() => {
  const element = document.activeElement, wrong = [];
  if (!element || element === document.body) return null;
  const outlined = ({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  // A card, or a form of one field, is outlined as a whole where what it holds has the focus.
  const drawn = [getComputedStyle(element, "::after")];
  for (let one = element; one; one = one.parentElement) drawn.push(getComputedStyle(one));
  if (!drawn.some(outlined)) wrong.push("no visible focus");
  const box = element.getClientRects()[0];
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const top = document.elementFromPoint(x, y);
  if (!top || !(element.contains(top) || top.contains(element))) wrong.push(`hidden under ${top && top.className}`);
  return [stops.indexOf(element), wrong.map((fault) => `${fault}: ${element.outerHTML.slice(0, 120)}`)];
}"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_reached_by_keyboard_in_its_order_and_seen(language, width, world, visit):
    page, faults = visit(world.paths["home"][language], width=width), []
    page.emulate_media(reduced_motion="reduce")  # else the page still scrolls when it is looked at
    for kind in KINDS:
        page.goto(world.paths[kind][language], wait_until="networkidle")
        expected, reached = page.evaluate(INTERACTIVE), []
        for _ in range(MOST_STOPS):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus is None or focus[0] in reached:
                break
            reached.append(focus[0])
            faults += [f"{kind}: {fault}" for fault in focus[1]]
        assert reached == list(range(expected)), kind
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_skip_link_leads_past_the_navigation(language, world, visit):
    page = visit(world.paths["procedure"][language])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#content$"))
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_what_folds_opens_and_closes_by_keyboard(key, world, visit):
    page = visit(world.paths["procedure"]["ar"])
    for folded in page.locator("details").all():
        summary = folded.locator(":scope > summary")
        if not summary.is_visible():
            continue
        was_open = folded.evaluate("one => one.open")
        for expected in (not was_open, was_open):
            summary.focus()
            page.keyboard.press(key)
            assert folded.evaluate("one => one.open") is expected, folded.evaluate("one => one.outerHTML.slice(0, 200)")


# -- Zoom and text spacing (1.4.4, 1.4.10, 1.4.12) ---------------------------------------------------------------

# 1.4.12 as it is written; letters that are joined are not spaced.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; word-spacing: 0.16em !important; }
    :lang(en) { letter-spacing: 0.12em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}"""
# Texts that reach out of the box that is drawn for them, or are cut off by it.
CLIPPED = """() => {
  const faults = [], range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.data.trim() || text.parentElement.closest("script, style, svg, .for-listeners, .skip")) continue;
    if (!text.parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    range.selectNodeContents(text);
    const words = range.getBoundingClientRect();
    for (let box = text.parentElement; box !== document.body; box = box.parentElement) {
      const { display, overflowX, overflowY, clipPath } = getComputedStyle(box);
      if (clipPath !== "none") break; // for those who listen
      if (display === "inline" || display === "contents") continue;
      if (overflowX === "auto" || overflowX === "scroll" || overflowY === "auto" || overflowY === "scroll") break;
      const frame = box.getBoundingClientRect();
      // A font's own height is more than a heading's line: a third of a letter above or below is no loss.
      const slack = parseFloat(getComputedStyle(text.parentElement).fontSize) / 3;
      const beside = Math.max(frame.left - words.left, words.right - frame.right);
      const out = Math.max(beside, Math.max(words.bottom - frame.bottom, frame.top - words.top) - slack);
      if (out > 5) { faults.push(`${box.className || box.localName}: ${text.data.trim().slice(0, 60)} ${Math.round(out)} px`); break; }
    }
  }
  return faults;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_when_text_is_spaced_or_enlarged(language, world, visit):
    page, faults = visit(world.paths["home"][language], width=320), []

    def look(how, width):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        found = page.evaluate(CLIPPED) + ([f"the page is {wide} pixels wide"] if wide > width else [])
        faults.extend(f"{kind}, {how}, at {width} pixels: {fault}" for fault in found)

    for kind in KINDS:
        page.goto(world.paths[kind][language])
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        look("as it is", 320)
        page.evaluate(SPACING)
        for width in (320, 768, 1440):
            look("spaced", width)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        look("text at 200 %", 1440)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_of_a_small_screen_is_left_for_the_text(language, world, visit):
    page = visit(world.paths["procedure"][language])
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 %
    covered = page.evaluate("""() => [...document.querySelectorAll("body *")]
      .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.checkVisibility())
      .map((one) => one.getBoundingClientRect()).filter((box) => box.top < innerHeight && box.bottom > 0)
      .reduce((sum, box) => sum + box.height, 0)""")
    assert covered <= 256 / 3


# -- Targets, colours that are forced, motion (2.5.8, 1.4.1, 2.3.3) ------------------------------------------------


SMALL = """() => [...document.querySelectorAll(
    ".button, button, input, summary, .reach a, .site-nav a, .language-switch, .brand")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.type !== "hidden" && !one.closest("label"))
  .filter((one) => one.getBoundingClientRect().height < 43.5)
  .map((one) => `${one.outerHTML.slice(0, 100)} ${one.getBoundingClientRect().height}`)"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_pressed_most_is_large_on_a_phone(language, world, visit):
    page, small = visit(world.paths["home"][language]), []
    for kind in KINDS:
        page.goto(world.paths[kind][language])
        small += [f"{kind}: {one}" for one in page.evaluate(SMALL)]
    assert not small, "\n".join(small)


SHAPELESS = """() => [...document.querySelectorAll(".button, button, input, textarea, .reach-way, .tag")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.type !== "hidden")
  .filter((one) => [one, one.parentElement, one.closest(".search-form")].filter(Boolean).map((box) => getComputedStyle(box))
    .every(({ borderBlockEndStyle, outlineStyle, textDecorationLine }) =>
      borderBlockEndStyle === "none" && outlineStyle === "none" && textDecorationLine === "none"))
  .map((one) => one.outerHTML.slice(0, 120))"""
INVISIBLE = """() => [...document.querySelectorAll("svg.icon path")]
  .filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one))
  .filter(({ fill, stroke, color }) => ![fill, stroke].includes(color)).length"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_forced_colours_leave_nothing_without_its_outline(language, world, visit):
    page, shapeless = visit(world.paths["home"][language]), []
    page.emulate_media(forced_colors="active")
    for kind in KINDS:
        page.goto(world.paths[kind][language])
        shapeless += [f"{kind}: {one}" for one in page.evaluate(SHAPELESS)]
        assert page.evaluate(INVISIBLE) == 0, kind
    assert not shapeless, "\n".join(shapeless)


MOVING = """() => [document.documentElement, ...document.querySelectorAll("body, body *")].filter((one) => {
  const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(one);
  const longest = (times) => Math.max(...times.split(",").map(parseFloat));
  return scrollBehavior === "smooth" || longest(transitionDuration) > 0.01
    || (animationName !== "none" && longest(animationDuration) > 0.01);
}).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_reduced_motion_leaves_none(language, world, visit):
    page = visit(world.paths["home"][language])
    assert page.evaluate(MOVING) != []
    page.emulate_media(reduced_motion="reduce")
    for kind in KINDS:
        page.goto(world.paths[kind][language])
        assert page.evaluate(MOVING) == [], kind


# -- What is folded away, and what an editor sees before publishing -------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_that_were_opened_are_clean_too(language, world, visit, faults):
    page = visit(world.paths["procedure"][language])
    for details in page.locator("main details").all():
        details.evaluate("one => { one.open = true }")
    page.set_viewport_size({"width": 360, "height": page.evaluate("document.documentElement.scrollHeight")})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == [], f"in the {scheme} scheme"


@pytest.mark.parametrize("language", LANGUAGES)
def test_preview_is_clean(language, world, visit, faults, admin_client):
    page = visit(world.paths["home"][language])
    cookie = admin_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": page.evaluate("location.origin")}])
    page.goto(f"/admin/procedures/procedure/{world.procedure.pk}/preview/{language}/")
    expect(page.locator(".notice-preview")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": page.evaluate("document.documentElement.scrollHeight")})
    assert faults(page) == []
