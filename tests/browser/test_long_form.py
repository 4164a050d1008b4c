"""A form of many parts waits for nothing that is not needed to type, and what comes later works as if it had been there."""

import pytest
from playwright.sync_api import expect

from pages.drafting import drafts
from tests import factories
from tests.browser.writing_desk import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
