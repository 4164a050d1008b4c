"""What a browser says by itself, in its own language, is said in the interface's: files, days, and what must be filled in."""

import pytest
from playwright.sync_api import expect

from pages.models import Page
from pages.publishing import handovers
from tests import factories
from tests.browser.documents import another_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A field that draws words of the browser's, or has it refuse to send a form.
ITS_OWN = """[...document.querySelectorAll("input, textarea, select")].filter((field) =>
  (/^(date|time|month|week|datetime-local|file)$/.test(field.type) && field.checkVisibility())
  || (field.willValidate && field.form && !field.form.noValidate && (field.required || /^(email|url|number)$/.test(field.type)))
).map((field) => field.outerHTML.slice(0, 150))"""


def test_no_page_leaves_words_to_the_browser(live_server, signed_in, admin_user):
    picture = factories.picture()
    made = factories.article(picture=picture)
    factories.published(made, confirmed=True)
    made.title_en = made.title_ar = "Another"
    made.save()
    place = f"/admin/articles/article/{made.pk}"
    page, left = signed_in("/healthz", "ar"), {}
    for address in (
        "/admin/figures/", f"/admin/figures/{made.pk}/", "/admin/log/", f"{place}/editions/ar/", "/admin/translations/",
        f"/admin/pages/picture/{picture.pk}/change/", f"{place}/publish/both/", f"{place}/withdraw/ar/", f"{place}/change/",
        "/admin/password_change/",
    ):  # fmt: skip
        page.goto(address)
        if found := page.evaluate(ITS_OWN):
            left[address] = found
    assert left == {}
    assert page.complaints == []


def test_a_file_is_chosen_by_a_button_in_the_language_of_the_interface(live_server, signed_in, tmp_path):
    page = signed_in("/admin/translations/", "ar")
    button = page.get_by_role("button", name="ملف Word بامتداد docx اختر ملفًا")
    expect(button).to_have_accessible_description("لم تختر ملفًا بعد.")
    with another_document(page):
        page.locator("#word-file").locator("xpath=ancestor::form").locator("[type=submit]").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("اختر ملف")
    expect(button).to_have_attribute("aria-invalid", "true")
    (tmp_path / "back.docx").write_bytes(b"no document")
    with page.expect_file_chooser() as chooser:
        button.press("Enter")
    chooser.value.set_files(tmp_path / "back.docx")
    expect(page.locator(".file-choice-name")).to_have_text("back.docx")
    assert page.complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_not_filled_in_is_told_by_the_page_itself(scripts, live_server, signed_in, admin_user):
    made = factories.article(summary_en="", summary_ar="")
    handovers.hand_over(made, "ar", by=admin_user)
    page = signed_in(f"/admin/articles/article/{made.pk}/publish/ar/", "ar", scripts=scripts)
    page.locator(".handing-back summary").click()
    with another_document(page):
        page.locator(".handing-back [type=submit]").first.click()
    expect(page.locator(".messagelist")).to_contain_text("سبب الإعادة")
    expect(page.locator(".handing-back textarea")).to_be_visible()
    expect(page.locator(".handing-back textarea")).to_have_accessible_description(
        "لا بد من ذكر سبب الإعادة في كلمات قليلة."
    )
    with another_document(page):
        page.locator(".submit-row [type=submit]").click()
    expect(page.get_by_role("alert").locator("[href='#confirmed']")).to_be_visible()
    expect(page.locator("#confirmed")).to_have_accessible_description("لم يُنشر شيء بعد: ما ورد هنا ينتظر تأكيدك.")
    assert not Page.objects.get(pk=made.pk).editions.exists()
