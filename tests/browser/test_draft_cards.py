"""The share card of a draft in the form of its page: drawn, in each language, and what it says of unsaved text."""

import pytest
from playwright.sync_api import expect

from clinic.models import Clinic
from tests import factories
from tests.browser.writing_desk import comes_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = {"en": "A way to treat the back", "ar": "طريقة لعلاج الظهر"}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_share_card_of_the_draft_is_shown_in_each_language(language, signed_in, media):
    Clinic.objects.create(**factories.both("name", "Nile Clinic", "عيادة النيل"))
    made = factories.procedure(parts=0, **factories.both("title", TITLES["en"], TITLES["ar"]))
    page = signed_in(f"/admin/procedures/procedure/{made.pk}/change/", language, width=1440)
    for code, name in (("en", "Nile Clinic"), ("ar", "عيادة النيل")):
        card = page.locator(f".share-card.in-{code}")
        card.scroll_into_view_if_needed()
        picture = card.locator("img")
        assert comes_to(lambda picture=picture: picture.evaluate("(one) => one.naturalWidth") == 1200)
        expect(card.locator(".share-card-title")).to_have_text(TITLES[code])
        expect(card.locator(".share-card-site")).to_have_text(name)
        expect(card.locator(".while-unsaved")).to_be_hidden()
    page.locator("#page-title_en input").fill("Another title")
    expect(page.locator(".share-card.in-en .while-unsaved")).to_be_visible()
    expect(page.locator(".share-card.in-en .share-card-title")).to_have_text(TITLES["en"])
    page.locator("[data-shows=ar]").click()
    expect(page.locator(".share-card.in-en")).to_be_hidden()
    assert page.complaints == []
