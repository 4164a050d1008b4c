"""Short addresses: what is printed leads to the page for ever, wherever the page has gone."""

import random
import re
from itertools import chain, repeat
from urllib.parse import unquote

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from pages.models import ShortAddress
from pages.public import reading, short_addresses
from pages.publishing import editions
from procedures.models import Risk
from tests import factories
from tests.pages.publishing.test_publishing_at_once import at_once

pytestmark = pytest.mark.django_db


def code(page, anchor=""):
    return short_addresses.code_of(page.pk, anchor)


def leads(client, path, **headers):
    """What a short address answers: its status, and where it leads."""
    answer = client.get(path, headers=headers)
    return answer.status_code, unquote(answer.headers.get("Location", ""))


def test_a_page_and_each_of_its_parts_get_a_code_when_it_is_published():
    page = factories.procedure(parts=2)
    assert (code(page), ShortAddress.objects.count()) == ("", 0)
    edition = factories.published(page, "en")
    rows = [*edition.content["sections"], *chain.from_iterable(edition.content["groups"].values())]
    groups = {"indications", "candidates", "steps", "benefits", "risks", "comparison", "questions"}
    assert len(rows) == 16
    anchors = {row["anchor"] for row in rows} | groups | {""}
    assert {short.anchor for short in ShortAddress.objects.filter(page=page)} == anchors


def test_codes_are_short_and_cannot_be_misread_or_be_words():
    factories.published(factories.procedure(parts=20), "en")
    codes = ShortAddress.objects.values_list("code", "anchor")
    assert {len(one) for one, anchor in codes if not anchor} == {5}
    assert {len(one) for one, anchor in codes if anchor} == {6}
    assert set("".join(one for one, _ in codes)) <= set(short_addresses.ALPHABET)
    assert [alike for alike in ("0o", "1li", "2z", "5s", "8b") if len({*alike} & {*short_addresses.ALPHABET}) > 1] == []
    assert {*"aeiouy"} & {*short_addresses.ALPHABET} == set()


def test_a_code_stays_when_the_page_is_published_again_and_when_its_part_goes():
    page = factories.procedure()
    factories.published(page, "en")
    risk = page.risks.get()
    before = dict(ShortAddress.objects.values_list("anchor", "code"))
    factories.part(Risk, page)
    risk.delete()
    factories.published(page, confirmed=True)
    after = dict(ShortAddress.objects.values_list("anchor", "code"))
    assert (len(after), after | before) == (len(before) + 1, after)


def test_a_code_that_is_taken_is_not_given_again(monkeypatch):
    first, second = factories.page(parts=0), factories.page(parts=0)
    drawn = chain(["bbbbb", "bbbbb", "bbbbb"], repeat("ccccc"))
    monkeypatch.setattr(short_addresses, "new_code", lambda anchor: next(drawn))
    for page in (first, second):
        factories.published(page, "en", confirmed=True)
    assert (code(first), code(second)) == ("bbbbb", "ccccc")
    for twice in ({"code": "bbbbb", "anchor": "x"}, {"code": "ddddd", "anchor": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ShortAddress.objects.create(page=second, **twice)


def test_a_page_that_has_a_code_cannot_be_deleted_under_it():
    page = factories.page()
    ShortAddress.objects.create(page=page, code="bbbbb")
    with pytest.raises(ProtectedError):
        page.delete()


def test_publishing_that_is_refused_leaves_no_code():
    with pytest.raises(editions.Refused):
        editions.publish(factories.page(title_ar=""), "ar", by=None, confirmed=True)
    assert not ShortAddress.objects.exists()


@pytest.mark.parametrize(
    ("cookie", "asked", "language"),
    [
        ("", "", "ar"),  # the page's original
        ("", "en", "en"),
        ("", "fr, en-GB;q=0.8, ar;q=0.4", "en"),
        ("", "fr", "ar"),
        ("", "ar-EG,en", "ar"),
        ("", "en;q=0, *", "ar"),
        ("en", "ar", "en"),
        ("xx", "en", "en"),
        ("", "x" * 5000 + ";q=,,;", "ar"),
    ],
)
def test_without_a_language_the_reader_s_is_chosen(client, cookie, asked, language):
    page = factories.article(original_language="ar")
    factories.published(page)
    client.cookies["language"] = cookie
    here = factories.current(page, language).get_absolute_url()
    assert leads(client, f"/go/{code(page)}/", accept_language=asked) == (302, here)


def test_without_a_language_it_leads_to_the_one_that_can_be_read(client):
    page = factories.page()
    edition = factories.published(page, "en")
    address = f"/go/{code(page)}/"
    assert leads(client, address, accept_language="ar") == (302, edition.get_absolute_url())
    editions.withdraw(page, "en", by=None)
    assert leads(client, address, accept_language="ar") == leads(client, address) == (410, "")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_language_of_a_short_address_is_kept_whatever_the_reader_s(client, language):
    page = factories.page()
    factories.published(page)
    client.cookies["language"] = {"en": "ar", "ar": "en"}[language]
    here = factories.current(page, language).get_absolute_url()
    assert leads(client, f"/go/{code(page)}/{language}/") == (302, here)


def test_a_part_s_code_leads_to_the_part_in_both_languages(client):
    page = factories.procedure()
    factories.published(page)
    risk = page.risks.get().anchor
    for anchor in (risk, "risks"):
        for language in ("en", "ar"):
            here = f"{factories.current(page, language).get_absolute_url()}#{anchor}"
            assert leads(client, f"/go/{code(page, anchor)}/{language}/") == (302, here)


def test_it_follows_the_page_and_nothing_keeps_where_it_led(client):
    page = factories.page()
    old = factories.published(page, "en").get_absolute_url()
    address = f"/go/{code(page)}/en/"
    first = client.get(address)
    page.slug_en = "elsewhere"
    page.save()
    factories.published(page, "en")
    assert (first.headers["Location"], leads(client, address)) == (old, (302, "/en/elsewhere/"))
    assert "no-store" in first.headers["Cache-Control"]
    editions.withdraw(page, "en", by=None)
    assert "no-store" in client.get(address).headers["Cache-Control"]


def test_a_language_that_cannot_be_read_offers_the_other_one_in_its_own_words(client):
    page = factories.page()
    edition = factories.published(page, "en")
    answer = client.get(f"/go/{code(page)}/ar/", headers={"accept-language": "en"})
    html = answer.content.decode()
    assert (answer.status_code, answer.headers["Content-Language"]) == (404, "ar")
    assert '<html lang="ar" dir="rtl">' in html
    assert f'href="{edition.get_absolute_url()}" lang="en" dir="ltr"' in html


def test_a_withdrawn_page_is_gone_and_a_replaced_one_leads_to_what_replaced_it(client):
    page, other = factories.procedure(), factories.page()
    factories.published(page, "en")
    replacement = factories.published(other, "en")
    editions.withdraw(page, "en", by=None)
    part = f"/go/{code(page, 'risks')}/"
    assert leads(client, part) == leads(client, f"{part}en/") == (410, "")
    factories.published(page, "en")
    editions.withdraw(page, "en", by=None, replacement=other)
    # The part is not in the page that replaced it.
    assert leads(client, part) == leads(client, f"{part}en/") == (302, replacement.get_absolute_url())


def test_a_scheduled_page_has_a_code_that_tells_nothing_of_it(client):
    page = factories.page(title_en="Secret plan")
    factories.published(page, "en", at=factories.later(days=1))
    for path in (f"/go/{code(page)}/", f"/go/{code(page)}/en/", f"/go/{code(page)}/ar/"):
        answer = client.get(path)
        assert (answer.status_code, "Secret" in answer.content.decode()) == (404, False)
    factories.time_passes(days=2)
    assert leads(client, f"/go/{code(page)}/")[0] == 302


def test_capitals_are_the_same_code(client):
    page = factories.page()
    edition = factories.published(page, "en")
    assert leads(client, f"/go/{code(page).upper()}/en/") == (302, edition.get_absolute_url())


@pytest.mark.parametrize("typed", ["zsb34", "ZSB34", "258٣٤", "25834", "٢٥٨۳۴", "zS8٣4"])
def test_what_looks_alike_and_the_digits_of_an_arabic_keyboard_are_the_same_code(client, typed):
    page = factories.page()
    edition = factories.published(page, "en")
    ShortAddress.objects.filter(page=page, anchor="").update(code="zsb34")
    assert leads(client, f"/go/{typed}/en/") == (302, edition.get_absolute_url())
    assert client.head(f"/go/{typed}/").status_code == 302


def test_no_sign_is_misread_as_two_of_the_alphabet():
    misread = {
        chr(typed): chr(meant) if isinstance(meant, int) else meant for typed, meant in short_addresses.MEANT.items()
    }
    assert set(misread.values()) <= set(short_addresses.ALPHABET)
    assert set(misread) & set(short_addresses.ALPHABET) == set()


def test_a_part_that_went_leads_to_its_page_and_to_itself_when_it_comes_back(client):
    page = factories.procedure()
    factories.published(page, confirmed=True)
    risk = page.risks.get()
    address = f"/go/{code(page, risk.anchor)}/"
    risk.delete()
    edition = factories.published(page, "en", confirmed=True)
    assert leads(client, f"{address}en/") == (302, edition.get_absolute_url())
    assert leads(client, f"{address}ar/")[1].endswith(f"#{risk.anchor}")
    assert leads(client, f"/go/{code(page, 'risks')}/en/") == (302, edition.get_absolute_url())
    restored = factories.part(Risk, page, anchor=risk.anchor)
    edition = factories.published(page, "en", confirmed=True)
    assert leads(client, f"{address}en/") == (302, f"{edition.get_absolute_url()}#{restored.anchor}")


def test_a_part_that_was_added_later_has_its_code_from_the_edition_that_shows_it(client):
    page = factories.procedure()
    factories.published(page)
    late = factories.part(Risk, page)
    assert code(page, late.anchor) == ""
    edition = factories.published(page, "en", at=factories.later(days=1))
    address = f"/go/{code(page, late.anchor)}/en/"
    assert leads(client, address) == (302, edition.get_absolute_url())  # the edition of today has it not yet
    factories.time_passes(days=2)
    assert leads(client, address) == (302, f"{edition.get_absolute_url()}#{late.anchor}")


@pytest.mark.parametrize(
    "path",
    ["/go/", "/go/bbbbb/", "/go/bbbbbb/ar/", "/go/bbbbb/fr/", "/go/bbbb/", "/go/bbbbbbb/", "/go/%00bbbb/", "/go/حححح/",
     "/go/bbbbb//evil.example/", "/go/bbb'b/", "/go/" + "b" * 5000 + "/", "/go/%F0%9F%98%80bbbb/en/"],
)  # fmt: skip
def test_what_is_no_code_is_not_found(client, path):
    assert leads(client, path)[0] == 404


def test_an_old_site_s_address_beneath_go_still_leads_to_its_page(client):
    page = factories.page()
    edition = factories.published(page, "en")
    page.addresses.create(path="/go/ticket/", language="en")
    assert leads(client, "/go/ticket/") == (301, edition.get_absolute_url())


def test_only_reading_is_answered_and_robots_are_asked_to_stay_away(client):
    page = factories.page()
    factories.published(page, "en")
    assert client.post(f"/go/{code(page)}/").status_code == 405
    assert client.head(f"/go/{code(page)}/").status_code == 302
    assert "Disallow: /go/" in client.get("/robots.txt").content.decode()


def test_a_reading_and_its_preview_know_their_short_address():
    page = factories.article()
    draft = reading.preview(editions.compose(page, "en")[0])
    assert draft.short_address == ""
    factories.published(page)
    for language in ("en", "ar"):
        edition = factories.current(page, language)
        found = reading.read("article", language, edition.slug)
        assert re.fullmatch(rf"/go/\w{{5}}/{language}/", found.short_address)
        again = reading.preview(editions.compose(page, language)[0])
        assert again.short_address == found.short_address == f"/go/{code(page)}/{language}/"


@pytest.mark.django_db(transaction=True)
def test_both_languages_published_at_once_by_several_give_each_part_one_code():
    page = factories.procedure(parts=3)
    made = at_once(*[lambda one=one: editions.publish(page, one, by=None) for one in ("en", "ar") * 3])
    assert [edition.language for edition in made] == ["en", "ar"] * 3
    anchors = list(ShortAddress.objects.values_list("anchor", flat=True))
    assert len(anchors) == len(set(anchors)) > 20


@pytest.mark.django_db(transaction=True)
def test_pages_that_draw_the_same_codes_at_once_all_get_their_own(monkeypatch):
    pages = [factories.page(parts=3) for _ in range(4)]
    chance = random.Random(1)
    monkeypatch.setattr(short_addresses.secrets, "choice", lambda signs: chance.choice("bcd"))
    at_once(*[lambda page=page: editions.publish(page, "en", by=None) for page in pages])
    codes = list(ShortAddress.objects.values_list("code", flat=True))
    assert len(codes) == len(set(codes)) == 16
