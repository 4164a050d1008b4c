"""The sitemap: an index, and files whose pages stay where they are."""

import gzip
from xml.etree import ElementTree

import pytest
from django.core.cache import cache

from clinic import sitemap
from pages.publishing import editions
from tests import factories
from tests.factories import published, time_passes

# A page's number says in which file it is.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbered_from_one")]
SITE = "http://testserver"
SM = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def index(client):
    """The files that the index names: `{path: lastmod}`."""
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert root.tag == f"{SM}sitemapindex"
    return {
        row.findtext(f"{SM}loc").removeprefix(SITE): row.findtext(f"{SM}lastmod")
        for row in root.findall(f"{SM}sitemap")
    }


def entries(client, path):
    """The addresses in a file with the day of each and its alternates: `{address: (lastmod, {language: address})}`."""
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    root = ElementTree.fromstring(answer.getvalue())
    assert root.tag == f"{SM}urlset"
    return {
        url.findtext(f"{SM}loc").removeprefix(SITE): (
            url.findtext(f"{SM}lastmod"),
            {link.get("hreflang"): link.get("href").removeprefix(SITE) for link in url.findall(LINK)},
        )
        for url in root.findall(f"{SM}url")
    }


def test_the_index_names_the_files_that_there_are(client):
    assert index(client) == {"/sitemap-clinic-1.xml": None}
    edition = published(factories.article(), "en")
    moment = edition.starts_at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    assert index(client) == {"/sitemap-clinic-1.xml": None, "/sitemap-pages-1.xml": moment}


@pytest.mark.parametrize("most", [20, 1], ids=["one by one", "all together"])
def test_the_index_follows_what_begins_and_ends(client, monkeypatch, most):
    monkeypatch.setattr(sitemap, "PAGES_IN_A_FILE", 1)
    monkeypatch.setattr(sitemap, "MOST_AGAIN", most)
    pages = [factories.article() for _ in range(3)]
    for page in pages:
        published(page, "en")
        time_passes(hours=1)
    told = index(client)
    assert len(told) == 4
    editions.withdraw(pages[0], "en", by=None)
    begun = published(pages[1], "ar").starts_at
    names = [f"/sitemap-pages-{page.pk}.xml" for page in pages]
    moment = begun.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    assert index(client) == {"/sitemap-clinic-1.xml": None, names[1]: moment, names[2]: told[names[2]]}


def test_only_the_files_in_which_something_began_or_ended_are_looked_at_again(client, django_assert_num_queries):
    edition = published(factories.article(), "en")
    told, asked = index(client), 4  # what began and ended last, in each language
    with django_assert_num_queries(asked):
        assert index(client) == told
    editions.withdraw(edition.page, "en", by=None)
    with django_assert_num_queries(asked + 2):  # where that was, and what is left there
        assert index(client) == {"/sitemap-clinic-1.xml": None}


def test_an_entry_has_its_day_and_both_languages(client):
    both, single = factories.procedure(title_ar="الركبة", title_en="Knee"), factories.page(title_en="Prices")
    published(both)
    published(single, "en")
    arabic = "/ar/procedures/%D8%A7%D9%84%D8%B1%D9%83%D8%A8%D8%A9/"
    twins = {"ar": arabic, "en": "/en/procedures/knee/"}
    found = entries(client, "/sitemap-pages-1.xml")
    assert {address: told for address, (_day, told) in found.items()} == {
        "/en/procedures/knee/": twins, arabic: twins, "/en/prices/": {"en": "/en/prices/"},
    }  # fmt: skip
    starts = factories.current(both).starts_at
    assert found["/en/procedures/knee/"][0] == starts.strftime("%Y-%m-%dT%H:%M:%S+00:00")


def test_a_page_is_in_the_file_of_its_number_whatever_comes_before_it(client, monkeypatch):
    monkeypatch.setattr(sitemap, "PAGES_IN_A_FILE", 2)
    drafts = [factories.article() for _ in range(5)]
    while drafts[-1].pk % 2:  # the last file is full
        drafts.append(factories.article())
    for draft in drafts:
        published(draft)
    places = {draft.pk: -(-draft.pk // 2) for draft in drafts}
    for number in set(places.values()):
        own = {d.slug_en for d in drafts if places[d.pk] == number}
        found = entries(client, f"/sitemap-pages-{number}.xml")
        assert {path.split("/")[3] for path in found if path.startswith("/en/")} == own
        assert len(found) == 2 * len(own)
    assert set(index(client)) == {"/sitemap-clinic-1.xml", *(f"/sitemap-pages-{n}.xml" for n in places.values())}
    for language in ("en", "ar"):
        editions.withdraw(drafts[0], language, by=None)
    last = drafts[-1]
    assert f"/en/articles/{last.slug_en}/" in entries(client, f"/sitemap-pages-{places[last.pk]}.xml")


def test_a_file_holds_no_more_than_a_thousand_addresses():
    assert sitemap.PAGES_IN_A_FILE * 2 == 1_000


@pytest.mark.parametrize("way", ["draft", "scheduled", "expired", "withdrawn"])
def test_what_is_not_current_is_in_no_file(client, way, user):
    draft, shown = factories.article(title_en="Hidden"), factories.article(title_en="Shown")
    published(shown, "en")
    if way == "scheduled":
        editions.publish(draft, "en", by=user, at=factories.later(days=1))
    if way == "expired":
        editions.publish(draft, "en", by=user, until=factories.later(hours=1))
        time_passes(hours=2)
    if way == "withdrawn":
        published(draft, "en")
        editions.withdraw(draft, "en", by=user)
    assert set(entries(client, "/sitemap-pages-1.xml")) == {"/en/articles/shown/"}


def test_the_clinics_own_file_has_lists_topics_and_doctors(client):
    spine, hip, empty = factories.topic(), factories.topic("Hip", ""), factories.topic("Eye", "العين")
    factories.doctor()
    factories.doctor("Omar Adel", "")
    factories.doctor("Left Long Ago", active=False)
    draft = factories.article()
    draft.topics.add(spine, hip)
    published(draft)
    found = set(entries(client, "/sitemap-clinic-1.xml"))
    lists = {f"/{code}/{place}" for code in ("en", "ar") for place in sitemap.FIXED}
    assert len(lists) == 14
    rest = {path for path in found - lists if not path.startswith("/ar/topics/")}
    assert rest == {
        "/en/topics/spine/", "/en/topics/hip/", "/en/doctors/mona-salem/", "/ar/doctors/mona-salem/",
        "/en/doctors/omar-adel/",
    }  # fmt: skip
    assert len([path for path in found - lists if path.startswith("/ar/topics/")]) == 1
    assert empty.slug_en not in str(found)
    assert {client.get(path).status_code for path in found} == {200}


@pytest.mark.parametrize("path", ["pages-2", "pages-0", "pages-01", "pages--1", f"pages-{'9' * 10}", f"pages-{'9' * 99}",
                                  "clinic-2", "drafts-1", "pages-1.xml/x", "pages"])  # fmt: skip
def test_a_file_that_is_not_in_the_index_is_not_there(client, path):
    published(factories.article(), "en")
    assert client.get(f"/sitemap-{path}.xml").status_code == 404


def test_addresses_are_those_of_the_public_site(client, settings):
    published(factories.article(), "en")
    settings.SITE_URL = "https://clinic.example"
    for path in ("/sitemap.xml", "/sitemap-pages-1.xml", "/sitemap-clinic-1.xml"):
        text = client.get(path).getvalue().decode()
        assert text.count("<loc>https://clinic.example/") == text.count("<loc>") > 0
    assert "Sitemap: https://clinic.example/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_a_file_costs_the_same_however_many_pages_it_has(client, django_assert_num_queries):
    for number in range(6):
        published(factories.article())
        if number in (0, 5):
            cache.clear()
            for path in ("/sitemap-pages-1.xml", "/sitemap.xml"):
                with django_assert_num_queries(5):  # four of them ask when something changed last
                    client.get(path)


def test_a_file_is_streamed_piece_by_piece_and_a_head_has_none(client, monkeypatch):
    monkeypatch.setattr(sitemap, "SENT_AT_ONCE", 2)
    for _ in range(3):
        published(factories.article())
    answer = client.get("/sitemap-pages-1.xml")
    pieces = list(answer)
    assert (answer.streaming, [piece.count(b"<url>") for piece in pieces]) == (True, [0, 2, 2, 2, 0])
    assert "Content-Length" not in answer.headers
    head = client.head("/sitemap-pages-1.xml")
    assert (head.status_code, head.headers["ETag"], head.getvalue()) == (200, answer.headers["ETag"], b"")


def test_a_file_is_sent_packed_to_whoever_unpacks(client):
    published(factories.article())
    plain = client.get("/sitemap-pages-1.xml").getvalue()
    answer = client.get("/sitemap-pages-1.xml", headers={"accept-encoding": "gzip"})
    assert (answer.headers["Content-Encoding"], answer.has_header("Vary")) == ("gzip", True)
    assert gzip.decompress(answer.getvalue()) == plain


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-pages-1.xml", "/sitemap-clinic-1.xml"])
def test_who_has_a_file_is_told_so_until_it_changes(client, path):
    draft = factories.article()
    draft.topics.add(factories.topic())
    published(draft, "en")
    time_passes(minutes=1)
    first = client.get(path)
    known = {"if-none-match": first.headers["ETag"]}
    assert client.get(path, headers=known).status_code == 304
    if dated := first.headers.get("Last-Modified"):
        assert client.get(path, headers={"if-modified-since": dated}).status_code == 304
    assert bool(dated) == ("clinic" not in path)
    published(draft, "ar")
    editions.withdraw(draft, "en", by=None)
    assert client.get(path, headers=known).status_code == 200
    if dated:
        assert client.get(path, headers={"if-modified-since": dated}).status_code == 200


def test_crawlers_are_kept_from_what_is_not_for_them(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[:10] == [
        "User-agent: *", "Disallow: /admin/", "Disallow: /desk/", "Disallow: /handouts/", "Disallow: /views/",
        "Disallow: /*/search/", "Disallow: /go/", "Disallow: /review/", "Disallow: /preview/", "",
    ]  # fmt: skip
