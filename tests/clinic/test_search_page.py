"""The search page: whatever is typed, a page in the reader's language that leads on."""

import re
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from clinic.models import Branch, Clinic
from pages.publishing import editions
from pages.templatetags.bayan import marked
from pageviews.models import UnansweredSearch
from tests.factories import article, both, doctor, page, procedure, published, topic
from tests.pageviews.test_counting import OWN

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"', "'", "a AND", "AND OR NOT", "col:x", "C++", "%00", "\x00", "-" * 40, "\ud800", "🦴", "' OR 1=1--", "*", "(", "a*",
    "NEAR(a b)", "{a b}", "^a", "\\", "%", "_", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\u202eabc",
    "x" * 100_000, "كلمة " * 20_000, "\n", "\u200f", "ـ", "ؐ",
]  # fmt: skip


@pytest.fixture
def eyes():
    """The pages of a small clinic: a procedure, two articles, and the topics that they are filed under."""
    sight, surgery = topic("Eyes", "العيون"), topic("Surgery", "الجراحة")
    cataract = procedure(**both("title", "Cataract surgery", "جراحة المياه البيضاء"))
    lens = article(**both("title", "Lens surgery", "جراحة العدسة"))
    living = article(**both("title", "Living with cataract", "الحياة مع المياه البيضاء"))
    for made, topics in ((cataract, [sight, surgery]), (lens, [surgery]), (living, [sight])):
        made.topics.set(topics)
        published(made)
    return {"sight": sight, "surgery": surgery, "cataract": cataract}


def look(client, language="en", headers=None, **asked):
    if "q" in asked:
        asked["q"] = asked["q"].encode(errors="surrogatepass")
    return client.get(f"/{language}/search/?{urlencode(asked)}", **(OWN | (headers or {})))


def text(response):
    """The main part of an answer as it is read, marks and all."""
    main = response.content.decode().split('<main id="content">')[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", "", main)).split())


def titles(response):
    html = response.content.decode()
    return [unescape(re.sub("<[^>]+>", "", found)) for found in re.findall(r'class="hit-title">(.*?)</h2>', html)]


def narrowings(response):
    """The choices that are offered: name and count → (parameters, whether it is chosen)."""
    found = re.findall(
        r'<li><a href="([^"]*)"( aria-current="true")?>([^<]+)<span class="narrowing-count">(\d+)',
        response.content.decode(),
    )
    return {
        f"{name.strip()} {count}": (
            {k: v[0] for k, v in parse_qs(urlsplit(unescape(address)).query).items()},
            bool(chosen),
        )
        for address, chosen, name, count in found
    }


@pytest.mark.parametrize(
    ("language", "query", "said", "found"),
    [
        ("en", "lens", "1 result for “lens”", ["Lens surgery"]),
        ("en", "surgery", "2 results for “surgery”", ["Cataract surgery", "Lens surgery"]),
        ("ar", "العدسة", "نتيجة واحدة لبحثك عن «العدسة»", ["جراحة العدسة"]),
        ("ar", "جراحة", "نتيجتان لبحثك عن «جراحة»", ["جراحة العدسة", "جراحة المياه البيضاء"]),
    ],
)
def test_pages_are_found_in_the_readers_language(client, eyes, language, query, said, found):
    response = look(client, language, q=query)
    assert sorted(titles(response)) == found
    assert said in text(response)
    assert f'<html lang="{language}"' in response.content.decode()


def test_what_was_searched_for_is_marked_and_nothing_else_is_mark_up():
    runs = [("Cataract ", False), ("<b>surgery", True), (" & more", False)]
    assert marked(runs) == "Cataract <mark>&lt;b&gt;surgery</mark> &amp; more"


def test_matches_are_marked_in_the_title(client, eyes):
    assert "Lens <mark>surgery</mark>" in look(client, q="surgery").content.decode()


@pytest.mark.parametrize(
    ("language", "counts"),
    [("ar", {1: "نتيجة واحدة", 2: "نتيجتان", 3: "3 نتائج", 11: "11 نتيجة"}), ("en", {1: "1 result", 11: "11 results"})],
)
def test_the_number_of_results_is_in_its_right_form(client, language, counts):
    for number in range(1, 12):
        published(article(**both("title", f"Knee {number}", f"ركبة {number}")), language)
        if number in counts:
            said = text(look(client, language, q={"en": "knee", "ar": "ركبة"}[language]))
            assert f" {counts[number]} " in said


def test_results_are_narrowed_by_kind_and_topic_and_widened_again(client, eyes):
    sight, surgery = str(eyes["sight"].pk), str(eyes["surgery"].pk)
    response = look(client, q="cataract")
    assert narrowings(response) == {
        "Procedures 1": ({"q": "cataract", "kind": "procedure"}, False),
        "Articles 1": ({"q": "cataract", "kind": "article"}, False),
        "Eyes 2": ({"q": "cataract", "topic": sight}, False),
        "Surgery 1": ({"q": "cataract", "topic": surgery}, False),
    }
    response = look(client, q="cataract", topic=surgery)
    assert titles(response) == ["Cataract surgery"]
    assert narrowings(response) == {
        "Eyes 2": ({"q": "cataract", "topic": sight}, False),
        "Surgery 1": ({"q": "cataract"}, True),
    }
    response = look(client, q="cataract", kind="article", topic=sight)
    assert titles(response) == ["Living with cataract"]
    assert narrowings(response)["Articles 1"] == ({"q": "cataract", "topic": sight}, True)
    assert narrowings(response)["Eyes 1"] == ({"q": "cataract", "kind": "article"}, True)
    response = look(client, q="cataract", kind="article", topic=surgery)
    assert titles(response) == []
    assert 'href="/en/search/?q=cataract">Search everything</a>' in response.content.decode()


@pytest.mark.parametrize("odd", [{"kind": "nonsense"}, {"topic": "abc"}, {"topic": "-1"}, {"kind": "\x00"}, {"page": "x"}, {"page": "-1"}, {"page": "0"}])  # fmt: skip
def test_odd_parameters_narrow_nothing(client, eyes, odd):
    assert sorted(titles(look(client, q="cataract", **odd))) == ["Cataract surgery", "Living with cataract"]


@pytest.mark.parametrize("topic", ["999999", "9" * 30, str(2**63)])
def test_a_topic_that_is_none_has_nothing(client, eyes, topic):
    response = look(client, q="cataract", topic=topic)
    assert (response.status_code, titles(response)) == (200, [])


def test_many_results_are_on_several_pages_and_beyond_the_last_is_the_last(client):
    for number in range(13):
        published(article(title_en=f"Knee {number}"), "en")
    first, second = look(client, q="knee"), look(client, q="knee", page=2)
    assert [len(titles(first)), len(titles(second))] == [10, 3]
    assert not set(titles(first)) & set(titles(second))
    assert 'href="/en/search/?q=knee&amp;page=2" rel="next"' in first.content.decode()
    assert 'href="/en/search/?q=knee" rel="prev"' in second.content.decode()
    for beyond in ("3", "999", "1" + "0" * 30, "9" * 5000):
        assert titles(look(client, q="knee", page=beyond)) == titles(second)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_that_can_be_typed_is_an_error(client, eyes, language):
    for query in HOSTILE:
        response = look(client, language, q=query)
        html = response.content.decode()
        assert response.status_code == 200, query[:40]
        assert ("<script>" in html, "<img src=x" in html, "\u202e" in html) == (False, False, False), query


def test_a_query_is_cut_where_nobody_types_on(client, eyes):
    html = look(client, q="lens " * 1000).content.decode()
    assert len(re.search(r'id="search-words" name="q" value="([^"]*)"', html)[1]) == 199


def test_bytes_that_are_no_text_are_no_error(client, eyes):
    for query in ("%ed%a0%80", "%ff", "%00", "%", "%u0041"):
        assert client.get(f"/en/search/?q={query}").status_code == 200


@pytest.mark.parametrize("query", ["", "   ", "\u200f", "\x00", "ـ"])
def test_an_empty_search_offers_the_field_and_ways_on(client, eyes, query):
    html = look(client, q=query).content.decode()
    assert 'name="q"' in html
    assert 'href="/en/procedures/">All procedures' in html
    assert "Nothing was found" not in html


def test_nothing_found_says_so_and_leads_to_the_nearest_pages_and_to_a_person(client, eyes):
    Clinic.objects.create(name_en="Nile Clinic")
    Branch.objects.create(name_en="Dokki", telephone="+20 2 5550 0101", whatsapp="+20 100 555 0101")
    response = look(client, q="bunionectomy")
    assert "Nothing was found for “bunionectomy”." in text(response)
    html = response.content.decode()
    assert 'class="button" href="tel:+20255500101"' in html
    assert 'href="https://wa.me/201005550101"' in html
    assert 'href="/en/procedures/">All procedures' in html


def test_a_misspelt_word_leads_to_the_right_one(client, eyes):
    html = look(client, q="cataratc").content.decode()
    assert 'Did you mean <a href="/en/search/?q=cataract"><bdi>cataract</bdi></a>?' in html


def test_a_search_that_finds_nothing_offers_what_is_near(client, eyes):
    near = re.search(r'class="nearest".*?</section>', look(client, q="cataract zzzz").content.decode(), re.DOTALL)
    assert "Cataract surgery" in re.sub("<[^>]+>", "", near[0])


def test_the_query_is_in_the_field_the_title_and_the_language_switch(client, eyes):
    html = look(client, q="عرق النسا & <b>", kind="article", page=3).content.decode()
    assert 'value="عرق النسا &amp; &lt;b&gt;"' in html
    assert "<title>Search: عرق النسا &amp; &lt;b&gt;" in html
    switch = re.search(r'class="language-switch" href="([^"]*)"', html)[1]
    asked = parse_qs(urlsplit(unescape(switch)).query)
    assert (urlsplit(switch).path, asked) == ("/ar/search/", {"q": ["عرق النسا & <b>"], "kind": ["article"]})
    assert '<meta name="robots" content="noindex">' in html


def test_only_what_patients_can_read_is_found(client):
    names = ("draft", "scheduled", "withdrawn", "current")
    made = {name: article(title_en=f"Knee {name}") for name in names}
    for name in ("withdrawn", "current"):
        published(made[name], "en")
    editions.withdraw(made["withdrawn"], "en", by=None)
    assert titles(look(client, q="knee")) == ["Knee current"]
    assert titles(look(client, "ar", q="knee")) == []


def test_doctors_are_found_by_their_names_in_either_language(client):
    doctor("Salma El-Nabil", "سلمى النبيل")
    doctor("Salma Fahmy", "سلمى فهمي", active=False)
    doctor("Karim Adel", None)

    def named(query, language="en", **asked):
        html = look(client, language, q=query, **asked).content.decode()
        return re.findall(r"<bdi>([^<]*)</bdi></a></h3>", html)

    for query in ("salma", "Dr. Salma", "SALMA nabil", "سلمي", "د. سلمى نبيل", "الدكتورة سلمى", "sal"):
        assert named(query) == ["Dr. Salma El-Nabil"], query
        assert named(query, "ar") == ["د. سلمى النبيل"], query
    assert (named("salma", kind="article"), named("salma", page=2)) == ([], [])
    assert (named("karim"), named("karim", "ar")) == (["Dr. Karim Adel"], [])
    for query in ("dr", "doctor", "الدكتور", "spine", "s", "salma karim", "fahmy", "%", "salma " * 20):
        assert named(query) == [], query


def test_searches_that_find_nothing_are_kept_once_three_readers_made_them(client, eyes):
    doctor("Salma Nabil")
    published(page(title_en="Prices"), "en")
    for reader in range(3):
        own = {"REMOTE_ADDR": f"10.0.0.{reader}"}
        for query in ("bunion surgery zzzz", "salma", "cataract", "prices", "0100 555 0101"):
            look(client, q=query, headers=own)
        look(client, q="hammer toe", kind="article", headers=own)
        look(client, q="from outside", headers=own | {"HTTP_ORIGIN": "https://elsewhere.example"})
    assert list(UnansweredSearch.objects.values_list("language", "words", "times")) == [
        ("en", "bunion surgery zzzz", 3)
    ]


def test_a_search_page_sets_no_cookie_and_is_only_read(client, eyes):
    assert not look(client, q="cataract").cookies
    assert client.head("/en/search/?q=cataract").status_code == 200
    assert client.post("/en/search/", {"q": "cataract"}).status_code in (403, 405)
    assert client.get("/en/search").status_code == 301


@pytest.mark.parametrize("number", [2, 10])
def test_a_search_costs_the_same_for_a_few_results_and_for_many(client, number, django_assert_num_queries):
    filed = topic()
    for _ in range(number):
        made = article(title_en="Knee")
        made.topics.set([filed])
        published(made, "en")
    with django_assert_num_queries(7):
        assert len(titles(look(client, q="knee"))) == number


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("ar", "رقم العيادة"),
        ("ar", "عايزة احجز"),
        ("ar", "فين العيادة"),
        ("en", "phone number"),
        ("en", "opening hours"),
    ],
)
def test_who_asks_for_the_clinic_itself_is_offered_its_contact(client, language, asked):
    Branch.objects.create(clinic=Clinic.objects.create(), telephone="+20 2 5550 0101", **both("name", "Dokki", "الدقي"))
    for reader in range(3):
        answer = look(client, language, q=asked, headers={"REMOTE_ADDR": f"10.0.0.{reader}"}).content.decode()
        offered = answer.partition('class="wrap search-body"')[2].partition("</p>")[0]
        assert f'href="/{language}/contact/"' in offered
        assert answer.count('class="contact-card"') == 1
    assert not UnansweredSearch.objects.exists()


def test_who_asks_for_a_page_is_offered_no_contact_before_it(client, eyes):
    for query in ("cataract", "number of lens", "doctor cataract"):
        assert "Addresses, opening hours" not in look(client, q=query).content.decode()
