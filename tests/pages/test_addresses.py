"""One form for all spellings of an address, and each address unique for ever."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from pages import addresses
from pages.models import Address
from tests import factories

ARABIC = "/ar/procedures/حقن-جذور-الأعصاب/"


@pytest.mark.parametrize(
    ("spelling", "address"),
    [
        (ARABIC, ARABIC),
        (
            "/ar/procedures/%D8%AD%D9%82%D9%86-%D8%AC%D8%B0%D9%88%D8%B1-%D8%A7%D9%84%D8%A3%D8%B9%D8%B5%D8%A7%D8%A8",
            ARABIC,
        ),
        ("/ar/procedures/%d8%ad%d9%82%d9%86-جذور-الأعصاب/", ARABIC),
        ("/ar/procedures/حقن-جذور-الأعصاب", ARABIC),
        ("/en/caf\u0065\u0301/", "/en/café/"),
        ("en/x", "/en/x/"),
        ("//en//x", "/en/x/"),
        ("/en////x//", "/en/x/"),
        ("////", "/"),
        ("", "/"),
        ("/", "/"),
        ("/?p=312", "/?p=312"),
        ("?p=312", "/?p=312"),
        ("/a?q=%D8%AD", "/a/?q=ح"),
        ("/a#part", "/a/"),
        ("/a?", "/a/"),
        ("https://old.example/a/b?c=d#e", "/a/b/?c=d"),
        ("HTTP://old.example", "/"),
        ("https://user:secret@old.example:8000/a", "/a/"),
        ("/go?to=https://evil.example/", "/go/?to=https://evil.example/"),
        ("/a:b/http://c", "/a:b/http:/c/"),
        ("/%00\x00a\ud800", "/a/"),
        ("/\u202ea%E2%80%AE/", "/a/"),
        ("/%ff", "/\ufffd/"),
        ("http://[x/", "/"),
        ("//[x", "/[x/"),
        ("/a b/%20/", "/a b/ /"),
    ],
)
def test_all_spellings_of_an_address_have_one_form(spelling, address):
    assert addresses.normalised(spelling) == address
    assert addresses.normalised(address) == address


def test_an_address_is_never_longer_than_its_column():
    assert len(addresses.normalised("/" + "ح" * 4000)) == addresses.LONGEST
    assert Address._meta.get_field("path").max_length == addresses.LONGEST


@pytest.mark.parametrize(
    ("kind", "language", "path"),
    [("page", "ar", "/ar/x/"), ("article", "en", "/en/articles/x/"), ("procedure", "ar", "/ar/procedures/x/")],
)
def test_a_page_lives_in_its_language_and_in_the_folder_of_its_kind(kind, language, path):
    assert addresses.path_of(kind, language, "x") == path


def test_only_plain_pages_can_hide_the_site_s_own_addresses():
    assert [addresses.is_reserved(kind, "doctors") for kind in ("page", "article", "procedure")] == [True, False, False]
    assert addresses.is_reserved("page", "how-we-count")
    assert not addresses.is_reserved("page", "about")


@pytest.mark.django_db
def test_an_address_is_kept_in_its_one_form_and_given_once():
    page, other = factories.page(), factories.page()
    kept = Address.objects.create(path="https://old.example//A?p=%D8%AD", page=page, language="ar")
    assert (kept.path, str(kept)) == ("/A/?p=ح", "/A/?p=ح")
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(path="/A?p=ح", page=other, language="en")


@pytest.mark.django_db
def test_a_very_long_address_can_be_kept():
    kept = Address.objects.create(path="/" + "%D8%AD" * 600, page=factories.page(), language="ar")
    assert Address.objects.get(path=addresses.normalised("/" + "ح" * 600)) == kept


@pytest.mark.django_db
def test_a_page_keeps_its_addresses():
    page = factories.page()
    factories.published(page, "en")
    with pytest.raises(ProtectedError):
        page.delete()
    assert Address.objects.filter(page=page).count() == 1
