"""The share card of a draft, for editors: what publishing would share, and only for whoever may change the page."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from PIL import Image, ImageChops

from clinic import profile, share_card_making
from clinic import share_card_drawing as drawing
from clinic.models import Clinic
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic(media):
    return Clinic.objects.create(**factories.both("name", "Nile Clinic", "عيادة النيل"))


def card_of(client, page, language):
    return client.get(f"/admin/share-cards/{page.pk}/{language}/")


def shown(client, page, language):
    """What the form says of a page's card in a language, as plain words."""
    form = client.get(f"/admin/{page._meta.app_label}/{page._meta.model_name}/{page.pk}/change/")
    figure = BeautifulSoup(form.content, "html.parser").select_one(f".share-card.in-{language}")
    return [" ".join(one.text.split()) for one in figure.select("p")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_the_card_that_publishing_would_make_and_no_cache_keeps_it(language, clinic, admin_client, media):
    page = factories.article()
    response = card_of(admin_client, page, language)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert list(media.glob("cards/*")) == []
    edition = factories.published(page, language)
    made = Image.open(media / share_card_making.make(edition, profile.load(language)))
    assert ImageChops.difference(made, Image.open(BytesIO(response.content))).getbbox() is None


def test_what_is_not_there_has_no_card(clinic, admin_client):
    page = factories.article(title_ar="")
    assert card_of(admin_client, page, "ar").status_code == 404
    for number in (0, page.pk + 1, 2**63, 10**30):
        assert admin_client.get(f"/admin/share-cards/{number}/en/").status_code == 404
    assert admin_client.get(f"/admin/share-cards/{page.pk}/fr/").status_code == 404


def test_the_words_are_those_that_are_shared_and_say_where_a_title_is_missing(clinic, admin_client):
    page = factories.article(search_title_en="Found as this", search_description_en="Said as this", title_ar="")
    assert shown(admin_client, page, "en")[:3] == ["Found as this", "Said as this", "Nile Clinic"]
    assert shown(admin_client, page, "ar") == ["The page has no title in this language yet. Write one, and save."]
    Clinic.objects.update(name_en="")
    assert shown(admin_client, page, "en")[2] == "testserver"


def test_a_form_that_is_refused_shows_what_was_saved(clinic, admin_client):
    page = factories.page(title_en="As it was saved")
    address = f"/admin/pages/page/{page.pk}/change/"
    form = admin_client.post(address, {"title_en": "Not saved", "original_language": "en"})
    assert BeautifulSoup(form.content, "html.parser").select_one(".share-card-title").text == "As it was saved"


def test_where_arabic_cannot_be_drawn_the_form_says_what_is_shared_instead(clinic, admin_client, monkeypatch):
    page = factories.article()
    said = "Arabic letters cannot be drawn on this server"
    assert not any(said in words for words in shown(admin_client, page, "ar"))
    monkeypatch.setattr(drawing.features, "check", lambda feature: feature != "fribidi")
    assert any(said in words for words in shown(admin_client, page, "ar"))
    assert not any(said in words for words in shown(admin_client, page, "en"))
    assert card_of(admin_client, page, "ar").status_code == 200
