"""The report of links and the suggestions under a form, in a browser: on a phone, in both languages, without script."""

import pytest
from playwright.sync_api import expect

from pages.admin.link_report import LISTS
from pages.drafting import drafts, mention_links
from pages.linking import wordings
from pages.models import ExternalAddress, Link, Wording
from pages.other_sites import external_links
from pages.other_sites.link_checking import Result
from tests import factories
from tests.browser.documents import another_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def speaking(live_server):
    """A page that names another one, waits for it, and leads to a site with a long address that is broken."""
    target = factories.article(title_en="Knee replacement", title_ar="استبدال الركبة")
    page = factories.article(title_en="Recovery", title_ar="التعافي", parts=0)
    factories.section(page, body_en="<p>After a knee replacement.</p>", body_ar="<p>بعد استبدال الركبة بيوم.</p>")
    factories.source(page, url="https://journal.example/" + "a-very-long-address/" * 12)
    Link.objects.create(from_page=page, wording=wordings.wording("Replacement of a knee"))
    drafts.record(page, by=None)
    factories.published(page, "en", confirmed=True)
    external_links.gather()
    external_links.keep(ExternalAddress.objects.get().pk, Result("broken", "status", 404))
    mention_links.refresh_all()
    return page, target


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("ar", 360, "light"), ("en", 1440, "dark"), ("en", 360, "dark")]
)
def test_every_list_fits_and_is_clean(language, width, scheme, speaking, signed_in, faults):
    page = signed_in("/admin/links/", language, width=width, scheme=scheme)
    for name in ("", *(f"{name}/" for name in LISTS)):
        page.goto(f"/admin/links/{name}")
        assert page.evaluate(WIDER) <= 0, name
        assert [fault for fault in faults(page) if "report-" in fault or "mention" in fault] == []
    for target in page.locator(".report-lists a, .report-rows button").all():
        assert target.bounding_box()["height"] >= 44
    assert page.complaints == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_wording_is_linked_with_one_click_and_without_script(language, speaking, signed_in):
    _, target = speaking
    page = signed_in("/admin/links/wordings/", language, scripts=False)
    with another_document(page):
        page.locator(".report-choices button").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Wording.objects.get().page_id == target.pk


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_suggestion_is_linked_under_the_form_without_script(language, speaking, signed_in):
    made, target = speaking
    page = signed_in(f"/admin/articles/article/{made.pk}/change/", language, scripts=False)
    with another_document(page):
        page.locator("#suggestions a").click()
    with another_document(page):
        page.locator("#suggestions button[name=_link_mention]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert f'data-page="{target.pk}"' in made.sections.get().body_en
    expect(page.locator("#suggestions")).to_have_attribute("open", "")


def test_suggestions_come_by_themselves_with_scripts(speaking, signed_in):
    made, target = speaking
    page = signed_in(f"/admin/articles/article/{made.pk}/change/", "ar")
    expect(page.locator("#suggestions summary")).to_have_text("رابطان مقترحان")
    page.locator("#suggestions summary").click()
    with another_document(page):
        page.locator("#suggestions button[name=_link_mention]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert f'data-page="{target.pk}"' in made.sections.get().body_en + made.sections.get().body_ar
    assert page.complaints == []
