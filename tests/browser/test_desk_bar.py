"""The bar below the form of a page: one row on a phone, with everything that it offers in reach."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEIGHT = "document.querySelector('.desk-bar').getBoundingClientRect().height"
# What the menu offers, with how large a finger finds it.
OFFERED = """() => [...document.querySelectorAll(".desk-bar :is(button, a, summary)")]
  .filter((one) => one.checkVisibility()).map((one) => [one.innerText.trim(), one.getBoundingClientRect().height])"""
ROW = 72


@pytest.fixture
def made():
    page = factories.procedure(parts=1)
    factories.published(page, confirmed=True)
    return page


@pytest.fixture
def desk(signed_in, made):
    """`desk(language, width, **options)`: the form of a procedure that is published in both languages."""

    def opened(language, width=390, **options):
        return signed_in(f"/admin/procedures/procedure/{made.pk}/change/", language, width=width, **options)

    return opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), [("ar", 360), ("en", 390)])
def test_on_a_phone_the_bar_is_one_row_and_opens_what_else_it_offers(language, width, scheme, desk, faults):
    page = desk(language, width, scheme=scheme)
    assert page.evaluate(HEIGHT) <= ROW
    expect(page.locator(".desk-stands")).to_have_text(
        {"ar": "الإنجليزية: منشورة العربية: منشورة", "en": "English: published Arabic: published"}[language]
    )
    assert len(page.evaluate(OFFERED)) == 2
    page.locator(".desk-more").click()
    page.locator("details.standing summary").first.click()
    offered = page.evaluate(OFFERED)
    assert len(offered) == 15, offered
    assert [one for one in offered if one[1] < 44] == []
    # What lies half under the bar by chance is no fault.
    assert [fault for fault in faults(page) if not fault.startswith("target-size")] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_is_not_saved_and_who_else_is_there_stay_told_in_the_row(desk):
    page = desk("ar", 360)
    page.locator("#page-title_ar input").press_sequentially("!")
    unsaved = page.locator("#desk-unsaved")
    expect(unsaved).to_have_text("لم يُحفظ بعد. على هذا الجهاز نسخة منه.")
    page.evaluate("document.getElementById('desk-others').innerHTML = '<span>' + 'منى '.repeat(40) + '</span>'")
    expect(unsaved).to_be_in_viewport(ratio=1)
    assert page.evaluate(HEIGHT) <= ROW
    page.locator(".desk-more").click()
    assert page.locator("#desk-others").evaluate("(one) => one.scrollHeight <= one.clientHeight")
    expect(unsaved).to_be_in_viewport(ratio=1)


def test_the_rest_of_the_bar_is_opened_and_closed_by_keyboard_and_by_a_tap_beside_it(desk):
    page = desk("en")
    more, rest = page.locator(".desk-more"), page.locator("#desk-rest")
    expect(rest).to_be_hidden()
    more.focus()
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(rest.locator("summary").first).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(rest).to_be_hidden()
    expect(more).to_be_focused()
    more.click()
    page.mouse.click(195, 40)
    expect(rest).to_be_hidden()
    more.click()
    page.locator("[data-shows=ar]").click()
    expect(rest).to_be_hidden()
    expect(page.locator("#page-title_en")).to_be_hidden()


def test_where_there_is_room_nothing_of_the_bar_is_folded_and_without_scripts_neither(desk):
    page = desk("en", 1440)
    expect(page.locator(".desk-more")).to_be_hidden()
    expect(page.locator("[data-shows=ar]")).to_be_visible()
    assert page.evaluate(HEIGHT) <= ROW
    page = desk("ar", 390, scripts=False)
    expect(page.locator(".desk-more")).to_be_hidden()
    expect(page.locator("details.standing").first).to_be_visible()
    expect(page.locator(".desk-bar [name=_save]")).to_be_visible()


# What makes a bar full: an edition that is scheduled, an open comment, a colleague who is there and saved, unsaved text.
FULL = """() => {
  for (const one of document.querySelectorAll(".standing-state, .desk-state")) one.textContent = "منشورة؛ النسخة التالية في 5 ديسمبر 2026";
  for (const one of document.querySelectorAll(".desk-remarks")) { one.hidden = false; one.textContent = "ملاحظة واحدة مفتوحة"; }
  document.getElementById("desk-others").innerHTML = `<span class="desk-saved">${"حُفظت هذه الصفحة. ".repeat(4)}</span>`;
  document.getElementById("desk-unsaved").textContent = "لم يُحفظ بعد.";
}"""
BOXES = "(found) => found.map((one) => one.getBoundingClientRect()).map((box) => [box.y, box.height])"


@pytest.mark.parametrize(("width", "preview"), [(1440, False), (1440, True), (820, False)])
def test_both_save_buttons_stand_together_however_much_is_told(width, preview, desk):
    page = desk("ar", width)
    if preview:
        page.locator(".preview-toggle").click()
    page.evaluate(FULL)
    save, close = page.locator(".desk-bar .desk-save").bounding_box(), page.locator(".desk-close").bounding_box()
    assert save["y"] == close["y"]
    assert close["x"] - save["x"] - save["width"] == 12
    assert page.locator(".desk-rest > .desk-remarks").evaluate("(one) => one.getClientRects().length") == 1
    assert page.evaluate(HEIGHT) <= (ROW + 24 if width == 1440 and not preview else 2 * ROW + 24)


def test_on_a_phone_both_languages_stay_told_beside_who_else_is_there(desk):
    page = desk("ar", 360)
    stands, others = page.locator(".desk-stands > span"), page.locator("#desk-others")
    others.evaluate("(one) => one.innerHTML = '<span>معك هنا: هدى حسن منذ 2:06 م</span>'")
    lines = stands.evaluate_all(BOXES) + others.evaluate_all(BOXES)
    assert [round(after[0] - before[0]) for before, after in pairwise(lines)] == [17, 17]
    page.evaluate(FULL)
    first, second = stands.evaluate_all(BOXES)
    assert first[0] == second[0]
    assert page.evaluate(HEIGHT) <= ROW
