"""What a clinic's desk prints: a page's short addresses and codes, and sheets of cards in Arabic, English or both."""

from html import unescape

import pytest
from bs4 import BeautifulSoup

from clinic.models import Branch, Clinic
from pages.public import qr_codes, short_addresses
from pages.publishing import editions
from pages.rich_text import text_of
from procedures.models import Risk
from tests import factories

pytestmark = pytest.mark.django_db
SITE = "https://clinic.example"


@pytest.fixture
def desk(client, user, settings):
    """A member of staff at a clinic with a name, a logo and a telephone."""
    settings.SITE_URL = SITE
    names = factories.both("name", "Nile Gate Clinic", "عيادة باب النيل")
    Clinic.objects.create(logo=factories.picture(), digits="arabic", **names)
    Branch.objects.create(telephone="+20 2 5550 0101", **factories.both("name", "Dokki", "الدقي"))
    client.force_login(user)
    client.cookies["language"] = "en"
    return client


def page(**columns):
    made = factories.procedure(**factories.both("title", "Hip wash", "غسيل الورك") | columns)
    factories.published(made)
    return made, short_addresses.code_of(made.pk)


def soup_of(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_a_page_and_each_part_has_its_short_addresses_and_codes(desk):
    made, code = page()
    soup = soup_of(desk.get(f"/handouts/pages/{made.pk}/"))
    leads = [one["href"] for one in soup.select(".handing-out-addresses a")]
    own = [f"/go/{code}/{rest}" for rest in ("en/", "en/qr.svg", "en/qr.png", "ar/", "ar/qr.svg", "ar/qr.png", "")]
    assert leads[:7] == own
    risks = short_addresses.code_of(made.pk, "risks")
    assert f"/go/{risks}/" in leads
    assert f"clinic.example/go/{risks}/" in soup.text
    assert {desk.get(lead).status_code for lead in leads} == {200, 302}


def test_each_part_and_each_row_is_named_and_addressed_in_both_languages(desk):
    made, _ = page()
    row = factories.part(Risk, made, **factories.both("heading", "", ""), body_en="<p>Rarely, a fever.</p>")
    english = factories.section(made, not_for_language="ar")
    factories.published(made, confirmed=True)
    soup = soup_of(desk.get(f"/handouts/pages/{made.pk}/"))
    named = {}
    for part in soup.select(".handing-out-own details"):
        names = {one["lang"]: one.text for one in part.summary.select("[lang]")}
        named[names["en"]] = names, [one["href"] for one in part.find("dl").select("a")]
    for name, anchor, told in (
        ("Risks", "risks", {"en": "Risks", "ar": "المخاطر"}),
        ("Rarely, a fever.", row.anchor, {"en": "Rarely, a fever.", "ar": f"{text_of(row.body_ar)}"}),
        (english.heading_en, english.anchor, {"en": english.heading_en}),
    ):
        code = short_addresses.code_of(made.pk, anchor)
        ways = [f"/go/{code}/{one}/{rest}" for one in told for rest in ("", "qr.svg", "qr.png")]
        assert named[name] == (told, [*ways, f"/go/{code}/"])


@pytest.mark.parametrize(("size", "count"), [("business", 10), ("a6", 4), ("a5", 2), ("poster", 10), ("", 10)])
def test_a_sheet_is_full_of_equal_cards_of_its_size(desk, size, count):
    made, _ = page()
    soup = soup_of(desk.get(f"/handouts/pages/{made.pk}/cards/", {"size": size}))
    cards = [str(card) for card in soup.select(".paper-card")]
    assert (len(cards), len(set(cards))) == (count, 1)


@pytest.mark.parametrize(
    ("language", "told", "fixed"),
    [("ar", ["ar"], "ar/"), ("en", ["en"], "en/"), ("both", ["ar", "en"], ""), ("fr", ["ar", "en"], "")],
)
def test_a_card_has_the_clinic_the_title_the_code_and_the_telephone(desk, language, told, fixed):
    made, code = page()
    answer = desk.get(f"/handouts/pages/{made.pk}/cards/", {"language": language})
    card = soup_of(answer).select_one(".paper-card")
    sides = {"en": ("Nile Gate Clinic", "Hip wash"), "ar": ("عيادة باب النيل", "غسيل الورك")}
    assert [(side["lang"], side["dir"]) for side in card.select(".paper-card-side")] == [
        (one, {"ar": "rtl", "en": "ltr"}[one]) for one in told
    ]
    texts = [
        (side.select_one(".paper-card-clinic"), side.select_one(".paper-card-title")) for side in card.select("[lang]")
    ]
    assert [(name.text.strip(), title.text) for name, title in texts] == [sides[one] for one in told]
    assert len(card.select("img.paper-card-logo")) == 1
    telephone = {"ar": "+٢٠ ٢ ٥٥٥٠ ٠١٠١", "en": "+20 2 5550 0101"}[told[-1]]
    assert card.select_one(".paper-card-telephone").text.strip() == telephone
    assert card.select_one(".paper-card-address").text == f"clinic.example/go/{code}/{fixed}"
    assert unescape(qr_codes.svg(f"{SITE}/go/{code}/{fixed}")) in unescape(answer.content.decode())


def test_a_page_in_one_language_has_cards_in_it_alone(desk):
    made, code = page()
    editions.withdraw(made, "ar", by=None)
    soup = soup_of(desk.get(f"/handouts/pages/{made.pk}/cards/", {"language": "both"}))
    assert [side["lang"] for side in soup.select(".paper-card")[0].select("[lang]")] == ["en"]
    assert [one["value"] for one in soup.select("input[name=language]")] == ["en"]
    assert f"/go/{code}/en/" in soup.select_one(".paper-card-address").text


def test_what_is_not_published_has_no_cards(desk):
    draft = factories.page()
    gone, _ = page()
    for language in ("en", "ar"):
        editions.withdraw(gone, language, by=None)
    for one in (draft, gone):
        for rest in ("", "cards/"):
            assert desk.get(f"/handouts/pages/{one.pk}/{rest}").status_code == 404


def test_hostile_titles_are_words_on_a_card(desk):
    made, _ = page(title_en='"><script>alert(1)</script>\u202egnp')
    html = desk.get(f"/handouts/pages/{made.pk}/cards/").content.decode()
    assert ("<script>alert" in html, "\u202e" in html) == (False, False)


@pytest.mark.parametrize("parts", [1, 6])
def test_however_many_parts_a_page_has_it_costs_as_many_queries(desk, django_assert_num_queries, parts):
    made = factories.procedure(parts=parts)
    factories.published(made)
    with django_assert_num_queries(5):  # the session, the account, the editions, the codes, the clinic
        desk.get(f"/handouts/pages/{made.pk}/")
    with django_assert_num_queries(7):  # the clinic in each language beside that of the page
        desk.get(f"/handouts/pages/{made.pk}/cards/?size=business")


def test_the_admin_leads_to_the_cards_of_a_page_that_can_be_read(desk, admin_client):
    made, _ = page()
    draft = factories.procedure()
    for one, expected in ((made, 2), (draft, 0)):
        form = admin_client.get(f"/admin/procedures/procedure/{one.pk}/change/").content.decode()
        assert form.count(f'href="/handouts/pages/{one.pk}/"') == expected
    assert 'href="/handouts/"' in admin_client.get("/admin/").content.decode()
