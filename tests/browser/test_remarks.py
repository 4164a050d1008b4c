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
    page.locator(f"#thread-{first.pk}").get_by_role("button", name="تأكيد المعالجة").click()
    expect(page.locator(".remarks-settled > summary")).to_have_text("ملاحظة واحدة تمت معالجتها")
    expect(part.locator(".remark-text")).to_be_visible()
    expect(page.locator(".desk-stands .desk-remarks")).to_have_text("ملاحظة واحدة مفتوحة")
    assert faults(page) == []  # last: it makes the Arabic of the page Latin
    assert page.complaints == []


@pytest.mark.parametrize(("language", "width", "scheme"), [("ar", 360, "dark"), ("en", 1440, "light")])
def test_a_comment_of_ones_own_is_changed_and_deleted_by_keys_beside_the_form(
    language, width, scheme, live_server, signed_in, admin_user, faults
):
    made = factories.article()
    anchor = made.sections.get().anchor
    first = remarks.write(made, "5 gm?", by=admin_user, token="first", anchor=anchor)
    other = remarks.write(made, "لا.", by=None, token="second", to=first.pk)
    page = signed_in(f"/admin/articles/article/{made.pk}/change/", language, width=width, scheme=scheme)
    part, own = page.locator(f"#part-{anchor}"), page.locator(f"#remark-{first.pk}")
    change, box = own.locator(".remark-changing > summary"), own.locator("textarea")
    expect(page.locator(f"#remark-{other.pk} summary")).to_have_count(0)

    change.press("Enter")
    expect(box).to_be_focused()
    expect(box).to_have_value("5 gm?")
    expect(own.locator(".remark-text")).to_be_hidden()
    box.fill(" ")
    own.locator("button[name=change]").press("Enter")
    expect(own.locator(".remark-refused")).to_be_visible()
    expect(box).to_be_focused()
    assert page.evaluate(WIDER) <= 0
    box.fill("5 mg?")
    own.locator("button[name=change]").press("Enter")
    expect(own.locator(".remark-text")).to_have_text("5 mg?")
    expect(own.locator(".remark-who")).to_contain_text({"ar": "عُدّلت", "en": "changed"}[language])
    expect(change).to_be_focused()

    change.press("Enter")
    box.fill("10 mg?")
    remarks.settle(made, first.pk, by=None)
    own.locator("button[name=change]").press("Enter")
    answer = part.locator(f"#thread-{first.pk} > .remark-actions textarea")
    expect(answer).to_be_focused()
    expect(answer).to_have_value("10 mg?")
    page.complaints.clear()  # that two answers were 400 and 409
    own.locator(".remark-deleting > summary").press("Enter")
    own.locator("button[name=delete]").press("Enter")
    expect(own.locator(".remark-gone")).to_be_visible()
    expect(answer).to_have_value("10 mg?")
    part.locator(f"#thread-{first.pk} button[name=write]").press("Enter")
    expect(part.locator(f"#thread-{first.pk} > .remark-actions > .remark-answer > summary")).to_be_focused()
    last = part.locator(".remark").last
    last.locator(".remark-deleting > summary").press("Enter")
    last.locator("button[name=delete]").press("Enter")
    expect(part.locator(".remark")).to_have_count(2)
    expect(part.locator(f"#thread-{first.pk} > .remark-actions > .remark-answer > summary")).to_be_focused()
    assert page.evaluate(WIDER) <= 0
    assert faults(page) == []
    assert page.complaints == []


def test_a_text_typed_at_a_comment_that_is_gone_stays_at_its_part(live_server, signed_in, admin_user):
    made = factories.article()
    anchor = made.sections.get().anchor
    mine = remarks.write(made, "5 gm?", by=admin_user, token="first", anchor=anchor)
    theirs = remarks.write(made, "Sure?", by=admin_user, token="second")
    page = signed_in(f"/admin/articles/article/{made.pk}/change/", "en", width=1440)
    part = page.locator(f"#part-{anchor}")
    part.locator(".remark-changing > summary").click()
    part.locator(".remark-changing textarea").fill("Half written")
    remarks.delete(made, mine.pk, by=admin_user)
    page.locator(f"#thread-{theirs.pk} button[name=settle]").click()
    expect(part.locator(".remark-new textarea")).to_have_value("Half written")
    expect(page.locator("#desk-told")).to_contain_text("The comment was settled. A comment that you are writing at")
    part.locator(".remark-new button").click()
    expect(part.locator(".remark-text")).to_have_text("Half written")
