"""Pictures of a page: chosen from those that there are, added without leaving the form, shown and removed in it."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.writing_desk import comes_to, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "knee-from-above.png"
    made.write_bytes(factories.image((1600, 1000)).read())
    return made


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_a_picture_is_added_chosen_and_removed_without_leaving_the_form(language, width, desk, made, file):
    page = desk(language, width)
    page.evaluate("for (const one of document.querySelectorAll('.desk details')) one.open = true")
    field, dialog = page.locator("#page-picture"), page.locator("#picture-dialog")
    expect(field.locator(":is(select, .related-widget-wrapper-link):visible")).to_have_count(0)
    field.locator(".picture-choose").press("Enter")
    expect(page.locator("#picture-words")).to_be_focused()
    dialog.locator(".picture-new").press("Enter")
    expect(dialog.locator(".file-choice")).to_be_focused()
    dialog.locator(".picture-send").press("Enter")
    expect(dialog.locator(".picture-problems")).to_have_count(2)
    expect(dialog.locator(".file-choice")).to_be_focused()
    page.locator("#picture-file").set_input_files(file)
    expect(dialog.locator("canvas")).to_be_visible(timeout=20_000)
    page.locator("#picture-alt_ar").fill("ركبة من فوق")
    expect(dialog.locator(".picture-problems")).to_have_count(0)

    session = next(one for one in page.context.cookies() if one["name"] == "sessionid")
    page.context.clear_cookies(name="sessionid")
    send = dialog.locator(".picture-send")
    send.press("Enter")
    expect(send).to_be_focused()
    expect(dialog.locator(".picture-adding .picture-problem")).to_contain_text({"ar": "سجّل", "en": "sign in"}[language])
    page.context.add_cookies([session])
    expect(page.locator("#picture-alt_ar")).to_have_value("ركبة من فوق")
    send.press("Enter")
    expect(dialog).to_be_hidden(timeout=20_000)
    expect(field.locator(".picture-change")).to_be_focused()
    expect(field).to_contain_text("ركبة من فوق")
    expect(field).to_contain_text({"ar": "لا وصف بالإنجليزية", "en": "No description in English"}[language])
    assert comes_to(lambda: field.locator(".picture-shown").evaluate("(one) => one.naturalWidth") > 0)
    expect(page.locator("#desk-told")).not_to_be_empty()
    expect(page.locator("#desk-unsaved")).not_to_be_empty()
    saved(page)
    made.refresh_from_db()
    assert (made.picture.uploaded_as, made.picture.alt_ar, made.picture.alt_en) == (file.name, "ركبة من فوق", "")

    page.evaluate("for (const one of document.querySelectorAll('.desk details')) one.open = true")
    field.locator(".picture-remove").press("Enter")
    expect(field.locator(".picture-choose")).to_be_focused()
    saved(page)
    made.refresh_from_db()
    assert made.picture is None
    assert page.complaints == []


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_a_picture_of_a_section_is_found_by_keyboard_and_by_what_it_shows(language, width, desk, made, faults):
    for name, arabic in (("An eye", "عين"), ("A hip", "ورك أحمد"), ("A hand", "يد")):
        factories.picture(**factories.both("alt", name, arabic))
    page = desk(language, width)
    part, dialog = page.locator("#chapter-recovery .part").first, page.locator("#picture-dialog")
    part.locator(".picture-choose").press("Enter")
    tiles = dialog.locator(".picture-choices button")
    expect(tiles).to_have_count(3)
    assert comes_to(lambda: tiles.first.locator("img").evaluate("(one) => one.naturalWidth") > 0)
    page.keyboard.type({"ar": "احمد", "en": "hip"}[language])
    expect(tiles).to_have_count(1)
    if language == "ar":
        page.keyboard.press("Escape")
        expect(tiles).to_have_count(3)
    page.keyboard.press("ArrowDown")
    if language == "ar":
        page.keyboard.press("ArrowLeft")
    expect(tiles.filter(has_text={"ar": "ورك", "en": "hip"}[language])).to_be_focused()
    page.keyboard.press("Enter")
    expect(part.locator(".picture-change")).to_be_focused()
    expect(part.locator(".picture-field")).to_contain_text("ورك أحمد")
    saved(page)
    assert made.sections.filter(picture__alt_en="A hip").count() == 1
    page.locator("#chapter-recovery .part").first.locator(".picture-change").click()
    for button in (None, ".picture-new"):
        if button:
            dialog.locator(button).click()
        assert [fault for fault in faults(page) if "picture-" in fault] == []
    assert page.complaints == []


@pytest.mark.parametrize(("language", "width"), [("ar", 1440), ("en", 390)])
def test_a_chosen_picture_is_described_anew_within_the_form(language, width, desk, made, faults):
    picture = factories.picture(alt_ar="حقنة", alt_en="")
    made.picture = picture
    made.save()
    made.sections.update(picture=picture)
    page = desk(language, width)
    page.evaluate("for (const one of document.querySelectorAll('.desk details')) one.open = true")
    field, dialog = page.locator("#page-picture"), page.locator("#picture-describing")
    correct = field.locator(".picture-correct")
    correct.press("Enter")
    expect(page.locator("#described-alt_en")).to_be_focused()
    assert comes_to(lambda: dialog.locator(".picture-seen").evaluate("(one) => one.naturalWidth") > 0)
    assert [fault for fault in faults(page) if "pictur" in fault or "describ" in fault] == []
    page.locator("#described-alt_ar").fill("")
    page.keyboard.press("Enter")
    refusal = {"ar": "اكتب وصفًا للصورة", "en": "Describe the picture"}[language]
    expect(dialog.get_by_role("alert")).to_contain_text(refusal)
    page.locator("#described-alt_ar").fill("حقنة في الركبة")
    page.locator("#described-alt_en").fill("An injection")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(correct).to_be_focused()
    for shown in (field, page.locator("#chapter-recovery .part").first.locator(".picture-field")):
        expect(shown).to_contain_text("An injection")
        expect(shown.locator(".picture-lacks:visible")).to_have_count(0)
    expect(page.locator("#desk-unsaved")).to_be_empty()
    picture.refresh_from_db()
    assert (picture.alt_en, picture.alt_ar, picture.decorative) == ("An injection", "حقنة في الركبة", False)
    assert page.complaints == []
