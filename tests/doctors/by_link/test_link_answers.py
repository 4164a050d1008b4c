"""What a doctor types behind a review link: cleaned or refused in words, and never lost."""

import pytest
from bs4 import BeautifulSoup

from doctors import leaving
from doctors.models import Comment, ReviewLink, ReviewRequest
from doctors.review import review_links, reviewing
from tests.doctors.by_link.answering import address, answer, recorded, soup
from tests.doctors.review.test_bylines import digest

pytestmark = pytest.mark.django_db


HOSTILE = "\x00خطأ\u202e في\x00 الجرعة\x1b"


@pytest.mark.parametrize(
    ("field", "value", "status", "kept"),
    [
        ("comment", HOSTILE, 303, "خطأ في الجرعة"),
        ("comment", "\x00\u202e ", 400, None),
        ("comment", "ط" * 5001, 400, None),
        ("comment", "ط\r\n" * 2500, 303, ("ط\n" * 2500).strip()),
        ("digest", "\x00", 409, None),
        ("digest", "a" * 10**5, 409, None),
        ("version", "\x00", 303, "ملاحظة"),
        ("answer", "\x00right", 400, None),
    ],
)
def test_hostile_answers_are_cleaned_or_refused_with_a_message_and_never_cut(
    client, token, draft, field, value, status, kept
):
    fields = {"answer": "change", "digest": digest(draft, "ar"), "version": draft.version, "comment": "ملاحظة"}
    response = client.post(address(token, draft), fields | {field: value})
    assert response.status_code == status
    assert [comment.text for comment in Comment.objects.all()] == ([kept] if kept else [])
    if status == 400:
        page = BeautifulSoup(response.content, "html.parser")
        assert page.select_one("[role=alert]").get_text().strip()
        if value.startswith("ط"):
            assert page.select_one("textarea").get_text().strip() == value


def test_hostile_digests_are_no_error_where_nothing_waits(client, token, draft):
    answer(client, token, draft)
    for hostile in ("\x00", "a" * 10**5, "\u202e", ""):
        assert answer(client, token, draft, digest=hostile).status_code == 404
    assert recorded() == (1, 0)


@pytest.mark.parametrize("said", ["right", "change"])
@pytest.mark.parametrize(("spoken", "words"), [("en", "This link does not work"), ("ar", "هذا الرابط لا يعمل")])
def test_a_doctor_who_leaves_while_they_read_is_refused_in_words_and_nothing_is_recorded(
    client, token, doctor, draft, user, said, spoken, words
):
    ReviewRequest.objects.create(page=draft, language="ar", doctor=doctor)
    path = address(token, draft, spoken=spoken)
    opened = soup(client.get(path))
    fields = {name: opened.select_one(f"[name={name}]")["value"] for name in ("digest", "version")}
    leaving.leave(doctor, by=user)
    comment = "الجرعة خطأ" if said == "change" else ""
    response = client.post(path, fields | {"answer": said, "comment": comment})
    assert (response.status_code, soup(response).h1.get_text()) == (404, words)
    assert [field.get_text().strip() for field in soup(response).select("#typed")] == [comment] * bool(comment)
    assert recorded() == (0, 0)
    assert ReviewLink.objects.get().used_at is None


@pytest.mark.parametrize(("spoken", "asks"), [("en", "Which of the two"), ("ar", "أي الأمرين")])
@pytest.mark.parametrize(("chosen", "kept"), [("change", (0, 1)), ("right-alone", (1, 0))])
def test_a_comment_beside_right_is_asked_about_and_neither_is_lost(client, token, draft, spoken, asks, chosen, kept):
    path = address(token, draft, spoken=spoken)
    fields = {"answer": "right", "digest": digest(draft, "ar"), "comment": "الجرعة خطأ"}
    response = client.post(path, fields)
    page = soup(response)
    assert (response.status_code, recorded()) == (400, (0, 0))
    assert asks in page.select_one(".review-choice[role=alert]").get_text()
    assert page.select_one("#comment").get_text().strip() == "الجرعة خطأ"
    buttons = page.select(".review-choice button")
    assert [(one["form"], one["value"]) for one in buttons] == [
        ("answer-form", "change"),
        ("answer-form", "right-alone"),
    ]
    assert client.post(path, fields | {"answer": chosen}).status_code == 303
    assert recorded() == kept


def test_a_comment_beside_right_is_kept_where_nothing_waits_any_more(client, token, draft):
    answer(client, token, draft)
    assert answer(client, token, draft, comment="الجرعة خطأ").headers["Location"].endswith("?kept=change")
    assert Comment.objects.get().text == "الجرعة خطأ"


def test_what_was_typed_is_shown_again_wherever_it_cannot_be_taken(client, token, doctor, draft):
    answer(client, token, draft)
    shown = digest(draft, "ar")
    draft.title_ar = "عنوان آخر"
    draft.save()
    reviewing.review(doctor, draft, "ar", digest(draft, "ar"), "by_editor")
    late = answer(client, token, draft, "change", digest=shown, comment="الجرعة خطأ")
    review_links.revoke(doctor.review_links.all(), by=None)
    lost = answer(client, token, draft, "change", comment="الجرعة خطأ")
    for response, status in ((late, 409), (lost, 404)):
        assert (response.status_code, soup(response).select_one("#typed").get_text().strip()) == (status, "الجرعة خطأ")
    assert recorded() == (2, 0)


def test_a_form_that_is_sent_with_an_older_text_is_told_of_the_change_first(client, token, draft):
    shown = digest(draft, "ar")
    draft.title_ar = "عنوان آخر"
    draft.save()
    for said, comment in (("right", "ملاحظة"), ("change", ""), ("change", "ط" * 5001)):
        response = answer(client, token, draft, said, digest=shown, comment=comment)
        assert response.status_code == 409
        assert "تغيّر النص" in soup(response).select_one(".review-fault").get_text()
        assert soup(response).select_one("#comment").get_text().strip() == comment
