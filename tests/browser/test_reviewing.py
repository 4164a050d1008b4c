"""A doctor reviews by a link, on a phone, in Arabic: what waits, what changed, both answers, and the PIN."""

import pytest
from playwright.sync_api import expect

from clinic.models import Clinic
from doctors.models import Comment, Review
from doctors.review import review_links, reviewing
from pages.drafting import drafts
from tests.browser.documents import another_document
from tests.browser.sweep import sweep
from tests.doctors.review.test_bylines import digest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def token(world):
    """A link of the clinic's doctor, for whom a procedure waits that changed since its last review."""
    page = world.procedure
    reviewing.review(world.doctor, page, "ar", digest(page, "ar"), "by_editor")
    risk = page.risks.first()
    risk.body_ar = "<p>نزيف نادر يتوقف وحده.</p>"
    risk.save()
    drafts.record(page, by=None)
    return review_links.make(world.doctor, by=None, days=3)[1]


def opened(visit, world, token):
    page = visit(f"/review/{token}/")
    with another_document(page):
        page.locator(f".review-waiting a[href*='/ar/{world.procedure.pk}/ar/']").click()
    return page


def test_a_doctor_says_that_a_text_is_right(world, token, visit):
    page = visit(f"/review/{token}/")
    assert (page.status, page.locator("html").get_attribute("dir")) == (200, "rtl")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    with another_document(page):
        page.locator(f".review-waiting a[href*='/ar/{world.procedure.pk}/ar/']").click()
    expect(page.locator(".point ins").first).to_contain_text("نزيف")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert Review.objects.filter(how="by_link").count() == 0
    with another_document(page):
        page.locator(".review-answer [value=right]").click()
    expect(page.locator(".review-kept")).to_be_visible()
    made = Review.objects.get(how="by_link")
    assert (made.doctor, made.page_id, made.language) == (world.doctor, world.procedure.pk, "ar")
    assert made.digest == digest(world.procedure, "ar")
    assert page.complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_doctor_wants_something_changed(scripts, world, token, visit):
    page = visit(f"/review/{token}/", scripts=scripts)
    with another_document(page):
        page.locator(f".review-waiting a[href*='/ar/{world.procedure.pk}/ar/']").click()
    page.locator(".review-answer summary").click()
    page.locator("textarea").fill("النزيف ليس نادرًا.")
    with another_document(page):
        page.locator("[value=change]").click()
    expect(page.locator(".review-kept")).to_be_visible()
    assert Comment.objects.get().text == "النزيف ليس نادرًا."
    assert not Review.objects.filter(how="by_link").exists()


@pytest.mark.parametrize("spoken", ["ar", "en"])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_comment_beside_right_is_asked_about(scripts, spoken, world, token, visit):
    page = visit(f"/review/{token}/{spoken}/{world.procedure.pk}/ar/", scripts=scripts)
    page.locator(".review-answer summary").click()
    page.locator("textarea").fill("النزيف ليس نادرًا.")
    with another_document(page):
        page.locator(".review-answer [value=right]").click()
    choice = page.locator(".review-choice")
    expect(choice.locator("blockquote")).to_have_text("النزيف ليس نادرًا.")
    expect(page.locator("textarea")).to_have_value("النزيف ليس نادرًا.")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert all(button.bounding_box()["height"] >= 44 for button in choice.locator("button").all())
    with another_document(page):
        choice.locator("[value=change]").click()
    expect(page.locator(".review-kept")).to_be_visible()
    assert Comment.objects.get().text == "النزيف ليس نادرًا."
    assert not Review.objects.filter(how="by_link").exists()


def test_a_text_that_changes_while_it_is_read_is_not_recorded(world, token, visit):
    page = opened(visit, world, token)
    risk = world.procedure.risks.first()
    risk.body_ar = "<p>نزيف شائع.</p>"
    risk.save()
    drafts.record(world.procedure, by=None)
    with another_document(page):
        page.locator(".review-answer [value=right]").click()
    expect(page.locator(".review-meanwhile")).to_contain_text("شائع")
    assert not Review.objects.filter(how="by_link").exists()
    with another_document(page):
        page.locator(".review-answer [value=right]").click()
    expect(page.locator(".review-kept")).to_be_visible()


def test_the_address_is_told_to_nobody(world, token, visit):
    page = opened(visit, world, token)
    told = []
    page.on("request", lambda request: told.append(request.headers.get("referer", "")))
    with another_document(page):
        page.locator(".breadcrumb a").first.click()
    assert [referer for referer in told if token in referer] == []


def test_the_pin_is_set_once_and_then_asked_for(world, token, visit):
    Clinic.objects.update(review_pin=True)
    page = visit(f"/review/{token}/")
    page.locator("#pin").fill("2580")
    page.locator("#again").fill("2580")
    with another_document(page):
        page.locator("main .button").click()
    expect(page.locator(".review-waiting")).to_be_visible()
    second = visit(f"/review/{token}/")
    second.locator("#pin").fill("2581")
    with another_document(second):
        second.locator("main .button").click()
    expect(second.locator(".review-fault")).to_be_visible()
    second.locator("#pin").fill("٢٥٨٠")
    with another_document(second):
        second.locator("main .button").click()
    expect(second.locator(".review-waiting")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_accessible_in_its_own_language_and_large_enough_to_touch(scheme, world, token, visit, faults):
    # Where there is no link, the language is the browser's.
    marked = f"/review/{token}/ar/{world.procedure.pk}/ar/"
    paths = {f"/review/{token}/": "ar", marked: "ar", f"{marked}?plain": "ar", "/review/none/": "en"}
    for path, language in paths.items():
        page = visit(path, scheme=scheme)
        assert sweep(page, language) == [], path
        touched = page.locator(".review-answer .button:visible, .review-waiting a, .review-head a").all()
        assert all(target.bounding_box()["height"] >= 44 for target in touched)
        assert faults(page) == [], path


@pytest.mark.parametrize("spoken", ["ar", "en"])
def test_the_question_about_a_comment_is_accessible(spoken, world, token, visit, faults):
    page = visit(f"/review/{token}/{spoken}/{world.procedure.pk}/ar/")
    page.locator(".review-answer summary").click()
    page.locator("textarea").fill("النزيف ليس نادرًا.")
    with another_document(page):
        page.locator(".review-answer [value=right]").click()
    expect(page.locator(".review-choice")).to_be_visible()
    assert faults(page) == []
