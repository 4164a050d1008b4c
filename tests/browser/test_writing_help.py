"""Help while writing: sentences that are too long, and the page as search engines show it."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.writing_desk import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = {"en": " ".join(["Word"] * 21) + ".", "ar": " ".join(["كلمة"] * 21) + "."}
SHORT = {"en": " ".join(["Word"] * 20) + ".", "ar": " ".join(["كلمة"] * 20) + "."}
FOUR = {
    "en": "One is here. Two is here. Three is here. Four is here.",
    "ar": "هذه أولى. وهذه ثانية. وهذه ثالثة! أهذه رابعة؟",
}


@pytest.fixture
def desk(signed_in):
    """`desk(language, width, **texts)`: the form of a procedure with these texts."""

    def opened(language, width=1440, **texts):
        made = factories.procedure(parts=0, **texts)
        return signed_in(f"/admin/procedures/procedure/{made.pk}/change/", language, width=width)

    return opened


@pytest.mark.parametrize(("written", "shown"), [("ar", "en"), ("en", "ar")])
def test_a_long_sentence_is_pointed_out_in_either_language(written, shown, desk):
    page = desk(shown)
    summary, advice = (
        page.locator(f"#page-summary_{written} textarea"),
        page.locator(f"#page-summary_{written} .advice"),
    )
    summary.fill(f"{SHORT[written]} {SHORT[written]}")
    page.wait_for_timeout(900)
    expect(advice).to_have_count(0)
    summary.fill(f"{SHORT[written]} {LONG[written]}")
    said = {"en": "1 long sentence", "ar": "جملة طويلة واحدة"}[shown]
    expect(advice.locator("summary")).to_have_text(said)
    advice.locator("summary").press("Enter")
    expect(advice).to_contain_text("21")
    saved(page)
    expect(advice.locator("summary")).to_have_text(said)  # of what is there already, too
    assert page.complaints == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_long_paragraph_of_rich_text_is_pointed_out_and_a_list_is_not(language, desk, signed_in):
    made = factories.procedure(parts=0)
    items = FOUR[language].replace(".", ".</p></li><li><p>")
    factories.section(
        made, kind="recovery", body_en=f"<p>{FOUR['en']}</p>", body_ar=f"<ul><li><p>{items}</p></li></ul>"
    )
    page = signed_in(f"/admin/procedures/procedure/{made.pk}/change/", language, width=390)
    section = page.locator("#chapter-recovery")
    said = {"en": "1 long paragraph", "ar": "فقرة طويلة واحدة"}[language]
    expect(section.locator(".in-en .advice summary").first).to_have_text(said)
    expect(section.locator(".in-ar .advice")).to_have_count(0)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_search_result_follows_what_is_written_and_says_what_is_cut_off(language, desk):
    page = desk(language, 390, title_en="A short title", summary_en="What it is.")
    result = page.locator(".search-result[data-lang=en]")
    expect(result.locator(".search-result-title")).to_have_text("A short title")
    expect(result.locator(".search-result-description")).to_have_text("What it is.")
    expect(result.locator(".search-result-address")).to_have_text(
        re.compile("^[^ ]+ › en › procedures › a-short-title$")
    )
    expect(result.locator(".is-too-long")).to_have_count(0)
    page.locator("#page-search_title_en input").fill("x" * 61)
    expect(result.locator(".search-result-title")).to_have_text("x" * 59 + "…")
    expect(result.locator(".is-too-long")).to_contain_text("61")
    page.locator("#page-search_title_en input").fill("")
    page.locator("#page-title_en input").fill("Another title")
    expect(result.locator(".search-result-title")).to_have_text("Another title")
    assert page.complaints == []
