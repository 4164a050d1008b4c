"""“Did this page help?”: what is kept of an answer, of whom, and for how long."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core import signing
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from pages.publishing import editions
from pageviews import helped
from pageviews.models import Feedback
from tests.factories import article, page, procedure, published, time_passes
from tests.pageviews.test_counting import CASES, OWN

pytestmark = pytest.mark.django_db
ARABIC = re.compile("[\u0600-\u06ff]")


@pytest.fixture
def edition():
    return published(article(), "en")


def answer(client, edition, said="no", language="en", **headers):
    return client.post(f"/{language}/helped/{edition.pk}/", {"answer": said}, **(OWN | headers))


def send(client, edition, sentence, token, **headers):
    posted = {"answer": "no", "token": token, "sentence": sentence}
    return client.post(f"/en/helped/{edition.pk}/sentence/", posted, **(OWN | headers))


def token_in(response):
    return unescape(re.search(r'name="token" value="([^"]+)"', response.content.decode())[1])


def kept():
    return list(Feedback.objects.order_by("pk").values_list("helped", "sentence"))


def words(response):
    """What a reader is told."""
    return unescape(re.search(r'class="helped-told[^>]*>([^<]*)<', response.content.decode())[1])


@pytest.mark.parametrize("make", [procedure, article, page])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_kind_of_page_asks_in_its_own_language(client, make, language):
    edition = published(make(), language)
    html = client.get(edition.get_absolute_url()).content.decode()
    form = re.search(r'<form class="helped-answers" method="post" action="([^"]+)">(.*?)</form>', html, re.DOTALL)
    assert form[1] == f"/{language}/helped/{edition.pk}/"
    assert re.findall(r'name="answer" value="(\w+)"', form[2]) == ["yes", "no"]
    assert "csrf" not in html


def test_a_preview_does_not_ask(admin_client):
    draft = article()
    html = admin_client.get(f"/admin/articles/article/{draft.pk}/preview/en/").content.decode()
    assert "end-notes" in html
    assert "helped" not in html


def test_answers_are_kept_with_their_day_and_nothing_about_the_reader(client, edition):
    response = answer(client, edition, "yes")
    assert (response.status_code, words(response)) == (200, "Thank you. Your answer is kept.")
    answer(client, edition, "no", REMOTE_ADDR="10.0.0.9")
    rows = list(Feedback.objects.order_by("pk").values())
    today = timezone.localdate()
    assert [{k: row[k] for k in row if k != "id"} for row in rows] == [
        {"edition_id": edition.pk, "helped": True, "sentence": "", "day": today},
        {"edition_id": edition.pk, "helped": False, "sentence": "", "day": today},
    ]


def test_thanks_lead_back_set_no_cookie_and_are_kept_by_nobody(client):
    made = article()
    published(made, "en")
    edition = published(made, "ar")
    response = answer(client, edition, language="ar")
    html = response.content.decode()
    assert f'<a class="button button-quiet" href="{iri_to_uri(edition.get_absolute_url())}">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert not response.cookies
    assert response.headers["Cache-Control"] == "no-store"


def test_the_sentence_that_follows_belongs_to_the_answer(client, edition):
    token = token_in(answer(client, edition))
    answer(client, edition, "yes", REMOTE_ADDR="10.0.0.9")
    response = send(client, edition, "How long\r\nmay I not drive?", token)
    assert words(response) == "Thank you. The editors will read your sentence."
    assert kept() == [(False, "How long may I not drive?"), (True, "")]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("  a\n\n b\t", "a b"),
        ("\u202egnp.exe\u2066", "gnp.exe"),
        ("a\x00b\x07", "ab"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("x" * 300, "x" * 300),
        ("أين موعدي؟", "أين موعدي؟"),
    ],
)
def test_a_sentence_is_one_clean_line(client, edition, written, sentence):
    send(client, edition, written, token_in(answer(client, edition)))
    assert kept() == [(False, sentence)]


@pytest.mark.parametrize("written", ["", " \n ", "\x00", "x" * 301, "x" * 100_000])
def test_a_sentence_that_is_none_or_too_long_is_asked_for_again(client, edition, written):
    token = token_in(answer(client, edition))
    response = send(client, edition, written, token)
    assert response.status_code == 400
    assert words(response) == "Please write one short sentence."
    assert f">{written[:300].strip(chr(0)).strip()}</textarea>" in response.content.decode()
    assert kept() == [(False, "")]
    send(client, edition, "Shorter.", token_in(response))
    assert kept() == [(False, "Shorter.")]


def test_a_sentence_is_added_once_in_time_and_only_with_the_token_of_its_answer(client, edition, monkeypatch):
    other = published(article(), "en")
    token, of_other = token_in(answer(client, edition)), token_in(answer(client, other))
    forged = [of_other, token[:-1], f"{token}x", "", "x" * 100_000, "\x00", signing.TimestampSigner().sign(token[:1])]
    for wrong in forged:
        response = send(client, edition, "Not mine.", wrong)
        assert (response.status_code, words(response)) == (
            400,
            "Your answer is kept. It is too late to add a sentence to it.",
        )
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + helped.SENTENCE_WITHIN + 5)
    assert send(client, edition, "Late.", token).status_code == 400
    monkeypatch.undo()
    assert kept() == [(False, ""), (False, "")]
    assert send(client, edition, "In time.", token).status_code == 200
    assert send(client, edition, "Again.", token).status_code == 400
    assert kept() == [(False, "In time."), (False, "")]


def test_the_same_reader_answers_once_in_ten_minutes_about_one_text(client, edition):
    answer(client, edition, "yes")
    response = answer(client, edition, "no")
    assert (response.status_code, words(response)) == (200, "We already have your answer about this page. Thank you.")
    answer(client, published(article(), "en"), "no")
    answer(client, edition, "no", HTTP_USER_AGENT=CASES["ua_human"][0])
    assert kept() == [(True, ""), (False, ""), (False, "")]


def test_one_address_cannot_fill_the_list(client):
    made = [published(article(), "en") for _ in range(helped.MOST_OF_AN_ADDRESS + 2)]
    statuses = [answer(client, edition).status_code for edition in made]
    assert statuses == [200] * helped.MOST_OF_AN_ADDRESS + [429] * 2
    assert answer(client, made[-1], REMOTE_ADDR="10.0.0.9").status_code == 200
    assert len(kept()) == helped.MOST_OF_AN_ADDRESS + 1


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": ""},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_USER_AGENT": CASES["ua_bot"][0]},
        {"HTTP_USER_AGENT": ""},
    ],
)
def test_what_no_reader_on_this_site_sent_is_refused(client, edition, headers):
    token = helped.add(edition, answer=True)
    assert answer(client, edition, **headers).status_code == 403
    assert send(client, edition, "Buy now.", token, **headers).status_code == 403
    assert kept() == [(True, "")]


def test_signed_in_staff_are_told_that_they_are_no_readers(admin_client, edition):
    response = answer(admin_client, edition)
    assert response.status_code == 403
    assert "signed-in colleagues" in words(response)
    assert kept() == []


def test_only_a_current_edition_of_that_language_is_answered(client):
    draft = article()
    replaced, withdrawn, scheduled = published(article(), "en"), published(article(), "en"), article()
    published(replaced.page, "en", confirmed=True)
    editions.withdraw(withdrawn.page, "en", by=None)
    time_passes(days=1)
    coming = published(scheduled, "en", at=timezone.now() + timedelta(days=3))
    here = published(article(), "en")
    numbers = [replaced.pk, withdrawn.pk, coming.pk, draft.pk + 10**6, 0, 2**63, 10**30]
    for number in numbers:
        for place in ("", "sentence/"):
            response = client.post(f"/en/helped/{number}/{place}", {"answer": "yes"}, **OWN)
            assert response.status_code == 404, number
    assert answer(client, here, language="ar").status_code == 404
    assert kept() == []
    assert answer(client, here).status_code == 200


@pytest.mark.parametrize("said", ["", "maybe", "YES", "1", "x" * 100_000, "\x00"])
def test_an_answer_that_is_neither_yes_nor_no_is_asked_for_again(client, edition, said):
    response = answer(client, edition, said)
    assert (response.status_code, words(response)) == (400, "Please choose yes or no.")
    assert 'value="yes"' in response.content.decode()
    assert kept() == []


def test_looking_at_the_address_changes_nothing(client, edition):
    for place in ("", "sentence/"):
        for ask in (client.get, client.head, client.put, client.delete):
            response = ask(f"/en/helped/{edition.pk}/{place}?answer=yes", **OWN)
            assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert kept() == []


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"answer=%ff%00", b"a=" + b"1" * 100_000])
def test_odd_bodies_are_refused(client, edition, body):
    for kind in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        response = client.generic("POST", f"/en/helped/{edition.pk}/", body, content_type=kind, **OWN)
        assert response.status_code == 400
    assert kept() == []


def test_sentences_go_after_ninety_days_and_answers_stay(edition):
    for day in (date(2026, 1, 1), date(2026, 1, 2)):
        Feedback.objects.create(edition=edition, helped=False, sentence=f"Of {day}.", day=day)
    assert helped.forget_sentences(today=date(2026, 4, 1)) == 1
    assert kept() == [(False, ""), (False, "Of 2026-01-02.")]
    assert helped.forget_sentences(today=date(2026, 4, 1)) == 0


def test_no_page_shows_a_sentence(client, edition):
    send(client, edition, "A secret of mine.", token_in(answer(client, edition)))
    for address in (edition.get_absolute_url(), f"/en/helped/{edition.pk}/", "/en/", "/en/articles/"):
        assert "A secret of mine." not in client.get(address).content.decode()


def test_editors_see_how_often_each_edition_helped_and_read_the_sentences(admin_client, edition):
    other = published(article(), "ar")
    best = published(article(), "en")
    Feedback.objects.create(edition=best, helped=True, day=date(2026, 1, 1))
    Feedback.objects.create(edition=best, helped=True, day=date(2026, 1, 1))
    Feedback.objects.create(edition=other, helped=False, day=date(2026, 1, 1))
    for said, sentence in ((True, ""), (False, "It is <b>too</b> long."), (False, "")):
        Feedback.objects.create(edition=edition, helped=said, sentence=sentence, day=date(2026, 1, 2))
    Feedback.objects.create(edition=other, helped=True, sentence="واضحة", day=date(2026, 1, 1))
    by_page = admin_client.get("/admin/pageviews/answerededition/").content.decode()
    cells = re.findall(r'field-(?:title|helped|did_not_help)">([^<]*)<', by_page)
    assert cells == [edition.title, "1", "2", other.title, "1", "1", best.title, "2", "0"]
    link = unescape(re.search(r'field-sentences"><a href="([^"]+)"', by_page)[1])
    read = admin_client.get(link).content.decode()
    assert "It is &lt;b&gt;too&lt;/b&gt; long." in read
    assert "واضحة" not in read
    not_helped = admin_client.get("/admin/pageviews/feedback/", {"helped__exact": "0"}).content.decode()
    assert not_helped.count('class="field-answer"') == 3


def test_editors_change_no_answer_but_may_delete_one(admin_client, edition):
    row = Feedback.objects.create(edition=edition, helped=False, sentence="My name is …", day=date(2026, 1, 2))
    assert admin_client.get("/admin/pageviews/feedback/add/").status_code == 403
    change = f"/admin/pageviews/feedback/{row.pk}/change/"
    assert admin_client.post(change, {"helped": "True", "sentence": "Good."}).status_code == 403
    assert admin_client.get("/admin/pageviews/answerededition/add/").status_code == 403
    assert kept() == [(False, "My name is …")]
    admin_client.post(f"/admin/pageviews/feedback/{row.pk}/delete/", {"post": "yes"})
    assert kept() == []
