"""The preview beside the form: in both languages, on a phone and on a desk."""

import re

import pytest
from playwright.sync_api import expect

from clinic.models import Clinic
from tests import factories
from tests.browser import desk_bar
from tests.browser.writing_desk import BEYOND, COPIES, LAID_OUT, LOOKS, WIDER, comes_to, saved, strange

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = {"en": "A way to treat the back", "ar": "طريقة لعلاج الظهر"}
FRAME = "document.querySelector('.preview-pane iframe')"
# The page in the frame: how wide its window and its text are, and how far from the top of the view a part of it stands.
WIDTHS = f"[{FRAME}.contentWindow.innerWidth, {FRAME}.contentDocument.documentElement.clientWidth]"
TOP_OF = f"(anchor) => Math.round({FRAME}.contentDocument.getElementById(anchor).getBoundingClientRect().top)"


@pytest.fixture
def made(db):
    Clinic.objects.create(**factories.both("name", "Nile Clinic", "عيادة النيل"))
    return factories.procedure(parts=3, **{f"title_{code}": title for code, title in TITLES.items()})


@pytest.fixture
def desk(signed_in, made):
    """`desk(language, width)`: the form of the procedure, which notes in `.previews` which previews were asked for."""

    def opened(language, width=1440, **options):
        page = signed_in("/healthz", language, width=width, **options)
        page.previews = []
        page.on("request", lambda request: "/preview/" in request.url and page.previews.append(request.url))
        page.goto(f"/admin/procedures/procedure/{made.pk}/change/")
        return page

    return opened


@pytest.fixture
def previewed(desk):
    """`previewed(language, width)`: the form with its preview open."""

    def opened(*args, **options):
        page = desk(*args, **options)
        desk_bar.opened(page).locator(".preview-toggle").click()
        return page

    return opened


def shown(page):
    """The page in the frame."""
    return page.frame_locator(".preview-pane iframe")


def shows(page, words):
    """Waits for a page in the frame, and until it is arranged there, which is done once it has loaded."""
    expect(shown(page).locator("h1")).to_have_text(words)
    assert comes_to(lambda: page.evaluate(f"{FRAME}.contentDocument.readyState") == "complete")


def settled(page, anchor):
    """How far from the top of the view a part stands, once it is no longer scrolled, which is done smoothly."""
    seen = [page.evaluate(TOP_OF, anchor)]
    while len(seen) < 3 or len(set(seen[-3:])) > 1:
        page.wait_for_timeout(100)
        seen.append(page.evaluate(TOP_OF, anchor))
    return seen[-1]


def chooses(page, **choices):
    for name, value in choices.items():
        page.locator(f".preview-pane [data-{name}={value}]").click()


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_loaded_until_it_is_open_and_then_either_language_as_wide_as_a_phone(width, desk):
    page = desk("en", width)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".preview-pane")).to_be_hidden()
    assert page.previews == []
    desk_bar.opened(page).locator(".preview-toggle").click()
    shows(page, TITLES["en"])
    assert page.evaluate(WIDTHS) == [390, 390]
    chooses(page, language="ar")
    shows(page, TITLES["ar"])
    chooses(page, width="full")
    assert page.evaluate(WIDTHS)[0] >= 1280
    box = page.locator(".preview-pane iframe").bounding_box()
    assert (box["x"] >= -0.5, box["x"] + box["width"] <= width + 0.5) == (True, True)
    assert page.evaluate(WIDER) <= 0
    assert len(page.previews) == 2
    assert page.complaints == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_stands_at_the_end_of_the_form_and_covers_nothing_of_it(language, previewed):
    page = previewed(language)
    shows(page, TITLES[language])
    pane, bar = (page.locator(name).bounding_box() for name in (".preview-pane", ".desk-bar"))
    if language == "en":
        assert bar["x"] + bar["width"] <= pane["x"]
    else:
        assert pane["x"] + pane["width"] <= bar["x"]
    assert bar["y"] + bar["height"] == pytest.approx(800, abs=1)  # it still sticks
    assert page.evaluate("getComputedStyle(document.querySelector('.part-body')).contentVisibility") == "auto"


def test_what_was_chosen_is_remembered_and_lies_over_no_form_unasked(previewed):
    page = previewed("en")
    chooses(page, language="ar", width="full")
    page.reload()
    shows(page, TITLES["ar"])
    assert page.evaluate(WIDTHS)[0] >= 1280
    assert page.evaluate("document.activeElement === document.body")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(".preview-pane")).to_be_hidden()
    page.reload()
    expect(page.locator(".preview-pane")).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 800})
    page.reload()
    page.locator(".preview-close").click()
    page.reload()
    expect(page.locator(".preview-pane")).to_be_hidden()


def test_after_a_save_it_shows_what_was_saved_at_the_same_place(previewed, made):
    page, last = previewed("en"), made.risks.last().anchor
    shows(page, TITLES["en"])
    page.locator(f"#part-{last} [name$=heading_en]").focus()
    assert comes_to(lambda: 0 < page.evaluate(TOP_OF, last) < 300)
    before = settled(page, last)
    notice = page.locator(".preview-pane .while-unsaved")
    expect(notice).to_be_hidden()
    page.locator("#page-summary_en textarea").evaluate("(one) => one.focus({ preventScroll: true })")
    page.locator(f"#part-{last} [name$=heading_en]").focus()
    assert comes_to(lambda: abs(settled(page, last) - before) <= 2)
    page.locator("#page-summary_en textarea").evaluate("""(one) => {
      one.value = "Many more lines.\\n".repeat(12);
      one.dispatchEvent(new Event("input", { bubbles: true }));
    }""")
    expect(notice).to_be_visible()
    expect(shown(page).locator(".lead")).not_to_contain_text("Many more lines.")
    saved(page)
    expect(shown(page).locator(".lead")).to_contain_text("Many more lines.")
    assert comes_to(lambda: abs(page.evaluate(TOP_OF, last) - before) <= 2), (before, page.evaluate(TOP_OF, last))
    expect(notice).to_be_hidden()
    chooses(page, language="ar")
    shows(page, TITLES["ar"])
    assert comes_to(lambda: abs(page.evaluate(TOP_OF, last) - before) <= 2)
    assert page.evaluate(COPIES) == []
    assert (page.dialogs, page.complaints) == ([], [])


def test_the_part_that_is_written_in_is_shown(previewed, made):
    page, question = previewed("ar"), made.questions.last()
    shows(page, TITLES["ar"])
    for anchor in (made.steps.last().anchor, question.anchor):
        page.locator(f"#part-{anchor} .part-toggle").focus()
        assert comes_to(lambda anchor=anchor: 0 < page.evaluate(TOP_OF, anchor) < 500)
    expect(shown(page).get_by_text(question.answer_ar.removeprefix("<p>").removesuffix("</p>")).last).to_be_visible()
    page.locator("#page-title_ar input").focus()
    assert comes_to(lambda: page.evaluate(f"{FRAME}.contentWindow.scrollY") == 0)


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_it_is_opened_used_and_closed_by_keyboard(language, width, desk):
    page = desk(language, width)
    toggle, more = page.locator(".preview-toggle"), page.locator(".desk-more")
    desk_bar.opened(page)
    toggle.focus()
    page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".preview-pane [data-language=en]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".preview-pane [data-language=ar]")).to_have_attribute("aria-pressed", "true")
    shows(page, TITLES["ar"])
    for _ in range(4):  # the widths, closing, into the page
        page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement === {FRAME}")
    page.keyboard.press("Escape")
    expect(page.locator(".preview-pane")).to_be_hidden()
    expect(more if width == 390 else toggle).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_it_is_accessible_and_in_one_language(language, width, scheme, previewed, faults):
    page = previewed(language, width, scheme=scheme)
    shows(page, TITLES[language])
    page.locator(".preview-pane .preview-told").evaluate_all(
        "(all) => { for (const one of all) { one.hidden = false; one.classList.remove('while-unsaved'); } }"
    )
    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(BEYOND.replace("#content *", ".preview-pane :not(iframe)")) == []
    assert strange(page, language) == []
    page.evaluate(LAID_OUT)
    assert faults(page) == []


def test_a_draft_runs_nothing_there_and_its_links_open_elsewhere(previewed):
    page = previewed("en")
    shows(page, TITLES["en"])
    assert page.locator(".preview-pane iframe").get_attribute("sandbox") == "allow-same-origin"
    assert shown(page).locator("script").count() == 0
    with page.context.expect_page() as opened:
        shown(page).locator(".site-nav a").first.click()
    expect(opened.value).to_have_url(re.compile("/en/procedures/$"))
    shows(page, TITLES["en"])
    assert page.complaints == []


def test_a_language_without_a_title_and_a_session_that_ended_are_said(signed_in, db):
    made = factories.procedure(parts=0, title_ar="")
    page = signed_in(f"/admin/procedures/procedure/{made.pk}/change/", "ar", width=1440)
    page.locator(".preview-toggle").click()
    expect(page.locator("#preview-missing")).to_be_visible()
    expect(page.locator(".preview-pane iframe")).to_be_hidden()
    chooses(page, language="en")
    shows(page, made.title_en)
    page.context.clear_cookies(name="sessionid")
    chooses(page, language="ar")
    expect(page.locator("#preview-missing")).to_be_visible()
    chooses(page, language="en")
    expect(page.locator("#preview-failed")).to_be_visible()
    expect(page.locator("#preview-missing")).to_be_hidden()


def test_there_is_none_for_a_page_that_is_not_saved_yet(signed_in):
    page = signed_in("/admin/procedures/procedure/add/", "en", width=1440)
    expect(page.locator(".desk-bar")).to_be_visible()
    assert page.locator(".preview-toggle, .preview-pane, .share-card").count() == 0
    assert page.complaints == []
