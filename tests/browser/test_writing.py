"""The form of a page as a writing desk: by mouse and keyboard, in Arabic and English, on a phone and on a desk."""

import re

import pytest
from playwright.sync_api import expect

from pages import languages
from pages.content import translations
from pages.drafting import drafts
from tests.browser import desk_bar
from tests.browser.documents import another_document
from tests.browser.test_accessibility import FOCUS
from tests.browser.writing_desk import (
    BEYOND,
    LAID_OUT,
    LOOKS,
    WIDER,
    comes_to,
    saved,
    strange,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The editor of a text that was entered is there, and the browser has scrolled on by the height of its buttons.
SETTLED = """() => !document.activeElement.matches(".rich-text-view")
  && new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_the_form_fits_is_accessible_and_in_one_language(language, width, scheme, desk, faults):
    page = desk(language, width, scheme=scheme)
    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(BEYOND) == []
    assert strange(page, language) == []
    page.evaluate(LAID_OUT)
    assert faults(page) == []
    desk_bar.opened(page).locator("details.standing summary").first.click()
    assert page.evaluate(BEYOND) == []
    assert [fault for fault in faults(page) if not fault.startswith("target-size")] == []
    assert page.complaints == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whoever_changes_a_comma_of_the_original_can_say_at_once_that_its_translation_is_still_right(
    language, desk, made
):
    page, part = desk(language), made.risks.first()
    row = page.locator(f"#part-{part.anchor}")
    expect(row.locator(".translation-current")).to_be_visible()
    says_so = row.locator("[name$=still_right]:visible")
    expect(says_so).to_have_count(0)
    row.locator(f"[name$=heading_{languages.other(made.original_language)}]").type(".")
    expect(says_so).to_have_count(0)  # the translation itself is written anew
    row.locator(f"[name$=heading_{made.original_language}]").press_sequentially(", ")
    says_so.check()
    saved(page)
    part.refresh_from_db()
    assert part.text("heading", made.original_language).startswith(",")
    assert translations.state_of(part, languages.other(made.original_language))[0] == "current"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_translator_on_a_phone_sees_what_changed_and_the_box_to_write_in_on_one_screen(language, desk, made):
    risk = made.risks.last()
    added = "".join(f"<li><p>What to bring, number {n}, and why it is needed on that day.</p></li>" for n in range(12))
    risk.body_en = f"{risk.body_en}<p>Bring this:</p><ul>{added}</ul>"
    risk.save()
    page = desk(language, 390, f"#part-{risk.anchor}-body_ar")
    field = page.locator(f"[id='part-{risk.anchor}-body_ar']")
    expect(field.locator(".ProseMirror")).to_be_focused()
    expect(field.locator(".original-changed")).to_be_in_viewport(ratio=0.95)
    expect(field.locator("[name$=still_right]")).to_be_in_viewport()
    expect(field.locator(".prose-menubar")).to_be_in_viewport()
    assert field.locator(".ProseMirror").bounding_box()["y"] + 60 < page.locator(".desk-bar").bounding_box()["y"]
    assert field.locator("li:has(ins)").count() == 12
    field.locator("[name$=still_right]").check()
    saved(page)
    risk.refresh_from_db()
    assert translations.state_of(risk, "ar")[0] == "current"


def test_chapters_stand_in_the_order_of_reading_and_the_list_leads_to_them(desk, made):
    page = desk("ar", 390)
    shown = page.locator(".chapter").evaluate_all("(all) => all.map((one) => one.id.replace('chapter-', ''))")
    read = ["what_it_is", "indications", "candidates", "how_it_works", "preparation", "steps", "benefits", "risks"]
    assert shown[:2] == ["fields-0", "fields-1"]
    assert shown[2:10] == read
    assert shown[-5:] == ["links", "sources", "fields-2", "fields-3", "fields-4"]
    risks = page.locator("#chapter-risks .part")
    assert risks.evaluate_all("(all) => all.map((one) => one.dataset.prefix)") == ["sections", "risks", "risks"]
    page.locator(".desk-chapters a[href='#chapter-risks']").click()
    expect(page.locator("#chapter-risks > h2")).to_be_in_viewport()


@pytest.mark.parametrize("width", [820, 1440])
def test_languages_stand_at_the_same_height_and_one_alone_is_remembered(width, desk):
    page = desk("en", width)
    english, arabic = page.locator("#page-title_en"), page.locator("#page-title_ar")
    assert english.bounding_box()["y"] == arabic.bounding_box()["y"]
    page.locator("[data-shows=ar]").click()
    expect(english).to_be_hidden()
    page.reload()
    expect(english).to_be_hidden()
    expect(arabic).to_be_visible()
    page.locator("[data-shows=both]").click()
    page.set_viewport_size({"width": 390, "height": 800})
    assert arabic.bounding_box()["y"] > english.bounding_box()["y"] + 40


@pytest.mark.parametrize(("language", "width", "height"), [("ar", 390, 800), ("en", 1440, 800), ("ar", 320, 256)])
def test_the_bar_covers_nothing_that_has_the_focus(language, width, height, desk):
    page = desk(language, width)
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("window.stops = []")
    page.locator("#page-title_en input").focus()
    found = []
    for _ in range(90):
        page.keyboard.press("Tab")
        page.wait_for_function(SETTLED)
        comes_to(lambda: not hidden_focus(page), seconds=5)  # a slow machine still scrolls
        found += hidden_focus(page)
    assert found == []


def hidden_focus(page):
    focus = page.evaluate(FOCUS)
    return [fault for fault in (focus[1] if focus else []) if "hidden under" in fault]


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_a_problem_before_publishing_leads_to_its_field(language, width, desk, made):
    page = desk(language, width)
    other = {"ar": "en", "en": "ar"}[language]
    desk_bar.opened(page).locator(f"[data-shows={other}]").click()
    page.locator("[data-folds=all]").click()
    risk = made.risks.last() if language == "ar" else made.risks.first()
    if language == "en":
        risk.heading_en = risk.body_en = ""
        risk.save()
        drafts.record(made, by=None)
    page.goto(f"/admin/procedures/procedure/{made.pk}/publish/{language}/")
    link = page.locator(f".problems a[href*='#part-{risk.anchor}-']")
    place = link.get_attribute("href").partition("#")[2]
    assert place.endswith(f"_{language}")
    with another_document(page):
        link.click()
    expect(page.locator(f"[id='{place}'] :focus")).to_be_visible()
    assert page.locator(f"[id='{place}'] :focus").evaluate("(one) => one.closest('[lang]').lang") == language
    assert page.complaints == []


def test_publishing_saves_first(desk, made):
    page = desk("en")
    page.locator("#page-title_en input").fill("Written last")
    page.locator("details.standing summary").first.click()
    with another_document(page):
        page.locator("[value=publish-en]:visible").click()
    expect(page).to_have_url(re.compile("/publish/en/$"))
    made.refresh_from_db()
    assert made.title_en == "Written last"
    assert page.dialogs == []


def test_enter_in_a_field_saves_and_does_not_lead_to_publishing(desk, made):
    page = desk("en")
    page.locator("#page-title_en input").fill("Written last")
    with another_document(page):
        page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page).to_have_url(re.compile("/change/$"))


def test_the_form_works_in_a_browser_that_keeps_nothing(desk):
    page = desk("en")
    forbidden = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    )
    page.add_init_script(forbidden)
    page.reload()
    page.locator("#chapter-risks .add-part[data-prefix=risks]").click()
    expect(page.locator("#chapter-risks .part[data-prefix=risks]")).to_have_count(3)
    page.locator("[data-shows=ar]").click()
    expect(page.locator("#page-title_en")).to_be_hidden()
