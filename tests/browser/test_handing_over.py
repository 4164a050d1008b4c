"""From an editor's bar to a publisher's first page and back, in a browser; and how that first page fits a phone."""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from pages.drafting import drafts
from pages.models import Handover
from pages.publishing import handovers
from tests import factories
from tests.browser.documents import another_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(("language", "width", "scheme"), [("ar", 390, "light"), ("en", 1440, "dark")])
def test_the_first_page_fits_and_is_clean(language, width, scheme, admin_user, live_server, signed_in, faults):
    for _ in range(2):
        made = factories.article(**factories.both("title", "A long title of a page " * 6, "عنوان طويل لصفحة " * 6))
        made.summary_en = "Another."
        made.save()
        drafts.record(made, by=admin_user)
    handovers.hand_over(made, "ar", by=admin_user, note="أُضيفت جملة. " * 9)
    page = signed_in("/admin/", language, width=width, scheme=scheme)
    assert page.locator(".first-ready li").count() == 1
    heights = page.eval_on_selector_all(".first-last li", "rows => rows.map((row) => row.offsetHeight)")
    assert len(heights) == 2
    assert max(heights) < 50  # one line each
    page.locator(".first-folded summary").first.click()
    assert page.evaluate(WIDER) <= 0
    assert faults(page) == []
    assert page.complaints == []


def test_an_editor_hands_over_by_one_press_and_reads_why_it_came_back(live_server, signed_in, admin_user, roles):
    made = factories.article()
    admin_user.is_superuser = False
    admin_user.save()
    admin_user.groups.set([Group.objects.get(name="Editor")])
    page = signed_in(f"/admin/articles/article/{made.pk}/change/", "ar", width=390)
    page.locator("#id_title_ar").fill("عنوان جديد")
    page.get_by_role("button", name="المزيد").click()
    panel = page.locator("details.standing[data-language=ar]")
    panel.locator("summary").click()
    panel.get_by_label("ملاحظة لمن ينشرها").fill("تمت المراجعة")
    assert page.evaluate(WIDER) <= 0
    with another_document(page):
        panel.get_by_role("button", name="حفظ وتسليم للنشر").click()
    expect(page.locator(".messagelist")).to_contain_text("سُلّمت للنشر بالعربية: «عنوان جديد»")
    expect(page.locator(".desk-stands")).to_contain_text("جاهزة للنشر")
    assert Handover.objects.get().note == "تمت المراجعة"
    handovers.hand_back(made, "ar", by=None, reason="ينقصها مصدر")
    page.goto("/admin/")
    expect(page.locator(".first-ready")).to_contain_text("ينقصها مصدر")
    with another_document(page):
        page.locator(".first-ready a").click()
    expect(page.locator(".handover")).to_contain_text("ينقصها مصدر")
    assert page.complaints == []
