"""The form of a page as a writing desk: by mouse and keyboard, in Arabic and English, on a phone and on a desk."""

import re
import time

import pytest
from playwright.sync_api import expect

from pages import drafts, languages, translations
from tests import factories
from tests.browser import desk_bar
from tests.browser.test_accessibility import FOCUS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOOKS = [("ar", 390), ("en", 390), ("ar", 1440), ("en", 1440)]
# What reaches beyond the window on either side, but for what is scrolled in a box of its own.
BEYOND = """() => [...document.querySelectorAll("#content *")]
  .filter((one) => one.checkVisibility() && !one.closest(".desk-chapters, .part-state, .prose-editor"))
  .filter((one) => { const { left, right, width } = one.getBoundingClientRect(); return width && (left < -0.5 || right > innerWidth + 0.5); })
  .map((one) => one.outerHTML.slice(0, 120))"""

# Words that the form itself says, and not in whose language a text is, or what a person wrote.
WORDS = """() => {
  const texts = document.createTreeWalker(document.querySelector("#container"), NodeFilter.SHOW_TEXT), said = [];
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() && !one.closest("script, template, style, #user-tools, [hidden] textarea") && !one.closest("[lang]:not(html)"))
      said.push(texts.currentNode.data.trim());
  }
  for (const one of document.querySelectorAll("#content [title], #content [aria-label]"))
    if (!one.closest("[lang]:not(html)")) said.push(one.title, one.ariaLabel ?? "");
  return said;
}"""
COPIES = "() => Object.keys(localStorage).filter((key) => key.startsWith('bayan-copy'))"
# What a failure has to tell: the copies that are left, and which openings of the form its script knows of.
LEFT = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('bayan-copy'))"
FORM_KNOWS = "() => ({ ...document.getElementById('desk-copy').dataset })"
# The whole form as if each of its parts had been scrolled to: what lies under the bar by chance, and parts that are
# not laid out, are measured wrongly. That nothing with the focus lies under the bar is a test of its own.
LAID_OUT = """() => {
  document.querySelector(".desk-bar").style.position = "relative";
  for (const body of document.querySelectorAll(".part-body")) body.style.contentVisibility = "visible";
}"""
# The editor of a text that was entered is there, and the browser has scrolled on by the height of its buttons.
SETTLED = """() => !document.activeElement.matches(".rich-text-view")
  && new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))"""
FOREIGN = {"ar": re.compile("[A-Za-z]{2}"), "en": re.compile("[\u0600-\u06ff]")}


def strange(page, language):
    """What the form says in the other language; a key is called Alt, and a program Word, in Arabic too."""
    return [words for words in page.evaluate(WORDS) if FOREIGN[language].search(re.sub(r"Alt\+|\bWord\b", "", words))]


@pytest.fixture
def made():
    """A procedure with two risks, of which the second is outdated in Arabic, and sections of several kinds."""
    page = factories.procedure(parts=2)
    for kind in ("risks", "recovery", "what_it_is", "other"):
        factories.section(page, kind=kind, **factories.both("heading", f"About {kind}", "عن هذا"))
    risk = page.risks.last()
    risk.body_en = "<p>Other words than were translated.</p>"
    risk.save()
    drafts.record(page, by=None)
    return page


@pytest.fixture
def desk(signed_in, made):
    """`desk(language, width, hash="", **options)`: the form of the procedure."""

    def opened(language, width=1440, place="", **options):
        return signed_in(f"/admin/procedures/procedure/{made.pk}/change/{place}", language, width=width, **options)

    return opened


def saved(page):
    page.locator(".desk-bar [name=_continue]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def comes_to(holds, seconds=5):
    """Whether something comes to hold in time; in the page itself a waiting function would be forbidden by its policy."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def names_of(rows):
    return [str(row) for row in rows.all()]


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
    says_so = row.locator("[name$=still_right]")
    expect(says_so).to_be_hidden()
    row.locator(f"[name$=heading_{languages.other(made.original_language)}]").type(".")
    expect(says_so).to_be_hidden()  # the translation itself is written anew
    row.locator(f"[name$=heading_{made.original_language}]").press_sequentially(", ")
    says_so.check()
    saved(page)
    part.refresh_from_db()
    assert part.text("heading", made.original_language).startswith(",")
    assert translations.state_of(part, languages.other(made.original_language))[0] == "current"


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


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_parts_are_moved_folded_added_and_removed_by_keyboard(language, width, desk, made):
    first, second = names_of(made.risks)
    page = desk(language, width)
    risks, said = page.locator("#chapter-risks .part[data-prefix=risks]"), page.locator("#desk-told")
    risks.first.locator(".part-toggle").focus()
    page.keyboard.press("Enter")
    expect(risks.first.locator(".part-body")).to_be_hidden()
    page.keyboard.press("Alt+ArrowDown")
    expect(said).to_contain_text({"ar": "2 من 2", "en": "2 of 2"}[language])
    expect(risks.last.locator(".part-toggle")).to_be_focused()
    risks.first.locator(".part-remove").focus()
    page.keyboard.press("Enter")
    expect(risks.first.locator(".part-back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(risks.first.locator(".part-body")).to_be_visible()
    page.locator("#chapter-risks .add-part[data-prefix=risks]").focus()
    page.keyboard.press("Enter")
    expect(risks).to_have_count(3)
    risks.last.locator("[name$=heading_en]").fill("A third")
    saved(page)
    assert [row.heading_en for row in made.risks.all()][2] == "A third"
    assert names_of(made.risks)[:2] == [second, first]
    risks.last.locator(".part-remove").click()
    saved(page)
    assert names_of(made.risks) == [second, first]
    assert page.complaints == []


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_a_part_is_dragged_by_its_handle(language, width, desk, made):
    first, second = names_of(made.steps)
    page = desk(language, width)
    steps = page.locator("#chapter-steps .part[data-prefix=steps]")
    steps.last.locator(".part-handle").scroll_into_view_if_needed()
    steps.last.locator(".part-handle").hover()
    page.mouse.down()
    page.mouse.move(*[page.evaluate("innerWidth / 2"), 0])
    other = steps.first.bounding_box()
    page.mouse.move(other["x"] + 10, other["y"] + 2, steps=4)
    page.mouse.up()
    saved(page)
    assert names_of(made.steps) == [second, first]
    assert page.complaints == []


def test_a_section_of_another_kind_goes_where_it_is_read(desk, made):
    page = desk("en")
    page.locator("#chapter-recovery [name$=-kind]").first.select_option("cost")
    expect(page.locator("#chapter-cost .part")).to_have_count(1)
    saved(page)
    assert made.sections.filter(kind="cost").exists()
    page.locator("#chapter-urgent .add-part").click()
    page.locator("#chapter-urgent [name$=heading_en]").fill("Go to hospital")
    saved(page)
    assert made.sections.get(kind="urgent").heading_en == "Go to hospital"


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
        if hidden_focus(page):
            page.wait_for_timeout(500)  # a slow machine still scrolls
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
    link.click()
    expect(page.locator(f"[id='{place}'] :focus")).to_be_visible()
    assert page.locator(f"[id='{place}']").evaluate("(one) => one.lang || one.querySelector('[lang]').lang") == language
    assert page.complaints == []


def test_publishing_saves_first(desk, made):
    page = desk("en")
    page.locator("#page-title_en input").fill("Written last")
    page.locator("details.standing summary").first.click()
    page.locator("[value=publish-en]:visible").click()
    expect(page).to_have_url(re.compile("/publish/en/$"))
    made.refresh_from_db()
    assert made.title_en == "Written last"
    assert page.dialogs == []


def test_enter_in_a_field_saves_and_does_not_lead_to_publishing(desk, made):
    page = desk("en")
    page.locator("#page-title_en input").fill("Written last")
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


# -- What is not saved ----------------------------------------------------------------------------


def write(page, words):
    """Writes a title and rich text that are not saved."""
    page.locator("#page-title_en input").fill(words)
    text = page.locator("#chapter-recovery .rich-text-view[lang=en]").first
    text.scroll_into_view_if_needed()
    text.focus()
    expect(page.locator(".ProseMirror[lang=en]")).to_be_focused()
    page.keyboard.type("Typed and lost. ")


def test_leaving_asks_by_link_and_by_back_but_not_after_saving(desk, made):
    page = desk("en")
    page.locator("#page-title_en input").click()
    page.keyboard.type("More ")
    page.locator(".breadcrumbs a").first.click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert len(page.dialogs) == 1
    page.evaluate("history.back()")
    page.wait_for_timeout(300)
    assert len(page.dialogs) == 2
    saved(page)
    page.locator(".breadcrumbs a").first.click()
    expect(page).to_have_url(re.compile("/admin/$"))
    assert len(page.dialogs) == 2


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_unsaved_text_survives_a_crash_and_is_offered_back(language, width, desk, made):
    page = desk(language, width)
    write(page, "Unsaved title")
    page.locator("#chapter-risks .add-part[data-prefix=risks]").click()
    page.locator("#risks-2 [name$=heading_ar]").fill("خطر جديد")
    expect(page.locator("#desk-unsaved")).not_to_be_empty()
    again = page.context.new_page()
    again.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    page.close(run_before_unload=False)
    again.goto(f"/admin/procedures/procedure/{made.pk}/change/")
    offer = again.locator("#desk-copy")
    expect(offer).to_contain_text("Unsaved title")
    expect(offer).to_contain_text("Typed and lost.")
    assert strange(again, language) == []
    offer.locator("[data-copy=back]").click()
    expect(again.locator("#page-title_en input")).to_have_value("Unsaved title")
    expect(again.locator("#chapter-risks .part[data-prefix=risks]")).to_have_count(3)
    expect(offer).to_be_hidden()
    saved(again)
    made.refresh_from_db()
    assert made.title_en == "Unsaved title"
    assert made.sections.get(kind="recovery").body_en.startswith("<p>Typed and lost. ")
    assert made.risks.last().heading_ar == "خطر جديد"
    expect(offer).to_be_hidden()
    assert page.complaints == []
    comes_to(lambda: again.evaluate(COPIES) == [], seconds=20)  # once the saved form's scripts have run
    assert again.evaluate(LEFT) == [], again.evaluate(FORM_KNOWS)


def test_a_copy_can_be_refused(desk, made):
    page = desk("en")
    write(page, "Refused")
    expect(page.locator("#desk-unsaved")).not_to_be_empty()
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(f"/admin/procedures/procedure/{made.pk}/change/")
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
    page.locator(".desk-bar [name=_continue]").click()
    expect(page.locator("#login-form")).to_be_visible()
    page.context.add_cookies(cookies)  # signing in
    page.goto(page.url.replace("/admin/login/?next=", "").replace("%2F", "/"))
    page.locator("[data-copy=back]").click()
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
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(f"/admin/procedures/procedure/{made.pk}/change/")
    expect(again.locator(".desk-copy-older")).to_be_visible()
    again.locator("[data-copy=back]").click()
    expect(again.locator(".conflict .changes")).to_contain_text("Theirs")
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
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(f"/admin/procedures/procedure/{made.pk}/change/")
    expect(again.locator("#desk-copy")).to_contain_text("Topics", ignore_case=True)
    again.locator("[data-copy=back]").click()
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
    again.locator(".desk-bar [name=_continue]").click()
    expect(again.locator(".messagelist .success")).to_be_visible(timeout=20_000)
    expect(again.locator("#desk-copy")).to_contain_text("Sent and lost")


def test_what_is_written_while_a_save_that_fails_is_on_its_way_is_kept(desk, made):
    page = desk("en")
    page.locator("#page-title_en input").fill("Sent")
    page.route(
        "**/change/", lambda route: route.abort("aborted") if route.request.method == "POST" else route.fallback()
    )
    page.locator(".desk-bar [name=_continue]").click(no_wait_after=True)
    page.locator("#page-title_en input").fill("Sent, and more")
    kept = "() => Object.values(localStorage).some((copy) => copy.includes('Sent, and more'))"
    assert comes_to(lambda: page.evaluate(kept))
