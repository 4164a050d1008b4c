"""What a reader does with a page: reads it, counts as a view, turns to the other language, calls, prints."""

import re

import pytest
from playwright.sync_api import expect

from clinic import colours
from clinic.models import Clinic
from tests import factories
from tests.browser.documents import another_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOSTILE = '"><script>alert(1)</script>\u202egnp.exe'
# What the clinic's colour is at its worst: lightest, darkest, loudest.
COLOURS = ("#ffe600", "#ff2d2d", "#7a0019", "#05051a", "#fafafa")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_reading_a_page_counts_one_view_and_reloading_it_none(language, world, visit):
    page = visit(world.paths["procedure"][language])
    expect(page.locator(".views")).to_have_text(re.compile("42"))
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".views")).to_have_text(re.compile("42"))


@pytest.mark.parametrize("status", [429, 503])
def test_a_view_that_was_not_taken_is_told_again(status, world, visit):
    page, refused = visit("/healthz"), []

    def refuse_once(route):
        refused.append(route.request.post_data)
        route.fulfill(status=status) if len(refused) == 1 else route.fallback()

    page.context.route("**/views/**", refuse_once)
    page.goto(world.paths["procedure"]["en"])
    expect(page.locator(".views")).to_have_text(re.compile("42"))
    assert len(refused) == 2
    assert len(set(refused)) == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_page_reads_without_javascript(language, world, visit):
    page = visit(world.paths["procedure"][language], scripts=False)
    texts = page.locator(".page-text .rich, .page-text h2, .page-text h3, .steps > li, .facts dd, .byline li")
    outside = [text for text in texts.all() if not text.locator("xpath=ancestor::details").count()]
    assert len(outside) > 20
    assert [text.inner_html() for text in outside if not text.is_visible()] == []
    expect(page.locator(".views")).to_have_text(re.compile("41"))
    for folded in page.locator("details").all():
        folded.locator("summary").click()
        expect(folded.locator(":scope > :not(summary)").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_contents_are_folded_on_a_phone_and_open(scripts, world, visit):
    page = visit(world.paths["procedure"]["en"], scripts=scripts)
    link = page.locator(".on-this-page a[href='#risks']")
    expect(link).not_to_be_visible()
    page.locator(".on-this-page summary").click()
    link.click()
    expect(page.locator("#risks")).to_be_in_viewport()


def test_contents_stay_at_the_side_of_a_wide_screen_and_follow_the_reader(world, visit):
    page = visit(world.paths["procedure"]["en"], width=1440)
    link = page.locator(".on-this-page a[href='#risks']")
    link.click()
    expect(page.locator("#risks")).to_be_in_viewport()
    expect(link).to_be_in_viewport()
    expect(link).to_have_attribute("aria-current", "true")


def test_question_that_is_linked_to_is_open(world, visit):
    anchor = world.procedure.questions.last().anchor
    page = visit(f"{world.paths['procedure']['en']}#{anchor}")
    assert page.locator("details.question[open]").evaluate_all("all => all.map(one => one.id)") == [anchor]


@pytest.mark.parametrize(
    "kind", ["home", "procedures", "procedure", "article", "topic", "plain page", "doctor", "contact"]
)
def test_language_switch_leads_to_the_same_page_and_back(kind, world, visit):
    page = visit(world.paths[kind]["en"])
    for language, word in (("ar", "العربية"), ("en", "English")):
        switch = page.locator(".language-switch")
        expect(switch).to_have_text(word)
        with another_document(page):
            switch.click()
        expect(page).to_have_url(re.compile(re.escape(page.evaluate("location.origin"))))
        assert page.evaluate("decodeURI(location.pathname)") == world.paths[kind][language]
        assert page.locator("html").get_attribute("lang") == language


def test_hostile_titles_are_words_and_nothing_else(world, visit):
    Clinic.objects.update(name_en=HOSTILE, name_ar=HOSTILE)
    Clinic.objects.get().save()
    doctor, topic = factories.doctor(HOSTILE, HOSTILE, photo=factories.picture()), factories.topic(HOSTILE, HOSTILE)
    hostile = factories.procedure(**factories.both("title", HOSTILE, HOSTILE), author=doctor)
    hostile.topics.set([topic])
    factories.published(hostile, confirmed=True)
    for language in ("en", "ar"):
        own = factories.current(hostile, language).get_absolute_url()
        for path in (own, *(world.paths[kind][language] for kind in ("home", "procedures", "doctors", "topic"))):
            page = visit(path)
            told = page.locator("body").inner_text()
            assert "<script>alert(1)</script>" in told
            assert "\u202e" not in told + page.title()
            assert (page.dialogs, page.complaints) == ([], [])
            running = "script:not([src]):not([type='application/ld+json'])"
            assert page.locator(running).count() == 0


def test_very_long_words_break_and_do_not_widen_the_page(world, visit):
    Clinic.objects.update(name_en="W" * 60, tagline_en="W" * 120)
    long = factories.procedure(**factories.both("title", "W" * 150, "و" * 150))
    factories.section(long, **factories.both("heading", "W" * 150, "و" * 150))
    factories.part(type(long.steps.first()), long, **factories.both("heading", "W" * 150, "و" * 150))
    factories.published(long, confirmed=True)
    for path in (
        factories.current(long).get_absolute_url(),
        world.paths["home"]["en"],
        world.paths["procedures"]["en"],
    ):
        page = visit(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path


@pytest.mark.parametrize("language", ["en", "ar"])
def test_clinic_is_in_reach_on_a_phone_and_the_footer_is_not_covered(language, world, visit):
    page = visit(world.paths["procedure"][language])
    call = page.locator(".reach-call")
    expect(call).to_be_in_viewport(ratio=1)
    assert call.get_attribute("href") == "tel:+20255500101"
    assert min(link.bounding_box()["height"] for link in page.locator(".reach a").all()) >= 44
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    expect(call).to_be_in_viewport(ratio=1)
    footer, bar = page.locator(".site-footer").bounding_box(), page.locator(".reach").bounding_box()
    assert footer["y"] + footer["height"] <= bar["y"] + 0.5


def test_keyboard_goes_to_the_text_first_and_shows_where_it_is(world, visit):
    page = visit(world.paths["article"]["en"], width=1440)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#content"
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


@pytest.mark.parametrize("colour", COLOURS)
def test_any_colour_of_the_clinic_can_be_read(colour, world, visit, faults):
    Clinic.objects.update(colour=colour)
    page = visit(world.paths["procedure"]["en"], width=1440)
    for scheme, expected in (("light", colours.on_light(colour)), ("dark", colours.on_dark(colour))):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand')") == expected
        assert faults(page, only="color-contrast") == [], f"in the {scheme} scheme"


def test_paper_has_every_answer_and_no_navigation(world, visit):
    page = visit(world.paths["procedure"]["en"], width=700)  # A4 without its margins
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for hidden in (".site-nav", ".reach", ".on-this-page", ".language-switch", ".related"):
        assert {found.is_visible() for found in page.locator(hidden).all()} == {False}, hidden
    assert {answer.is_visible() for answer in page.locator(".question .rich").all()} == {True}


def test_numbers_of_steps_are_written_as_the_clinic_writes_digits(world, visit):
    Clinic.objects.update(digits="arabic")
    styles = {
        language: visit(world.paths["procedure"][language])
        .locator(".steps > li")
        .first.evaluate("element => getComputedStyle(element, '::before').content")
        for language in ("en", "ar")
    }
    assert styles == {"en": "counter(step)", "ar": "counter(step, arabic-indic)"}
