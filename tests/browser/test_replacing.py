"""Choosing a replacement in the admin, in a browser: on a phone in Arabic and on a wide screen in English."""

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from pages.drafting import drafts
from pages.models import Link
from pages.publishing import editions
from tests import factories
from tests.browser.documents import another_document
from tests.browser.test_link_report import WIDER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def told(made, language):
    """A page as it is offered: its title, its kind and where it is read, whatever its words."""
    with translation.override(language):
        where = factories.current(made, language).get_absolute_url()
        return f"{made.text('title', language)} ({made._meta.verbose_name} · \u2066{where}\u2069)"


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_a_replacement_is_chosen_among_what_can_be_read(signed_in, language, width):
    target = factories.article(title_en="Hip wash", title_ar="غسل الورك")
    old = factories.article(title_en="Hip lavage", title_ar="تنظيف الورك")
    there = factories.article(title_en="Hip care", title_ar="العناية بالورك")
    factories.article(title_en="Hip draft", title_ar="مسودة الورك")
    leading = factories.page(title_en="Opening hours", title_ar="مواعيد العمل")
    Link.objects.create(from_page=leading, to_page=target, after_anchor=leading.sections.get().anchor)
    drafts.record(leading, by=None)
    for made in (target, old, there, leading):
        factories.published(made, confirmed=True)
    editions.withdraw(old, language, by=None, replacement=target)
    for action, rest in (("links", []), ("publish", [language]), ("withdraw", [language])):
        path = reverse(f"admin:articles_article_{action}", args=[target.pk, *rest])
        page = signed_in(path, language, width=width)
        assert page.evaluate(WIDER) <= 0
        assert page.complaints == []
    page.locator(".select2-selection").click()
    found = page.locator(".select2-results__option")
    expect(found).to_have_count(2)
    assert set(found.all_text_contents()) == {told(made, language) for made in (there, leading)}
    found.first.click()
    with another_document(page):
        page.locator("input[type=submit]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_a_draft_hands_its_links_on_when_it_is_deleted(signed_in, language, width):
    draft, other = factories.article(title_en="Hip draft"), factories.article(title_en="Hip care")
    line = Link.objects.create(from_page=factories.page(), to_page=draft)
    page = signed_in(reverse("admin:articles_article_delete", args=[draft.pk]), language, width=width)
    assert page.evaluate(WIDER) <= 0
    page.locator(".select2-selection").click()
    page.locator(".select2-results__option", has_text=other.text("title", language)).click()
    with another_document(page):
        page.locator("input[type=submit]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    line.refresh_from_db()
    assert (line.to_page_id, page.complaints) == (other.pk, [])
