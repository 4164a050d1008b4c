"""Revisions and editions in a browser: they fit a phone, are in one language, and are chosen by keyboard, without script."""

import pytest
from playwright.sync_api import expect

from pages.drafting import drafts
from tests import factories
from tests.browser.documents import another_document
from tests.browser.sweep import sweep

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What other tests look at: the admin's header, which names the person, and the patients' page under the bar.
ELSEWHERE = "#header, body:has(> .notice-held) > :not(.notice-held)"
SHOWN = [("ar", 390, "light"), ("en", 1440, "dark"), ("en", 390, "dark")]


@pytest.fixture
def made():
    """An article with three editions in each language."""
    made = factories.article(title_en="First knees", title_ar="كلمات أولى")
    factories.published(made, note="")
    for english, arabic in (("Second knees", "كلمات ثانية"), ("Third knees", "كلمات ثالثة")):
        made.title_en, made.title_ar = english, arabic
        made.save()
        drafts.record(made, by=None)
        factories.published(made, confirmed=True)
    return made


def path(made, rest):
    return f"/admin/articles/article/{made.pk}/{rest}"


@pytest.mark.parametrize(("language", "width", "scheme"), SHOWN)
def test_they_fit_and_are_clean_and_in_one_language(language, width, scheme, made, live_server, signed_in, faults):
    page = signed_in(path(made, f"editions/{language}/"), language, width=width, scheme=scheme)
    for rest in ("revisions/", "revisions/1/", "editions/{}/", "editions/{}/1/restore/", "editions/{}/1/"):
        page.goto(path(made, rest.format(language)))
        assert page.evaluate(WIDER) <= 0, rest
        page.evaluate(f"document.querySelectorAll('{ELSEWHERE}').forEach(one => one.remove())")
        assert sweep(page, language) == [], rest
        assert [fault for fault in faults(page) if "history" in fault or "notice-held" in fault] == [], rest
    assert page.complaints == []


@pytest.mark.parametrize("place", ["editions/en/", "revisions/"])
def test_two_are_chosen_by_keyboard_and_without_script(place, made, live_server, signed_in):
    page = signed_in(path(made, place), "en", width=390, scripts=False)
    expect(page.locator("#difference ins").first).to_have_text("Third")
    page.get_by_label("Older: 2").focus()
    page.keyboard.press("ArrowDown")
    with another_document(page):
        page.keyboard.press("Enter")
    expect(page.locator("#difference-heading")).to_be_in_viewport()
    expect(page.locator("#difference del").first).to_have_text("First")
    page.get_by_label("Newer: 3").press("ArrowDown")
    with another_document(page):
        page.keyboard.press("Enter")
    expect(page.locator("#difference ins").first).to_have_text("Second")


def test_a_day_is_asked_for_and_an_edition_goes_into_the_draft(made, live_server, signed_in):
    page = signed_in(path(made, "editions/ar/"), "ar", width=390, scripts=False)
    page.get_by_label("ماذا قرأ المرضى في هذا اليوم؟").fill("2020-02-02")
    with another_document(page):
        page.get_by_role("button", name="اعرض ما قرؤوه").click()
    expect(page.get_by_role("status")).to_contain_text("لم تكن الصفحة قد نُشرت بالعربية")
    with another_document(page):
        page.get_by_role("link", name="إعادة النسخة المنشورة 1 إلى المسودة").click()
    expect(page.locator("ins")).to_have_text("أولى")
    with another_document(page):
        page.get_by_role("button", name="أعدها إلى المسودة").click()
    expect(page.locator(".messagelist")).to_contain_text("في المسودة الآن")
    made.refresh_from_db()
    assert (made.title_ar, made.title_en) == ("كلمات أولى", "Third knees")


@pytest.mark.parametrize(("language", "width", "scheme"), SHOWN)
def test_deleted_pages_fit_and_one_is_brought_back(language, width, scheme, live_server, signed_in, faults):
    gone = factories.article(title_en="Knees", title_ar="الركبة")
    drafts.delete(gone, by=None)
    page = signed_in("/admin/deleted/", language, width=width, scheme=scheme)
    assert page.evaluate(WIDER) <= 0
    named, button = {"en": ("Knees", "Bring back “Knees”"), "ar": ("الركبة", "استرجاع «الركبة»")}[language]
    expect(page.locator(".history-rows tbody th")).to_contain_text(named)
    with another_document(page):
        page.get_by_role("button", name=button).press("Enter")
    expect(page.locator(".messagelist")).to_contain_text(named)
    page.goto("/admin/deleted/")
    page.evaluate(f"document.querySelectorAll('{ELSEWHERE}').forEach(one => one.remove())")
    assert sweep(page, language) == []
    assert page.complaints == []
