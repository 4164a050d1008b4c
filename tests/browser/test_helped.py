"""“Did this page help?” as readers answer it: with a script and without, in both languages, and without a network."""

import pytest
from playwright.sync_api import expect

from pageviews.models import Feedback
from tests.browser.documents import another_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SENTENCES = {"en": "When may I drive?", "ar": "متى أقود السيارة؟"}


def kept():
    return list(Feedback.objects.order_by("pk").values_list("edition__language", "helped", "sentence"))


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("kind", ["procedure", "article", "plain page"])
def test_answer_and_sentence_are_given_in_place(kind, language, world, visit):
    page = visit(world.paths[kind][language])
    address, block = page.url, page.locator(".helped")
    block.locator("[value=no]").click()
    field = block.locator("textarea")
    expect(field).to_be_visible()
    expect(block).to_be_focused()
    assert kept() == [(language, False, "")]
    field.fill(SENTENCES[language])
    block.locator("button").click()
    expect(block.locator("form")).to_have_count(0)
    expect(block.locator(".helped-kept")).to_be_visible()
    assert kept() == [(language, False, SENTENCES[language])]
    assert (page.url, page.complaints, page.context.cookies()) == (address, [], [])


@pytest.mark.parametrize("language", SENTENCES)
def test_without_a_script_the_same_is_said_on_pages_that_lead_back(language, world, visit):
    page = visit(world.paths["procedure"][language], scripts=False)
    address = page.url
    with another_document(page):
        page.locator(".helped [value=yes]").click()
    assert kept() == [(language, True, "")]
    assert page.locator("html").get_attribute("lang") == language
    page.locator(".helped textarea").fill(SENTENCES[language])
    with another_document(page):
        page.locator(".helped-sentence button").click()
    expect(page.locator(".helped-kept")).to_be_visible()
    assert kept() == [(language, True, SENTENCES[language])]
    with another_document(page):
        page.locator(".told-back a").click()
    assert (page.url, page.complaints, page.context.cookies()) == (address, [], [])


@pytest.mark.parametrize("language", SENTENCES)
def test_every_state_is_accessible(language, world, visit, faults):
    page = visit(world.paths["procedure"][language])
    page.locator(".helped [value=yes]").click()
    page.locator(".helped textarea").wait_for()
    assert min(button.bounding_box()["height"] for button in page.locator(".helped button").all()) >= 44
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == [], scheme
    asked = visit(f"/{language}/helped/{Feedback.objects.get().edition_id}/")
    assert asked.status == 405
    assert faults(asked) == []


def test_two_taps_are_one_answer(world, visit):
    page = visit(world.paths["procedure"]["en"])
    page.locator(".helped [value=yes]").dblclick()
    expect(page.locator(".helped textarea")).to_be_visible()
    assert kept() == [("en", True, "")]


def test_keyboard_alone_answers(world, visit):
    page = visit(world.paths["procedure"]["en"])
    page.locator(".helped [value=yes]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".helped")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Too long.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".helped form")).to_have_count(0)
    assert kept() == [("en", False, "Too long.")]


def test_what_the_script_cannot_send_is_sent_by_the_browser(world, visit):
    page = visit(world.paths["procedure"]["en"])
    page.route(
        "**/helped/**", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    with another_document(page):
        page.locator(".helped [value=no]").click()
    page.locator(".helped textarea").fill("Where is the lift?")
    with another_document(page):
        page.locator(".helped-sentence button").click()
    expect(page.locator(".helped-kept")).to_be_visible()
    assert kept() == [("en", False, "Where is the lift?")]


def test_question_is_not_on_paper(world, visit):
    page = visit(world.paths["procedure"]["en"])
    expect(page.locator(".helped")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".helped")).not_to_be_visible()
