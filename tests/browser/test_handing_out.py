"""A hand-out from a doctor's phone to a patient's, and on paper; and the sheets of cards of the clinic's desk."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests import factories
from tests.browser.documents import another_document
from tests.browser.sweep import sweep
from tests.browser.test_every_page import MEASURED, WIDTHS, as_high_as_itself, assert_whole, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = ("en", "ar")
MILLIMETRE = 96 / 25.4


@pytest.fixture
def signed_in(visit, world, django_user_model):
    """`signed_in(path, language, **options)` opens a page as the doctor of the clinic, who has no part in the admin."""
    world.doctor.user = django_user_model.objects.create_user("mona")
    world.doctor.save()
    client = Client()
    client.force_login(world.doctor.user)

    def opened(path, language, **options):
        page = visit("/healthz", **options)
        cookies = {"sessionid": client.cookies["sessionid"].value, "language": language}
        origin = page.evaluate("location.origin")
        page.context.add_cookies([{"name": name, "value": value, "url": origin} for name, value in cookies.items()])
        page.status = page.goto(path).status
        page.complaints.clear()
        return page

    return opened


@pytest.mark.parametrize("scripts", [True, False])
def test_a_doctor_makes_one_on_a_phone_in_arabic_and_a_patient_opens_it(scripts, signed_in, visit, world):
    page = signed_in("/handouts/", "ar", scripts=scripts)
    with another_document(page):
        page.get_by_role("link", name="إعداد نشرة").click()
    page.locator("#q").fill(factories.current(world.procedure, "ar").title)
    with another_document(page):
        page.keyboard.press("Enter")
    with another_document(page):
        page.locator(f'button[value="add:{world.procedure.pk}"]').click()
    page.locator("#q").fill(factories.current(world.article, "en").title)
    with another_document(page):
        page.keyboard.press("Enter")
    with another_document(page):
        page.locator(f'button[value="add:{world.article.pk}"]').click()
    with another_document(page):
        page.locator(f'button[value="up:{world.article.pk}"]').click()
    chosen = page.locator(".handing-out-page").last
    chosen.locator("summary").first.click()
    chosen.get_by_label("ماذا يحدث خطوة بخطوة").check()
    page.get_by_label("العربية", exact=True).check()
    expect(page.locator("#id_note_en")).to_be_hidden()
    page.get_by_label("ملاحظة بالعربية (اختياري)").fill("أحضر الأشعة معك.")
    page.get_by_label("أسبوع").check()
    with another_document(page):
        page.get_by_role("button", name="جهّز النشرة").click()
    address = page.locator("#address").input_value()
    assert re.fullmatch(r"http://[^/]+/go/\w{8}/", address)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.complaints == []

    patient = visit(address)
    expect(patient.locator("h1")).to_have_text("للقراءة، من د. منى سالم")
    expect(patient.locator(".handed-out-note")).to_contain_text("أحضر الأشعة معك.")
    titles = [factories.current(one, "ar").title for one in (world.article, world.procedure)]
    assert patient.locator(".handed-out-title").all_inner_texts() == titles
    assert patient.locator(f"#page-{world.procedure.pk} .block").count() == 1
    assert patient.locator(f"#page-{world.article.pk} .block").count() == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_is_asked_for_in_the_languages_that_are_handed_out_and_what_was_typed_stays(language, signed_in, world):
    page = signed_in(f"/handouts/new/?page={world.article.pk}", language, scripts=False)
    notes = {one: page.locator(f"#id_note_{one}") for one in LANGUAGES}

    def shown(chosen):
        page.locator(f"input[name=language][value={chosen}]").check()
        return {one for one in LANGUAGES if notes[one].is_visible()}

    assert [shown(chosen) for chosen in ("both", "en", "ar")] == [{"en", "ar"}, {"en"}, {"ar"}]
    page.locator("input[name=language][value=both]").check()
    notes["en"].fill("See you.")
    assert [shown(chosen) for chosen in ("ar", "en", "both")] == [{"en", "ar"}, {"en"}, {"en", "ar"}]


def test_the_address_is_copied(signed_in, world):
    made = factories.handout(world.article, doctor=world.doctor)
    page = signed_in(f"/handouts/{made.code}/", "en")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#address").input_value()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_doctor_sees_is_whole_and_in_one_language(language, signed_in, world, faults):
    made = factories.handout((world.procedure, "risks"), doctor=world.doctor)
    places = ["/handouts/", f"/handouts/new/?page={world.procedure.pk}&page={world.article.pk}", f"/handouts/{made.code}/",
              f"/handouts/{made.code}/edit/", f"/handouts/pages/{world.procedure.pk}/",
              f"/handouts/pages/{world.procedure.pk}/cards/?language={language}"]  # fmt: skip
    page = signed_in("/handouts/", language)
    for place in places:
        page.goto(place)
        page.evaluate(  # the addresses of a page name its parts in both languages, and a note is asked for in both
            f"for (const one of document.querySelectorAll('.handing-out-name:not([lang={language}]), "
            f"textarea:not([lang={language}])')) one.remove()"
        )
        assert sweep(page, language) == [], place
        page.status = 200
        assert_whole(page, language, faults)


SMALL = """() => [...document.querySelectorAll(".button, button, input:not([type=radio], [type=checkbox]), select, summary, label:has(input)")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.type !== "hidden")
  .filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 120))"""


def test_what_the_doctor_presses_is_large_on_a_phone(signed_in, world):
    made = factories.handout(world.article, doctor=world.doctor)
    page = signed_in(f"/handouts/new/?page={world.procedure.pk}&page={world.article.pk}", "ar")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.evaluate(SMALL) == []
    for place in ("/handouts/", f"/handouts/{made.code}/", f"/handouts/pages/{world.procedure.pk}/"):
        page.goto(place)
        assert page.evaluate(SMALL) == [], place


# -- Both languages ----------------------------------------------------------------------------------------------


@pytest.fixture
def both(world):
    notes = {"note_en": "See you.", "note_ar": "إلى اللقاء."}
    return factories.handout(world.procedure, world.article, language="both", doctor=world.doctor, **notes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_are_each_of_one_piece(language, both, visit, faults):
    page = visit(both.address_in(language))
    assert [width for width in WIDTHS if overflow(page, width)] == []
    for width in MEASURED:
        page.set_viewport_size({"width": width, "height": 800})
        as_high_as_itself(page, width)
        assert faults(page) == []
    page = visit(both.address_in(language))
    other = {"en": "ar", "ar": "en"}[language]
    page.evaluate(f"for (const one of document.querySelectorAll('.handed-out-cell[lang={other}]')) one.remove()")
    assert sweep(page, language) == []


ROWS = """() => [...document.querySelectorAll(".handed-out-row")].map((row) => [...row.children].map((cell) => {
  const { x, y, width } = cell.getBoundingClientRect();
  return [cell.lang, Math.round(x), Math.round(y), Math.round(width)];
}))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_begin_beside_each_other_on_a_wide_screen_and_on_paper_and_under_each_other_on_a_phone(
    language, both, visit
):
    page = visit(both.address_in(language), width=1440)
    first_is_before = (lambda one, two: one < two) if language == "en" else (lambda one, two: one > two)

    def beside():
        for (own, x1, y1, width1), (other, x2, y2, width2) in page.evaluate(ROWS):
            assert (own, y1, first_is_before(x1, x2), other != own) == (language, y2, True, True)
            assert abs(width1 - width2) <= 1

    beside()
    page.set_viewport_size({"width": 680, "height": 1000})  # A4 without its margins
    page.emulate_media(media="print")
    beside()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 360, "height": 800})
    for (_, x1, y1, _), (_, x2, y2, _) in page.evaluate(ROWS):
        assert (x1, y1 < y2) == (x2, True)


def test_the_language_switch_turns_the_columns(both, visit):
    page = visit(both.address_in("en"))
    with another_document(page):
        page.locator(".language-switch").click()
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator(".handed-out-cell").first.get_attribute("lang") == "ar"


# -- On paper ----------------------------------------------------------------------------------------------------

ON_SCREENS = [".site-nav", ".page-actions", ".handed-out-pages", ".reach", ".language-switch"]
ON_PAPER = [".handout svg", "h1", ".handed-out-days", ".handed-out-note", ".handed-out-title", ".steps", ".contact-card",
            ".question .rich", ".disclaimer"]  # fmt: skip


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_has_the_hand_out_with_its_code_and_every_answer(language, scripts, world, visit):
    page = visit(world.paths["hand-out"][language], width=680, scripts=scripts)
    assert [place for place in ON_SCREENS if page.locator(place).count() == 0] == []
    page.emulate_media(media="print")
    assert [place for place in ON_SCREENS if page.locator(place).first.is_visible()] == []
    assert [place for place in ON_PAPER if not page.locator(place).first.is_visible()] == []
    assert page.locator(".contact-card").inner_text().count("5550") == 1


# -- Cards -------------------------------------------------------------------------------------------------------

SIZES = {"business": (10, 85, 55), "a6": (4, 105, 148), "a5": (2, 210, 148)}


@pytest.mark.parametrize("told", ["ar", "en", "both"])
@pytest.mark.parametrize("size", SIZES)
def test_a_sheet_fills_one_page_of_a4_with_cards_of_their_size(size, told, signed_in, world):
    title = "استئصال الغضروف القطني بالمنظار وما بعده من علاج طبيعي " * 3
    long = factories.procedure(**factories.both("title", "Endoscopic removal of a lumbar disc " * 5, title))
    factories.published(long)
    for made in (world.procedure, long):
        page = signed_in(f"/handouts/pages/{made.pk}/cards/?size={size}&language={told}", "en", width=794)
        page.emulate_media(media="print")
        count, width, height = SIZES[size]
        boxes = [card.bounding_box() for card in page.locator(".paper-card").all()]
        assert len(boxes) == count
        for box in boxes:
            assert (box["width"] / MILLIMETRE, box["height"] / MILLIMETRE) == pytest.approx((width, height), abs=0.3)
        assert page.evaluate(CUT_OFF) == []
        code = page.locator(".paper-card-code svg").first.bounding_box()
        assert code["width"] >= 25 * MILLIMETRE - 1
        pages = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
        assert pages == 1


# The words and the code of a card, where they reach out of it; a title that is too long ends in dots.
CUT_OFF = """() => [...document.querySelectorAll(".paper-card")].slice(0, 1).flatMap((card) => {
  const frame = card.getBoundingClientRect();
  return [...card.querySelectorAll("p, svg, img")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.top < frame.top || box.bottom > frame.bottom || box.left < frame.left || box.right > frame.right;
  }).map((one) => one.outerHTML.slice(0, 100));
})"""
