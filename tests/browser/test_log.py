"""The log in a browser: it fits a phone, is in one language and clean, and is narrowed without script."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.documents import another_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("ar", 390, "light"), ("en", 1440, "dark"), ("en", 390, "dark")]
)
def test_the_log_and_a_page_s_history_fit_and_are_clean(language, width, scheme, live_server, signed_in, faults):
    made = factories.article()
    factories.published(made)
    page = signed_in("/admin/log/", language, width=width, scheme=scheme)
    assert page.locator("#id_deed").is_visible() == (width > 640)  # folded on a phone
    for address in ("/admin/log/", f"/admin/articles/article/{made.pk}/history/"):
        page.goto(address)
        assert page.locator(".log tbody tr").count() > 1
        assert page.evaluate(WIDER) <= 0, address
        assert [fault for fault in faults(page) if "log" in fault] == []
    assert page.complaints == []


def test_it_is_narrowed_without_script(live_server, signed_in):
    factories.published(factories.article())
    page = signed_in("/admin/log/", "ar", scripts=False)
    page.get_by_text("تضييق القائمة").click()
    page.get_by_label("العمل").select_option("published")
    with another_document(page):
        page.get_by_role("button", name="اعرض", exact=True).click()
    expect(page.locator(".log tbody tr")).to_have_count(2)
    expect(page.locator(".log tbody tr").first).to_contain_text("نُشرت")
    expect(page.get_by_label("العمل")).to_be_visible()  # what the list is narrowed to stays in sight
