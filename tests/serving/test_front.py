"""What is sent again to everybody, and what never is."""

import gzip
import threading
from email.utils import formatdate

import brotli
import pytest
from django.contrib.auth import get_user_model
from django.http import StreamingHttpResponse
from django.test import Client

from clinic import urls
from serving.front import Front
from serving.public import public
from tests.factories import article, published
from tests.serving.asked import Asked, an_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    return published(article(), "en").get_absolute_url()


def test_a_page_is_made_once_in_five_seconds(asked, path, clock, django_assert_num_queries):
    first = asked(path)
    with django_assert_num_queries(0):
        again = asked(path)
    assert (again.status, again.body, again.headers) == (200, first.body, first.headers)
    assert again.headers["Content-Length"] == str(len(first.body))
    assert again.headers["Cache-Control"] == "public, max-age=2, stale-while-revalidate=1"
    assert again.headers["Vary"] == "Accept-Encoding"
    assert "Content-Security-Policy" in again.headers
    assert asked.made == 1
    clock(5)
    asked(path)
    assert asked.made == 2


def test_what_is_streamed_is_neither_kept_nor_gathered(tmp_path):
    sent = []

    def application(environ, start_response):
        pieces = (sent.append(piece) or piece for piece in (b"one ", b"two"))
        response = public(lambda request: StreamingHttpResponse(pieces))(None)
        start_response("200 OK", list(response.items()))
        return response

    asked = Asked(tmp_path, application)
    assert (asked("/long/", method="HEAD").body, sent) == (b"", [])
    assert [asked("/long/").body for _ in range(2)] == [b"one two", b"one two"]
    assert (asked.made, len(asked.front.shelf._kept)) == (3, 0)


def test_each_language_host_and_scheme_has_its_own(asked, path, settings):
    settings.ALLOWED_HOSTS = ["localhost", "other.example"]
    settings.SECURE_SSL_REDIRECT = False
    answers = [asked("/en/"), asked("/ar/"), asked("/en/", host="other.example"), asked("/en/", secure=True)]
    assert asked.made == 4
    assert b'<html lang="ar" dir="rtl"' in answers[1].body
    assert b"http://localhost/en/" in answers[0].body
    assert b"localhost" not in answers[2].body
    assert b"https://localhost/en/" in answers[3].body
    assert [asked("/en/").body, asked("/ar/").body] == [answers[0].body, answers[1].body]


@pytest.mark.parametrize("host", ["evil.example", "localhost:x", "localhost/evil", "localhost,evil.example"])
def test_a_host_that_is_not_ours_neither_gets_nor_leaves_anything(asked, path, host):
    asked(path)
    assert [asked(path, host=host).status, asked(path, host=host).status] == [400, 400]
    assert b"evil" not in asked(path).body
    assert len(asked.front.shelf._kept) == 1


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        ({"cookie": "language=ar"}, ""),
        ({"cookie": ""}, ""),
        ({"authorization": "Basic eDp5"}, ""),
        ({"range": "bytes=0-9"}, ""),
        ({"if_modified_since": formatdate(usegmt=True)}, ""),
        ({"if_match": '"x"'}, ""),
        ({"transfer_encoding": "chunked"}, ""),
        ({}, "utm_source=x"),
        ({}, "&"),
    ],
)
def test_what_is_somebodys_own_is_neither_kept_nor_sent_what_is(asked, path, headers, query):
    asked(path, query=query, **headers)
    assert len(asked.front.shelf._kept) == 0
    asked(path)
    answer = asked(path, query=query, **headers)
    assert (answer.status, asked.made) == (200, 3)
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_signed_in_editor_changes_nothing_for_others(asked, path):
    user = get_user_model().objects.create_superuser("Editor Nadia", password="x")
    client = Client()
    client.force_login(user)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    before = asked(path)
    assert asked(path, cookie=cookie).status == 200
    after = asked(path)
    assert (before.body, before.headers) == (after.body, after.headers)
    assert "Set-Cookie" not in after.headers
    asked("/admin/", cookie=cookie)
    assert asked("/admin/").status == 302


def test_no_view_that_is_not_public_is_kept(asked, path):
    for other in ("/", "/en/search/", "/robots.txt", "/healthz", "/admin/login/", "/en/nothing/", "/go/abcde/"):
        asked(other)
        made = asked.made
        asked(other)
        assert asked.made == made + 1, other


def test_only_these_views_say_that_they_are_public(path):
    """A new public view is added here on purpose: nothing of a reader may be in what it answers."""
    found = {name for name, view in _views(urls.urlpatterns) if getattr(view, "is_public", False)}
    assert found == {
        "home", "procedures", "procedure", "articles", "article", "doctors", "doctor", "feed", "topics", "topic", "topic-feed",
        "contact", "page", "how-we-count",
    }  # fmt: skip


def _views(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _views(pattern.url_patterns)
        else:
            yield pattern.name, pattern.callback


@pytest.mark.parametrize(
    "headers",
    [
        {"Set-Cookie": "a=b"},
        {"Vary": "Cookie"},
        {"Vary": "Accept-Encoding, Accept-Language"},
        {"Vary": "*"},
        {"Content-Security-Policy": "script-src 'nonce-abc'"},
        {"Cache-Control": "no-store"},
        {"Content-Encoding": "gzip"},
    ],
)
def test_what_a_public_view_should_not_have_said_is_kept_from_others(tmp_path, headers):
    asked = Asked(tmp_path, an_application(lambda: "text", **headers))
    assert [asked("/").body, asked("/").body, asked.made] == [b"text", b"text", 2]


@pytest.mark.parametrize("body", ['<input name="csrfmiddlewaretoken">', '<script nonce="x">', "x" * 2**20 + "x"])
def test_a_body_for_one_reader_or_a_huge_one_is_not_kept(tmp_path, body):
    asked = Asked(tmp_path, an_application(lambda: body))
    asked("/"), asked("/")
    assert asked.made == 2


def test_head_says_what_get_says_without_a_body(asked, path):
    head = asked(path, "HEAD")
    get = asked(path)
    assert (head.status, head.body, head.headers) == (200, b"", get.headers)
    assert (asked.made, len(get.body) > 1000) == (1, True)
    assert asked("/en/nothing/", "HEAD").body == b""
    assert asked(path, "POST").status == 403


def test_every_encoding_is_the_same_page_under_its_own_tag(asked, path):
    plain, zipped, brotlied = (asked(path, accept_encoding=code) for code in ("", "gzip", "gzip, deflate, br, zstd"))
    assert "Content-Encoding" not in plain.headers
    assert (zipped.headers["Content-Encoding"], brotlied.headers["Content-Encoding"]) == ("gzip", "br")
    assert gzip.decompress(zipped.body) == brotli.decompress(brotlied.body) == plain.body
    assert len({answer.headers["ETag"] for answer in (plain, zipped, brotlied)}) == 3
    assert [answer.headers["Content-Length"] for answer in (plain, zipped, brotlied)] == [
        str(len(answer.body)) for answer in (plain, zipped, brotlied)
    ]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip;q=0", None),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0,gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("gzip;q=0, *", "br"),
        ("identity, gzip;q=0.5", None),
        ("GZIP", "gzip"),
        ("gzip;q=x", None),
        ("bro, gzipped", None),
        ("," * 9000, None),
    ],
)
def test_an_encoding_that_is_not_wanted_is_not_sent(tmp_path, accepted, encoding):
    asked = Asked(tmp_path, an_application(lambda: "text"))
    assert asked("/", accept_encoding=accepted).headers.get("Content-Encoding") == encoding


def test_whoever_has_it_is_told_so(asked, path):
    etag = asked(path).headers["ETag"]
    for tags in (etag, f"W/{etag}", f'"a", {etag},"b"', "*"):
        answer = asked(path, if_none_match=tags)
        assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", etag)
        assert answer.headers["Cache-Control"].startswith("public")
        assert "Content-Length" not in answer.headers
    for tags in ("", '"a"', etag.strip('"'), etag[:-1], '"' + etag, ",,,"):
        assert asked(path, if_none_match=tags).status == 200
    assert asked(path, if_none_match=etag, accept_encoding="br").status == 200, "another representation"
    assert asked(path, "HEAD", if_none_match=etag).status == 304
    assert asked(path, if_none_match=etag, if_modified_since=formatdate(0)).status == 304


def test_memory_is_bounded_and_what_is_read_stays(tmp_path):
    asked = Asked(tmp_path, an_application(lambda: "x" * 10_000))
    asked.front.shelf.most = 100_000
    asked("/read/")
    for number in range(50):
        asked(f"/{number}/")
        asked("/read/")
    assert asked.front.shelf.bytes <= 100_000
    assert len(asked.front.shelf._kept) == 4
    assert asked.made == 51


def test_one_thread_makes_a_page_while_the_others_send_the_old_one(tmp_path, clock):
    going, may_go, text = threading.Event(), threading.Event(), ["old"]

    def slowly():
        going.set()
        assert may_go.wait(5)
        return text[0]

    may_go.set()
    asked = Asked(tmp_path, an_application(slowly))
    assert asked("/").body == b"old"
    text[0] = "new"
    clock(6)
    may_go.clear()
    going.clear()
    maker = threading.Thread(target=asked, args=["/"])
    maker.start()
    assert going.wait(5)
    assert [asked("/").body for _ in range(5)] == [b"old"] * 5
    other = Front(asked._count, tmp_path)  # another process: it has no old one, and waits for nobody
    assert other.makers.folder == asked.front.makers.folder
    with other.makers.turn((False, "localhost", "/"), waits=False) as is_ours:
        assert not is_ours
    may_go.set()
    maker.join()
    assert (asked("/").body, asked.made) == (b"new", 2)


def test_many_who_ask_for_what_nobody_has_yet_let_it_be_made_once(tmp_path):
    may_go = threading.Event()
    asked = Asked(tmp_path, an_application(lambda: str(may_go.wait(5))))
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(asked("/").body)) for _ in range(8)]
    for thread in threads:
        thread.start()
    may_go.set()
    for thread in threads:
        thread.join()
    assert (answers, asked.made) == ([b"True"] * 8, 1)


def test_an_old_one_is_not_sent_however_long_the_next_one_takes(tmp_path, clock, monkeypatch):
    monkeypatch.setattr("serving.makers.PATIENCE", 0)
    text = ["old"]
    asked = Asked(tmp_path, an_application(lambda: text[0]))
    asked("/")
    text[0] = "new"
    clock(11)
    with asked.front.makers.turn((False, "localhost", "/"), waits=True):
        assert asked("/").body == b"new"


def test_a_forged_header_leads_nobody_elsewhere(asked, path):
    forged = {"x_forwarded_host": "evil.example", "x_forwarded_proto": "https", "forwarded": "host=evil.example"}
    first = asked(path, **forged)
    assert (first.status, b"evil" in first.body, b"https://localhost" in first.body) == (200, False, False)
    assert (asked(path).body, asked.made) == (first.body, 1)


def test_behind_our_proxy_its_word_for_https_decides(asked, path, settings):
    settings.BEHIND_PROXY = True
    assert b'"http://localhost/' in asked(path).body
    assert b'"https://localhost/' in asked(path, x_forwarded_proto="https").body
    assert asked.made == 2
