"""Comments at the parts of a form, in a browser: written without saving or leaving it, and not lost with the sign-in."""

import pytest
from playwright.sync_api import expect

from pages.drafting import remarks
from pages.models import Remark
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_comment_is_written_at_its_part_and_settled_there(live_server, signed_in, admin_user, faults):
    made = factories.article()
    anchor = made.sections.get().anchor
    first = remarks.write(made, "ينقصها مصدر. " * 20, by=None, token="first")
    page = signed_in(f"/admin/articles/article/{made.pk}/change/", "ar", width=390)
    page.locator("#id_title_ar").fill("عنوان لم يُحفظ")
    part = page.locator(f"#part-{anchor}")
    part.get_by_text("كتابة ملاحظة").click()
    part.locator(".remark-new textarea").fill("ما الجرعة؟")
    session = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    part.get_by_role("button", name="إرسال الملاحظة").click()
    expect(page.locator("#desk-signed-out")).to_be_visible()
    expect(part.locator(".remark-new textarea")).to_have_value("ما الجرعة؟")
    page.context.add_cookies(session)
    part.get_by_role("button", name="إرسال الملاحظة").dblclick()
    expect(part.locator(".remark-text")).to_have_text("ما الجرعة؟")
    assert Remark.objects.filter(anchor=anchor).count() == 1
    assert page.locator("#id_title_ar").input_value() == "عنوان لم يُحفظ"
    expect(page.locator(".desk-stands .desk-remarks")).to_have_text("ملاحظتان مفتوحتان")
    assert page.evaluate(WIDER) <= 0
    page.locator(f"#thread-{first.pk}").get_by_role("button", name="إغلاق").click()
    expect(page.locator(".remarks-settled > summary")).to_have_text("ملاحظة واحدة مغلقة")
    expect(part.locator(".remark-text")).to_be_visible()
    expect(page.locator(".desk-stands .desk-remarks")).to_have_text("ملاحظة واحدة مفتوحة")
    assert faults(page) == []  # last: it makes the Arabic of the page Latin
    assert page.complaints == []
