"""Writing rich text in the admin: what is not touched stays as it is."""

import re

import pytest
from playwright.sync_api import expect

from pages.rich_text import clean_html
from tests import factories
from tests.browser.rich_text import has_focus
from tests.browser.writing_desk import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editing(signed_in):
    """`editing(page, language, **options)`: the form of a page, with the English text of its only section opened."""

    def opened(made, language, **options):
        address = f"/admin/{made._meta.app_label}/{made._meta.model_name}/{made.pk}/change/"
        page = signed_in(address, language, **options)
        page.locator(".rich-text-view[lang=en]").first.focus()
        has_focus(page.locator(".ProseMirror[lang=en]").first)
        return page

    return opened


def written(html):
    """An article whose only section says `html` in English."""
    made = factories.article(parts=0)
    factories.section(made, body_en=html)
    return made


@pytest.mark.parametrize(
    "html",
    [
        '<p>Read <a data-page="{0}" data-part="risks">the risks</a> and <a data-page="{0}">all of it</a>.</p>',
        '<p>By <a href="https://who.int/a?b=1&amp;c">a site</a>, <a href="mailto:a@b.example">mail</a>, '
        '<a href="tel:+2025550101">telephone</a>.</p>',
        "<p>One line<br>and <strong>bold</strong> <em>italic</em> H<sub>2</sub>O x<sup>2</sup></p>",
        '<h3>One</h3><h4>Two</h4><ol start="3"><li><p>c</p></li></ol><ul><li><p>d</p></li></ul>'
        "<blockquote><p>said</p></blockquote>",
        '<table><thead><tr><th scope="col"><p>A</p></th></tr></thead><tbody><tr><td><p>1</p></td></tr></tbody></table>',
    ],
    ids=["page links", "addresses", "text", "blocks", "table"],
)
def test_one_key_changes_nothing_else(html, editing):
    made = written("")
    stored = html.format(factories.procedure().pk) + "<p>End.</p>"
    assert clean_html(stored) == stored
    made.sections.update(body_en=stored)
    page = editing(made, "en")
    page.keyboard.press("Control+End")
    page.keyboard.type("!")
    saved(page)
    assert made.sections.get().body_en == stored.replace("End.", "End.!")
    assert page.complaints == []


@pytest.fixture
def fusion():
    page = factories.procedure(parts=1, **factories.both("title", "Spinal fusion", "تثبيت الفقرات"))
    page.risks.update(**factories.both("heading", "Infection", "عدوى"))
    return page


def select(page, words):
    """Selects words of the English text as an editor does with the mouse."""
    place = page.evaluate(
        """(words) => {
          const texts = document.createTreeWalker(document.querySelector(".ProseMirror[lang=en]"), NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const at = texts.currentNode.data.indexOf(words);
            if (at < 0) continue;
            const told = new Promise((tell) => document.addEventListener("selectionchange", () => setTimeout(tell), { once: true }));
            getSelection().setBaseAndExtent(texts.currentNode, at, texts.currentNode, at + words.length);
            return told.then(() => true);
          }
        }""",
        words,
    )
    assert place


def dialog_of(page):
    return page.locator("dialog.link-dialog")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_words_are_linked_to_a_part_by_keys_alone(language, editing, fusion):
    made = written("<p>Read about the spinal fusion first.</p>")
    page = editing(made, language, width=390)
    select(page, "spinal fusion")
    page.keyboard.press("Control+k")
    dialog = dialog_of(page)
    expect(dialog.locator("input")).to_be_focused()
    expect(dialog.locator("input")).to_have_value("spinal fusion")
    expect(dialog.locator("[aria-selected=true] strong")).to_have_text(
        {"ar": "تثبيت الفقرات", "en": "Spinal fusion"}[language]
    )
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("option").first).to_have_text({"ar": "الصفحة كلها", "en": "The whole page"}[language])
    page.keyboard.type({"ar": "عدوي", "en": "infec"}[language])
    expect(dialog.get_by_role("option")).to_have_text([{"ar": "عدوى", "en": "Infection"}[language]])
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.locator(".ProseMirror[lang=en]")).to_be_focused()
    saved(page)
    risk = fusion.risks.get().anchor
    linked = f'<a data-page="{fusion.pk}" data-part="{risk}">spinal fusion</a>'
    assert made.sections.get().body_en == f"<p>Read about the {linked} first.</p>"
    assert made.links.get(in_text=True).to_anchor == risk
    assert page.complaints == []


def test_a_link_says_where_it_leads_and_can_be_changed_and_removed(editing, fusion):
    made = written(f'<p>Read <a data-page="{fusion.pk}" data-part="risks">about it</a> first.</p>')
    page = editing(made, "en")
    select(page, "about")
    page.get_by_role("button", name="Link (Ctrl+K)").click()
    dialog = dialog_of(page)
    expect(dialog.locator(".link-current p")).to_have_text("Leads to Spinal fusion › Risks")
    dialog.get_by_role("button", name="Another part").click()
    expect(dialog.locator("[aria-selected=true]")).to_have_text("Risks")
    dialog.get_by_role("option", name="The whole page").click()
    expect(page.locator(f".ProseMirror a[data-page='{fusion.pk}']:not([data-part])")).to_have_text("about it")
    page.keyboard.press("Control+k")
    expect(dialog.locator(".link-current p")).to_have_text("Leads to Spinal fusion")
    dialog.get_by_role("button", name="Remove the link").click()
    saved(page)
    assert made.sections.get().body_en == "<p>Read about it first.</p>"


def test_a_late_answer_does_not_take_the_place_of_what_was_typed_since(editing):
    made = written("<p>Read about it first.</p>")
    page = editing(made, "en")
    held = []
    page.route("**/admin/link-targets/**", lambda route: held.append(route))
    select(page, "about it")
    with page.expect_request("**/admin/link-targets/**"):
        page.keyboard.press("Control+k")
    page.evaluate("window.setTimeout = () => 0")  # no pause ends before the late answer is there
    dialog_of(page).locator("input").fill("www.who.int")
    held[0].fulfill(json={"results": []})
    page.evaluate("fetch('/robots.txt')")  # by when the answer has been read
    page.keyboard.press("Enter")
    expect(dialog_of(page)).to_have_count(0)
    page.unroute("**/admin/link-targets/**")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://www.who.int/spine?a=1", "https://www.who.int/spine?a=1"),
        ("www.who.int", "https://www.who.int/"),
        ("care@clinic.example", "mailto:care@clinic.example"),
        ("+20 2 5550 0101", "tel:+20255500101"),
        ("tel:٠٢٥٥٥٠٠١٠١", "tel:0255500101"),
    ],
)
def test_words_are_linked_to_an_address_elsewhere(typed, stored, editing):
    made = written("<p>Read about it first.</p>")
    page = editing(made, "en")
    select(page, "about it")
    page.keyboard.press("Control+k")
    dialog_of(page).locator("input").fill(typed)
    page.keyboard.press("Enter")
    saved(page)
    assert made.sections.get().body_en == f'<p>Read <a href="{stored}">about it</a> first.</p>'


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("en", "javascript:alert(1)", "A link can lead to a web address"),
        ("ar", "JaVaScript:alert(1)", "يمكن أن يؤدي الرابط إلى"),
        ("en", "data:text/html,x", "A link can lead to a web address"),
        ("en", "ftp://who.int/", "A link can lead to a web address"),
        ("ar", "https://who", "رابط الموقع هذا غير مكتمل"),
        ("en", "https://who int.org", "This web address is not complete."),
        ("ar", "http//who.int", "رابط الموقع هذا غير مكتمل"),
        ("ar", "a@b", "البريد الإلكتروني هذا غير مكتمل"),
        ("en", "tel:nobody", "This telephone number is not complete."),
    ],
)
def test_an_address_that_is_none_is_refused_in_the_dialog_s_language(language, typed, said, editing):
    made = written("<p>Read about it first.</p>")
    page = editing(made, language)
    select(page, "about it")
    page.keyboard.press("Control+k")
    dialog = dialog_of(page)
    dialog.locator("input").fill(typed)
    page.keyboard.press("Enter")
    expect(dialog.locator(".link-error")).to_contain_text(said)
    expect(dialog.locator("input")).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    has_focus(page.locator(".ProseMirror[lang=en]"))
    page.keyboard.press("End")
    page.keyboard.type("!")
    saved(page)
    assert (made.sections.get().body_en, page.dialogs) == ("<p>Read about it first.!</p>", [])


def test_an_address_of_the_site_becomes_a_link_to_its_page(editing, fusion):
    factories.published(fusion, confirmed=True)
    made = written("<p>Read about it first.</p>")
    page = editing(made, "en")
    select(page, "about it")
    page.keyboard.press("Control+k")
    own = page.evaluate("location.origin") + factories.current(fusion, "ar").get_absolute_url()
    dialog_of(page).locator("input").fill(own)
    page.keyboard.press("Enter")
    expect(dialog_of(page).get_by_role("option").first).to_have_text("The whole page")
    page.keyboard.press("Enter")
    saved(page)
    assert f'<a data-page="{fusion.pk}">about it</a>' in made.sections.get().body_en


def test_without_words_the_title_of_the_page_is_put_in(editing, fusion):
    made = written("")
    page = editing(made, "en")
    page.keyboard.press("Control+k")
    page.keyboard.type("fusion")
    expect(dialog_of(page).locator("[aria-selected=true] strong")).to_have_text("Spinal fusion")
    page.keyboard.press("Enter")
    expect(dialog_of(page).get_by_role("option").first).to_have_text("The whole page")
    page.keyboard.press("Enter")
    page.keyboard.type(".")
    saved(page)
    assert made.sections.get().body_en == f'<p><a data-page="{fusion.pk}">Spinal fusion</a>.</p>'


def test_an_also_read_line_is_led_to_a_part_by_the_same_dialog(signed_in, fusion):
    made = written("<p>Words.</p>")
    page = signed_in(f"/admin/articles/article/{made.pk}/change/", "ar", width=390)
    page.locator("#chapter-links .add-part").click()
    line = page.locator("#links-0 .link-target")
    line.get_by_role("button").click()
    expect(dialog_of(page).locator("input")).to_be_focused()
    page.keyboard.type("fusion infection")
    expect(dialog_of(page).locator(".link-part")).to_have_text("عدوى")
    dialog_of(page).locator(".link-part").click()
    expect(line).to_contain_text("تثبيت الفقرات › عدوى")
    saved(page)
    link = made.links.get(in_text=False)
    assert (link.to_page_id, link.to_anchor) == (fusion.pk, fusion.risks.get().anchor)
    expect(page.locator("#links-0 .link-target")).to_contain_text("تثبيت الفقرات › عدوى")
    assert page.complaints == []


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("ar", 390, "light"), ("en", 1440, "light"), ("ar", 1440, "dark")]
)
def test_the_dialog_is_whole_and_in_one_language(language, width, scheme, editing, fusion, faults):
    made = written(f'<p>Read <a data-page="{fusion.pk}" data-part="gone">about it</a> first.</p>')
    page = editing(made, language, width=width, scheme=scheme)
    select(page, "about it")
    page.keyboard.press("Control+k")
    dialog = dialog_of(page)
    expect(dialog.locator(".link-lost")).to_be_visible()
    for typed in ("fusion infection", "zzzz", "https://who", "www.who.int"):
        dialog.locator("input").fill(typed)
        expect(dialog.locator("li, .link-told:not(:empty)").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        inside = dialog.evaluate(
            "(one) => one.scrollWidth <= one.clientWidth && one.getBoundingClientRect().right <= innerWidth"
        )
        assert inside, typed
    assert (
        dialog.evaluate(
            "(one) => [...one.querySelectorAll('button, input, li')].filter((x) => x.checkVisibility() && x.getBoundingClientRect().height < 43.5).length"
        )
        == 0
    )
    assert [fault for fault in faults(page) if 'class="link-' in fault or "link-dialog" in fault] == []
    assert page.complaints == []


def test_a_doctor_s_biography_links_to_no_page(signed_in, fusion):
    doctor = factories.doctor(biography_en="<p>Writes elsewhere.</p>")
    page = signed_in(f"/admin/doctors/doctor/{doctor.pk}/change/", "en")
    page.locator(".rich-text-view[lang=en]").focus()
    has_focus(page.locator(".ProseMirror[lang=en]"))
    select(page, "elsewhere")
    page.keyboard.press("Control+k")
    dialog = dialog_of(page)
    dialog.locator("input").fill("fusion")
    expect(dialog.locator(".link-told")).to_have_text("A web address, an e-mail address or a telephone number.")
    dialog.locator("input").fill("www.who.int")
    page.keyboard.press("Enter")
    saved(page)
    doctor.refresh_from_db()
    assert doctor.biography_en == '<p>Writes <a href="https://www.who.int/">elsewhere</a>.</p>'
    assert page.complaints == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_button_says_what_it_does_in_the_editor_s_language(language, editing):
    made = written("<table><tbody><tr><td><p>1</p></td></tr></tbody></table>")
    page = editing(made, language)
    expect(page.locator(".prose-menubar")).to_have_attribute("role", "toolbar")  # its buttons are named by then
    names = page.locator(".prose-menubar button").evaluate_all("(all) => all.map((one) => [one.title, one.ariaLabel])")
    assert len(names) == 23
    assert all(title == label for title, label in names)
    strange = re.compile("[a-z]{2}" if language == "ar" else "[\u0600-\u06ff]")
    assert [title for title, _ in names if not title or strange.search(title.replace("Ctrl", ""))] == []


def test_a_table_is_put_in_without_asking(editing):
    made = written("")
    page = editing(made, "ar")
    page.get_by_role("button", name="إدراج جدول").click()
    saved(page)
    assert made.sections.get().body_en.count('<th scope="col">') == 3
    assert page.locator("dialog[open]").count() == 0


def test_a_text_keeps_its_height_and_its_typeface_as_one_enters_it(signed_in):
    made = written("<ul><li>One</li><li><p>Two</p></li></ul><p>Three</p>")
    made.sections.update(body_ar="")
    page = signed_in(f"/admin/articles/article/{made.pk}/change/", "ar", width=390)
    typefaces = "(text) => [text, ...text.querySelectorAll('p, li')].map((one) => getComputedStyle(one).fontFamily)"
    full, empty = page.locator("[id$=body_en] .rich-text-view"), page.locator("[id$=body_ar] .rich-text-view")
    shown, height = set(full.evaluate(typefaces)), empty.bounding_box()["height"]
    for view, language in ((full, "en"), (empty, "ar")):
        view.focus()
        has_focus(page.locator(f"[id$=body_{language}] .ProseMirror"))
    assert len(shown) == 1
    assert set(page.locator("[id$=body_en] .ProseMirror").evaluate(typefaces)) == shown
    assert page.locator("[id$=body_ar] .ProseMirror").bounding_box()["height"] >= height
