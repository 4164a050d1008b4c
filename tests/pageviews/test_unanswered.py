"""Searches that found nothing: what is kept of them, and from how many readers on."""

from datetime import date

import pytest

from pageviews import readers, unanswered
from pageviews.models import UnansweredSearch
from tests.pageviews.test_counting import CASES, OWN

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@pytest.fixture
def search(rf):
    """`search(words, reader=1)`: one reader's search, found in vain."""

    def searched(words, reader=1, language="en", today=DAY, **headers):
        request = rf.get("/en/search/", **(OWN | {"REMOTE_ADDR": f"10.0.0.{reader}"} | headers))
        unanswered.note(request, words, language, today)

    return searched


def rows():
    return list(UnansweredSearch.objects.values_list("language", "words", "times", "first_day", "last_day"))


def test_words_are_kept_from_the_third_reader_on(search):
    for reader in (1, 2):
        search("Bunion surgery", reader)
    assert rows() == []
    search("  bunion   SURGERY? ", 3)
    assert rows() == [("en", "bunion surgery", 3, DAY, DAY)]
    later = date(2026, 3, 9)
    search("bunion surgery", 4, today=later)
    assert rows() == [("en", "bunion surgery", 4, DAY, later)]


def test_one_reader_is_one_reader_however_often_they_search(search):
    for _ in range(5):
        search("bunion")
    search("bunion", 2)
    assert rows() == []
    search("bunion", 3)
    search("bunion", 3)
    assert rows() == [("en", "bunion", 3, DAY, DAY)]


def test_other_words_and_the_other_language_are_counted_apart(search):
    for reader, words, language in (
        (1, "bunion", "en"),
        (4, "bunion", "en"),
        (2, "bunions", "en"),
        (3, "bunion", "ar"),
    ):
        search(words, reader, language)
    assert rows() == []
    for reader in (1, 2):
        search("bunion", reader, "ar")
    assert [row[:3] for row in rows()] == [("ar", "bunion", 3)]


def test_spellings_of_one_word_are_one(search):
    for reader, words in enumerate(("أظفر", "اظفر", "أَظفر")):
        search(words, reader, "ar")
    assert [row[:3] for row in rows()] == [("ar", "اظفر", 3)]


@pytest.mark.parametrize(
    "words",
    [
        "+20 100 555 0101",
        "٠١٠٠٥٥٥٠١٠١",
        "۰۱۰۰۵۵۵۰۱۰۱",
        "call 0100-555-0101 please",
        "(02) 2555 0101",
        "29001011234567",
        "12/05/1987",
        "mona@example.org",
        "mona＠example.org",
        "x" * 101,
        "word " * 60,
        "",
        "?!",
        "\u202e\x00",
    ],
)
def test_what_may_say_who_somebody_is_and_what_is_no_search_is_never_kept(search, words):
    for reader in range(5):
        search(words, reader)
    assert rows() == []
    for reader in range(3):
        search("L4-L5 in 2026", reader)
    assert [row[1] for row in rows()] == ["l4 l5 in 2026"]


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": CASES["ua_bot"][0]},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_PURPOSE": "prefetch"},
    ],
)
def test_programs_and_other_sites_put_no_words_before_editors(search, headers):
    for reader in range(5):
        search("casino", reader, **headers)
    assert rows() == []


def test_before_the_third_reader_the_words_are_nowhere_to_be_read(search, monkeypatch):
    told = []
    exchange = readers.memory.exchange

    def noted(pairs, timeout):
        told.append(str(pairs))
        return exchange(pairs, timeout)

    monkeypatch.setattr(readers.memory, "set", lambda key, value, *args: told.append(f"{key} {value}"))
    monkeypatch.setattr(readers.memory, "exchange", noted)
    search("bunion")
    assert told
    assert [line for line in told if "bunion" in line or "10.0.0.1" in line] == []


def test_rows_go_when_nobody_searched_for_a_year():
    for words, last in (("old", date(2025, 3, 1)), ("new", date(2025, 3, 2))):
        UnansweredSearch.objects.create(language="en", words=words, times=3, first_day=last, last_day=last)
    assert unanswered.forget(today=date(2026, 3, 1)) == 1
    assert [row[1] for row in rows()] == ["new"]


def test_editors_see_and_delete_them(admin_client):
    row = UnansweredSearch.objects.create(language="ar", words="<b>مسمار", times=3, first_day=DAY, last_day=DAY)
    html = admin_client.get("/admin/pageviews/unansweredsearch/").content.decode()
    assert '<span lang="ar" dir="auto">&lt;b&gt;مسمار</span>' in html
    assert admin_client.get("/admin/pageviews/unansweredsearch/add/").status_code == 403
    admin_client.post(f"/admin/pageviews/unansweredsearch/{row.pk}/delete/", {"post": "yes"})
    assert rows() == []
