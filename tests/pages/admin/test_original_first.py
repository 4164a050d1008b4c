"""The form of a page tells of its original before its translation, wherever it tells of both."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.factories import procedure

pytestmark = pytest.mark.django_db

OTHER = {"en": "ar", "ar": "en"}
# What tells of each language, and by which attribute.
TOLD = {
    ".desk-languages button[data-shows]": "data-shows",
    ".desk-bar .standing": "data-language",
    ".preview-choice [data-language]": "data-language",
    ".search-result": "data-lang",
    ".share-card-shown": "lang",
}


def told(client, address):
    form = BeautifulSoup(client.get(address).content, "html.parser")
    return {place: [one[name] for one in form.select(place) if one[name] != "both"] for place, name in TOLD.items()}


@pytest.mark.parametrize("first", ["en", "ar"])
def test_the_original_comes_first(first, admin_client):
    made = procedure(parts=0, original_language=first)
    found = told(admin_client, reverse("admin:procedures_procedure_change", args=[made.pk]))
    assert found == {place: [first, OTHER[first]] for place in TOLD}


@pytest.mark.parametrize("first", ["en", "ar"])
def test_a_new_page_begins_with_the_language_of_the_interface(first, admin_client):
    admin_client.cookies["language"] = first
    found = told(admin_client, reverse("admin:procedures_procedure_add"))
    shown = {place: found[place] for place in (".desk-languages button[data-shows]", ".search-result")}
    assert shown == {place: [first, OTHER[first]] for place in shown}
