"""What was written in the form of a page and not saved: leaving asks, and a copy is offered back."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from pages.drafting import drafts
from tests import factories
from tests.browser.documents import another_document
from tests.browser.writing_desk import comes_to, saved, strange, write

# What a failure has to tell: the copies that are left, and which openings of the form its script knows of.
LEFT = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('bayan-copy'))"
KEPT = "(words) => Object.values(localStorage).some((copy) => copy.includes(words))"
FORM_KNOWS = "() => ({ ...document.getElementById('desk-copy').dataset })"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def opened_after_a_crash(page):
    """The form once more, after its tab crashed; unlike one that is closed, it writes nothing at its end."""
    address = page.url
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    again = page.context.new_page()
    again.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    again.goto(address)
    return again


def brought_back(page):
    """Brings the copy back that is offered; the form is shown with it, and not saved."""
    with another_document(page):
        page.locator("[data-copy=back]").click()


def test_leaving_asks_by_link_and_by_back_but_not_after_saving(desk, made):
    page = desk("en")
    page.locator("#page-title_en input").click()
    page.keyboard.type("More ")
    with page.expect_event("dialog"):
        page.locator(".breadcrumbs a").first.click(no_wait_after=True)
    with page.expect_event("dialog"):
        page.evaluate("history.back()")
    saved(page)
    with another_document(page):
        page.locator(".breadcrumbs a").first.click()
    expect(page).to_have_url(re.compile("/admin/$"))
    assert len(page.dialogs) == 2


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_unsaved_text_survives_a_crash_and_is_offered_back(language, width, desk, made):
    page = desk(language, width)
    write(page, "Unsaved title")
    page.locator("#chapter-risks .add-part[data-prefix=risks]").click()
    page.locator("#risks-2 [name$=heading_ar]").fill("خطر جديد")
    assert comes_to(lambda: page.evaluate(KEPT, "خطر جديد"))
    again = opened_after_a_crash(page)
    offer = again.locator("#desk-copy")
    expect(offer).to_contain_text("Unsaved title")
    expect(offer).to_contain_text("Typed and lost.")
    assert strange(again, language) == []
    brought_back(again)
    expect(again.locator("#page-title_en input")).to_have_value("Unsaved title")
    expect(again.locator("#chapter-risks .part[data-prefix=risks]")).to_have_count(3)
    expect(offer).to_be_hidden()
    saved(again)
    made.refresh_from_db()
    assert made.title_en == "Unsaved title"
    assert made.sections.get(kind="recovery").body_en.startswith("<p>Typed and lost. ")
    assert made.risks.last().heading_ar == "خطر جديد"
    assert again.evaluate(LEFT) == [], again.evaluate(FORM_KNOWS)
    expect(offer).to_be_hidden()
    assert page.complaints == []


def test_a_copy_can_be_refused(desk, made):
    page = desk("en")
    write(page, "Refused")
    expect(page.locator("#desk-unsaved")).not_to_be_empty()
    again = opened_after_a_crash(page)
    expect(again.locator("#desk-copy")).to_be_visible()
    again.locator("[data-copy=refuse]").click()
    expect(again.locator("#desk-copy")).to_be_hidden()
    again.reload()
    expect(again.locator("#page-title_en input")).not_to_have_value("Refused")
    expect(again.locator("#desk-copy")).to_be_hidden()


def test_a_session_that_ended_while_writing_loses_nothing(desk, made):
    page = desk("en")
    write(page, "Written without a session")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    with another_document(page):
        page.locator(".desk-bar [name=_continue]").click()
    expect(page.locator("#login-form")).to_be_visible()
    page.context.add_cookies(cookies)  # signing in
    page.goto(page.url.replace("/admin/login/?next=", "").replace("%2F", "/"))
    brought_back(page)
    expect(page.locator("#page-title_en input")).to_have_value("Written without a session")
    saved(page)
    made.refresh_from_db()
    assert made.title_en == "Written without a session"
    expect(page.locator("#desk-copy")).to_be_hidden()


def test_what_another_saved_meanwhile_is_shown_with_the_text_that_is_brought_back(desk, made):
    page = desk("en")
    write(page, "Mine")
    expect(page.locator("#desk-unsaved")).not_to_be_empty()
    made.title_en = "Theirs"
    made.save()
    drafts.record(made, by=None)
    again = opened_after_a_crash(page)
    expect(again.locator(".desk-copy-older")).to_be_visible()
    brought_back(again)
    expect(again.locator(".conflict .changes")).to_contain_text("Theirs")
    with another_document(again):
        again.locator(".desk-bar [name=_continue]").click()
    expect(again.locator(".choices .errorlist")).to_contain_text("Your text is not saved yet.")
    made.refresh_from_db()
    assert made.title_en == "Theirs"


def test_a_choice_that_was_emptied_is_offered_back(desk, made):
    made.topics.add(factories.topic())
    page = desk("en")
    page.locator("select[name=topics]").evaluate(
        "(one) => { for (const option of one.options) option.selected = false;"
        " one.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    expect(page.locator("#desk-unsaved")).not_to_be_empty()
    again = opened_after_a_crash(page)
    expect(again.locator("#desk-copy")).to_contain_text("Topics", ignore_case=True)
    brought_back(again)
    saved(again)
    assert list(made.topics.all()) == []


def test_a_save_that_failed_in_one_tab_is_offered_back_after_a_good_one_in_another(desk, made):
    page = desk("en")
    write(page, "Sent and lost")
    page.route(
        "**/change/", lambda route: route.abort("aborted") if route.request.method == "POST" else route.fallback()
    )
    page.locator(".desk-bar [name=_continue]").click(no_wait_after=True)
    again = page.context.new_page()
    again.goto(f"/admin/procedures/procedure/{made.pk}/change/")
    again.locator("#page-title_ar input").fill("حُفظ هنا")
    saved(again)
    expect(again.locator("#desk-copy")).to_contain_text("Sent and lost")


def test_what_is_written_while_a_save_that_fails_is_on_its_way_is_kept(desk, made):
    page = desk("en")
    page.locator("#page-title_en input").fill("Sent")
    page.route(
        "**/change/", lambda route: route.abort("aborted") if route.request.method == "POST" else route.fallback()
    )
    page.locator(".desk-bar [name=_continue]").click(no_wait_after=True)
    page.locator("#page-title_en input").fill("Sent, and more")
    assert comes_to(lambda: page.evaluate(KEPT, "Sent, and more"))


def test_a_text_that_was_brought_back_and_saved_before_the_form_s_scripts_came_is_not_offered_again(desk, made):
    page = desk("en")
    page.locator("#page-title_en input").fill("Saved at once")
    page.locator("#chapter-risks .add-part[data-prefix=risks]").click()
    page.locator("#risks-2 [name$=heading_en]").fill("A new risk")
    assert comes_to(lambda: page.evaluate(KEPT, "A new risk"))
    again = opened_after_a_crash(page)
    again.route("**/admin-bayan/unsaved.js", lambda route: route.abort())
    brought_back(again)
    again.unroute("**/admin-bayan/unsaved.js")
    saved(again)
    assert made.risks.last().heading_en == "A new risk"
    expect(again.locator("#desk-copy")).to_be_hidden()
    assert again.evaluate(LEFT) == []
