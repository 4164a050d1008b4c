"""Choosing a picture while something goes on: one is being sent, words are typed, the mouse slips, a browser crashes."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from pages.admin import picture_choosing
from tests import factories
from tests.browser.test_unsaved_text import brought_back, opened_after_a_crash
from tests.browser.writing_desk import saved
from tests.pages.test_pictures import png_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_would_close_the_dialog_stops_a_picture_that_is_sent_and_says_so(desk, made):
    page, sent = desk("en"), []
    page.route("**/picture-adding/", lambda route: sent.append(route))
    dialog = opened(page)
    dialog.locator(".picture-new").click()
    page.locator("#picture-alt_en").fill("A knee")
    huge = {"name": "x.png", "mimeType": "image/png", "buffer": png_of(12_000, 12_000)}
    page.locator("#picture-file").set_input_files(huge)
    ways = [
        lambda: page.keyboard.press("Escape"),
        dialog.locator(".picture-close").click,
        lambda: page.mouse.click(4, 4),
    ]
    for way in ways:
        dialog.locator(".picture-send").dblclick()
        expect(dialog.locator(".picture-stop")).to_be_visible()
        way()
        expect(dialog.locator(".picture-adding .picture-told")).to_contain_text("Stopped")
        expect(dialog.locator(".picture-send")).to_be_focused()
    assert len(sent) == len(ways)
    page.unroute("**/picture-adding/")
    dialog.locator(".picture-send").click()
    expect(dialog.locator(".picture-problems")).to_contain_text("40 million pixels", timeout=20_000)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    for route in sent:
        with suppress(Error):
            route.abort()


def test_more_is_shown_of_what_is_sought_now_and_a_slip_of_the_mouse_closes_nothing(desk, made, monkeypatch):
    monkeypatch.setattr(picture_choosing, "AT_ONCE", 2)
    for name in ("A hip", "Another hip", "An eye"):
        factories.picture(**factories.both("alt", name, ""))
    page = desk("en")
    dialog = opened(page)
    tiles = dialog.locator(".picture-choices .picture-name")
    expect(tiles).to_have_text(["An eye", "Another hip"])
    words = page.locator("#picture-words")
    words.evaluate(
        "(one) => { one.value = 'hip'; one.dispatchEvent(new Event('input', { bubbles: true }));"
        " document.querySelector('.picture-more').click(); }"
    )
    expect(tiles).to_have_text(["Another hip", "A hip"])
    box = words.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(4, 4)
    page.mouse.up()
    expect(dialog).to_be_visible()
    page.mouse.click(4, 4)
    expect(dialog).to_be_hidden()


def test_a_picture_that_was_chosen_and_not_saved_is_offered_back_by_no_number(desk, made):
    made.picture = factories.picture(**factories.both("alt", "A hip", "ورك"))
    made.save()
    other = factories.picture(**factories.both("alt", "An eye", "عين"))
    page = desk("en")
    dialog = opened(page, ".picture-change")
    dialog.locator(".picture-choices button").filter(has_text="An eye").click()
    expect(page.locator("#desk-unsaved")).not_to_be_empty()
    again = opened_after_a_crash(page)
    offer = again.locator("#desk-copy li")
    expect(offer).to_have_count(1)
    assert offer.inner_text().split() == ["Picture", "A", "hip"]
    brought_back(again)
    expect(again.locator("#page-picture")).to_contain_text("An eye")
    saved(again)
    made.refresh_from_db()
    assert made.picture == other


def opened(page, button=".picture-choose"):
    """The dialog of pictures, for the picture of the page."""
    page.evaluate("for (const one of document.querySelectorAll('.desk details')) one.open = true")
    page.locator(f"#page-picture {button}").click()
    dialog = page.locator("#picture-dialog")
    expect(dialog).to_be_visible()
    return dialog
