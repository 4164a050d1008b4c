"""A form of many parts waits for nothing that is not needed to type, and what comes later works as if it had been there."""

import pytest
from playwright.sync_api import expect

from pages import drafts
from pages.models import Picture
from tests import factories
from tests.browser.writing_desk import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MADE = "document.querySelectorAll('.part .select2-container').length"


@pytest.fixture
def made():
    page = factories.procedure(parts=0)
    for number in range(20):
        factories.section(
            page, kind="other", order=number, **factories.both("heading", f"Part {number}", f"جزء {number}")
        )
    drafts.record(page, by=None)
    return page


@pytest.fixture
def form(signed_in, made):
    return signed_in(f"/admin/procedures/procedure/{made.pk}/change/", "ar")


def test_the_chooser_of_a_picture_is_made_when_it_comes_near(form, made):
    picture = factories.picture()
    expect(form.locator(".waits-for-search").first).to_be_attached()
    assert form.evaluate(MADE) < 20
    last = form.locator(".part[data-prefix=sections]").last
    last.scroll_into_view_if_needed()
    chooser = last.locator(".select2-selection")
    expect(chooser).to_have_attribute("aria-label", "الصورة")
    chooser.click()
    form.locator(".select2-results__option", has_text=picture.alt_ar).click()
    saved(form)
    assert made.sections.last().picture == Picture.objects.get()
    assert form.complaints == []


def test_a_chooser_that_is_made_under_the_focus_keeps_it(form):
    waiting = form.locator(".waits-for-search").last
    name = waiting.get_attribute("name")
    waiting.focus()
    expect(form.locator(f"select[name={name}] + .select2 .select2-selection")).to_be_focused()


def test_the_editor_s_own_script_does_not_hold_up_the_form(form):
    assert form.locator("script[src*='django_prose_editor/editor']").count() == 0
    form.locator(".rich-text-view[lang=ar]").first.focus()
    expect(form.locator(".ProseMirror[lang=ar]").first).to_be_focused()


def test_what_an_editor_offers_stands_in_the_form_once(admin_client, made):
    html = admin_client.get(f"/admin/procedures/procedure/{made.pk}/change/").content.decode()
    assert html.count('"BulletList"') == 1
    assert html.count('data-rich-text="rich-text-of-pages"') > 40


def test_a_part_is_removed_without_scripts_too(signed_in, made):
    page = signed_in(f"/admin/procedures/procedure/{made.pk}/change/", "ar", scripts=False)
    part = page.locator(".part[data-prefix=sections]").first
    expect(part.locator(".part-remove")).to_be_hidden()
    part.get_by_label("احذف هذا الجزء عند الحفظ").check()
    saved(page)
    assert made.sections.count() == 19
