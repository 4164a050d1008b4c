"""Behind a review link: what waits, each page with its changes marked, two answers, and nothing for anybody else."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from clinic.models import Branch, Clinic
from doctors import review_links, reviewing
from doctors.models import Comment, MinorCorrection, Review, ReviewLink, ReviewRequest
from pages import drafts
from tests import factories
from tests.doctors.answering import address, answer, recorded, soup
from tests.doctors.test_bylines import digest

pytestmark = pytest.mark.django_db


def test_only_the_digest_of_a_link_is_kept(token):
    link = ReviewLink.objects.get()
    assert len(token) == 32
    assert token not in str(link.__dict__)
    assert review_links.find(token) == link


def test_it_lists_what_waits_in_the_doctor_s_language_with_a_switch(client, token, draft):
    page = BeautifulSoup(client.get(f"/review/{token}/").content, "html.parser")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    links = [a["href"] for a in page.select(".review-waiting a")]
    assert set(links) == {address(token, draft, "ar"), address(token, draft, "en")}
    assert "حوالي دقيقة" in page.select_one(".review-waiting").get_text()
    english = client.get(page.select_one(".language-switch")["href"])
    assert BeautifulSoup(english.content, "html.parser").html["lang"] == "en"


def test_robots_that_open_it_review_nothing_and_leave_no_trace(client, token, draft):
    for path in (f"/review/{token}/", address(token), address(token, draft)):
        for method in (client.get, client.head):
            response = method(path)
            assert response.status_code == 200
            assert response.headers["Cache-Control"] == "no-store, private"
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert response.headers["X-Robots-Tag"].startswith("noindex")
        assert client.put(path).status_code == client.delete(path).status_code == 405
    assert recorded() == (0, 0)
    assert ReviewLink.objects.get().used_at is None
    assert "Disallow: /review/" in client.get("/robots.txt").content.decode()


def test_the_answer_right_is_recorded_for_exactly_this_text(client, token, doctor, draft):
    response = answer(client, token, draft)
    assert (response.status_code, response.headers["Location"]) == (303, address(token) + "?kept=right")
    made = Review.objects.get()
    assert (made.doctor, made.page_id, made.language, made.how) == (doctor, draft.pk, "ar", "by_link")
    assert (made.digest, made.on) == (digest(draft, "ar"), timezone.localdate())
    assert ReviewLink.objects.get().used_at
    assert answer(client, token, draft).status_code == 303  # sent twice
    assert recorded() == (1, 0)
    assert client.get(address(token, draft)).status_code == 404
    assert "شكرًا" in client.get(address(token) + "?kept=right").content.decode()


def test_the_answer_change_is_kept_with_its_comment(client, token, doctor, draft):
    assert answer(client, token, draft, "change", comment="  ").status_code == 400
    assert recorded() == (0, 0)
    assert answer(client, token, draft, "change", comment="الجرعة خطأ").status_code == 303
    made = Comment.objects.get()
    assert (made.doctor, made.page_id, made.language, made.text) == (doctor, draft.pk, "ar", "الجرعة خطأ")
    assert client.get(address(token, draft)).status_code == 404  # it is with the editors


<<<<<<< HEAD
||||||| 2c29f7a
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


# -- What was typed --------------------------------------------------------------------------


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(("spoken", "asks"), [("en", "Which of the two"), ("ar", "أيّ الأمرين")])
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


def test_an_answer_that_is_met_by_the_pin_goes_on_with_it(client, token, draft, pin_is_asked):
    page = soup(answer(client, token, draft, "change", comment="الجرعة «خطأ»\nجدًا"))
    assert recorded() == (0, 0)
    carried = {name: page.select_one(f"[name={name}]")["value"] for name in ("answer", "digest", "comment")}
    again = soup(client.post(address(token, draft), carried | {"pin": "9999"}))
    assert {name: again.select_one(f"[name={name}]")["value"] for name in carried} == carried
    assert client.post(address(token, draft), carried | {"pin": "2580"}).status_code == 303
    assert Comment.objects.get().text == "الجرعة «خطأ»\nجدًا"
    assert client.get(address(token)).status_code == 200


# -- Second thoughts -------------------------------------------------------------------------


def told(response):
    return BeautifulSoup(response.content, "html.parser").select_one("[role=status], [role=alert]").get_text().strip()


def test_right_after_a_wish_for_a_change_says_what_happened(client, token, draft):
    answer(client, token, draft, "change", comment="الجرعة خطأ")
    response = answer(client, token, draft)
    assert response.status_code == 303
    assert recorded() == (0, 1)
    assert "لم يُسجَّل شيء" in told(client.get(response.headers["Location"]))


def test_a_wish_for_a_change_after_right_is_kept(client, token, draft):
    answer(client, token, draft)
    response = answer(client, token, draft, "change", comment="الجرعة خطأ")
    assert (response.status_code, recorded()) == (303, (1, 1))
    assert "ملاحظتك" in told(client.get(response.headers["Location"]))
    assert answer(client, token, draft, "change", comment=" ").headers["Location"].endswith("?kept=nothing")


def take_back(client, token):
    page = BeautifulSoup(client.get(address(token)).content, "html.parser")
    buttons = page.select("[name=take_back]")
    return [client.post(address(token), {"take_back": button["value"]}) for button in buttons]


@pytest.mark.parametrize("kind", ["right", "change"])
def test_a_mistaken_answer_is_taken_back_for_some_minutes(client, token, doctor, draft, kind):
    asked = ReviewRequest.objects.create(page=draft, language="ar", doctor=doctor)
    comment = "الجرعة خطأ" if kind == "change" else ""
    answer(client, token, draft, kind, comment=comment)
    (response,) = take_back(client, token)
    assert (response.status_code, recorded()) == (303, (0, 0))
    assert "تراجعت" in told(client.get(response.headers["Location"]))
    asked.refresh_from_db()
    assert asked.answered_at is None
    assert client.get(address(token, draft)).status_code == 200
    answer(client, token, draft, kind, comment=comment)
    Review.objects.update(recorded_at=timezone.now() - timedelta(minutes=16))
    Comment.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert take_back(client, token) == []


def test_taking_an_answer_back_opens_only_the_request_that_it_answered(client, token, doctor, draft):
    answer(client, token, draft)  # of themselves: nobody had asked
    earlier = f"right:{Review.objects.get().pk}"
    draft.title_ar = "عنوان آخر"
    draft.save()
    asked = ReviewRequest.objects.create(page=draft, language="ar", doctor=doctor)
    answer(client, token, draft)
    later = Review.objects.exclude(pk=earlier.partition(":")[2]).get()
    for key, closed_by in ((earlier, later), (f"right:{later.pk}", None)):
        client.post(address(token), {"take_back": key})
        asked.refresh_from_db()
        assert (asked.answer, bool(asked.answered_at)) == (closed_by, bool(closed_by))


def test_what_was_published_since_is_not_taken_back_nor_what_is_another_doctor_s(client, token, doctor, draft, user):
    answer(client, token, draft)
    value = f"right:{Review.objects.get().pk}"
    stranger = review_links.make(factories.doctor("Omar Adel", "عمر عادل"), by=None, days=1)[1]
    for hostile in ("", "\x00", "right:", "right:x", f"right:{10**30}", "right:\x00", "wrong:1"):
        assert client.post(address(token), {"take_back": hostile}).status_code == 303
    assert client.post(address(stranger), {"take_back": value}).status_code == 303
    factories.published(draft, "ar", by=user)
    assert take_back(client, token) == []
    assert client.post(address(token), {"take_back": value}).status_code == 303
    assert recorded() == (1, 0)


def test_who_takes_a_review_back_is_not_named_at_what_was_published_before(client, token, doctor, draft):
    factories.published(draft, "ar")
    answer(client, token, draft)
    assert Credit.objects.filter(doctor=doctor, role="reviewer").count() == 1
    take_back(client, token)
    assert not Credit.objects.filter(doctor=doctor, role="reviewer").exists()


def test_no_copy_of_a_page_goes_on_naming_who_took_a_review_back(client, token, draft, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    ends = Ends(tmp_path / "kept")
    path = factories.published(draft, "ar").get_absolute_url()
    answer(client, token, draft)
    ends.open()
    before = ends.look()
    take_back(client, token)
    assert ends.paths_since(before, 0) == {path}


=======
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


# -- What was typed --------------------------------------------------------------------------


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


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


def test_an_answer_that_is_met_by_the_pin_goes_on_with_it(client, token, draft, pin_is_asked):
    page = soup(answer(client, token, draft, "change", comment="الجرعة «خطأ»\nجدًا"))
    assert recorded() == (0, 0)
    carried = {name: page.select_one(f"[name={name}]")["value"] for name in ("answer", "digest", "comment")}
    again = soup(client.post(address(token, draft), carried | {"pin": "9999"}))
    assert {name: again.select_one(f"[name={name}]")["value"] for name in carried} == carried
    assert client.post(address(token, draft), carried | {"pin": "2580"}).status_code == 303
    assert Comment.objects.get().text == "الجرعة «خطأ»\nجدًا"
    assert client.get(address(token)).status_code == 200


# -- Second thoughts -------------------------------------------------------------------------


def told(response):
    return BeautifulSoup(response.content, "html.parser").select_one("[role=status], [role=alert]").get_text().strip()


def test_right_after_a_wish_for_a_change_says_what_happened(client, token, draft):
    answer(client, token, draft, "change", comment="الجرعة خطأ")
    response = answer(client, token, draft)
    assert response.status_code == 303
    assert recorded() == (0, 1)
    assert "لم يُسجَّل شيء" in told(client.get(response.headers["Location"]))


def test_a_wish_for_a_change_after_right_is_kept(client, token, draft):
    answer(client, token, draft)
    response = answer(client, token, draft, "change", comment="الجرعة خطأ")
    assert (response.status_code, recorded()) == (303, (1, 1))
    assert "ملاحظتك" in told(client.get(response.headers["Location"]))
    assert answer(client, token, draft, "change", comment=" ").headers["Location"].endswith("?kept=nothing")


def take_back(client, token):
    page = BeautifulSoup(client.get(address(token)).content, "html.parser")
    buttons = page.select("[name=take_back]")
    return [client.post(address(token), {"take_back": button["value"]}) for button in buttons]


@pytest.mark.parametrize("kind", ["right", "change"])
def test_a_mistaken_answer_is_taken_back_for_some_minutes(client, token, doctor, draft, kind):
    asked = ReviewRequest.objects.create(page=draft, language="ar", doctor=doctor)
    comment = "الجرعة خطأ" if kind == "change" else ""
    answer(client, token, draft, kind, comment=comment)
    (response,) = take_back(client, token)
    assert (response.status_code, recorded()) == (303, (0, 0))
    assert "تراجعت" in told(client.get(response.headers["Location"]))
    asked.refresh_from_db()
    assert asked.answered_at is None
    assert client.get(address(token, draft)).status_code == 200
    answer(client, token, draft, kind, comment=comment)
    Review.objects.update(recorded_at=timezone.now() - timedelta(minutes=16))
    Comment.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert take_back(client, token) == []


def test_taking_an_answer_back_opens_only_the_request_that_it_answered(client, token, doctor, draft):
    answer(client, token, draft)  # of themselves: nobody had asked
    earlier = f"right:{Review.objects.get().pk}"
    draft.title_ar = "عنوان آخر"
    draft.save()
    asked = ReviewRequest.objects.create(page=draft, language="ar", doctor=doctor)
    answer(client, token, draft)
    later = Review.objects.exclude(pk=earlier.partition(":")[2]).get()
    for key, closed_by in ((earlier, later), (f"right:{later.pk}", None)):
        client.post(address(token), {"take_back": key})
        asked.refresh_from_db()
        assert (asked.answer, bool(asked.answered_at)) == (closed_by, bool(closed_by))


def test_what_was_published_since_is_not_taken_back_nor_what_is_another_doctor_s(client, token, doctor, draft, user):
    answer(client, token, draft)
    value = f"right:{Review.objects.get().pk}"
    stranger = review_links.make(factories.doctor("Omar Adel", "عمر عادل"), by=None, days=1)[1]
    for hostile in ("", "\x00", "right:", "right:x", f"right:{10**30}", "right:\x00", "wrong:1"):
        assert client.post(address(token), {"take_back": hostile}).status_code == 303
    assert client.post(address(stranger), {"take_back": value}).status_code == 303
    factories.published(draft, "ar", by=user)
    assert take_back(client, token) == []
    assert client.post(address(token), {"take_back": value}).status_code == 303
    assert recorded() == (1, 0)


def test_who_takes_a_review_back_is_not_named_at_what_was_published_before(client, token, doctor, draft):
    factories.published(draft, "ar")
    answer(client, token, draft)
    assert Credit.objects.filter(doctor=doctor, role="reviewer").count() == 1
    take_back(client, token)
    assert not Credit.objects.filter(doctor=doctor, role="reviewer").exists()


def test_no_copy_of_a_page_goes_on_naming_who_took_a_review_back(client, token, draft, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    ends = Ends(tmp_path / "kept")
    path = factories.published(draft, "ar").get_absolute_url()
    answer(client, token, draft)
    ends.open()
    before = ends.look()
    take_back(client, token)
    assert ends.paths_since(before, 0) == {path}


>>>>>>> wy
def test_a_text_that_changed_since_it_was_shown_is_refused_with_what_changed(client, token, draft):
    shown, version = digest(draft, "ar"), type(draft).objects.get(pk=draft.pk).version
    risk = draft.risks.get()
    risk.body_ar = "<p>خطر آخر.</p>"
    risk.save()
    drafts.record(draft, by=None)
    response = answer(client, token, draft, "change", digest=shown, version=version, comment="ملاحظتي")
    page = BeautifulSoup(response.content, "html.parser")
    assert (response.status_code, recorded()) == (409, (0, 0))
    assert "خطر آخر" in page.select_one(".review-meanwhile ins").get_text()
    assert page.select_one("textarea").get_text() == "ملاحظتي"
    assert page.select_one("[name=digest]")["value"] == digest(draft, "ar")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_is_shown_as_patients_would_read_it(client, admin_client, token, draft, language):
    shown = client.get(address(token, draft, language)).content.decode()
    preview = admin_client.get(f"/admin/procedures/procedure/{draft.pk}/preview/{language}/").content.decode()
    texts = [BeautifulSoup(html, "html.parser").select_one("main").get_text() for html in (shown, preview)]
    assert texts[0] == texts[1]
    page = BeautifulSoup(shown, "html.parser")
    assert page.html["lang"] == language
    assert page.select_one(".review-answer")["lang"] == "ar"
    assert all(question.has_attr("open") for question in page.select(".question"))


def test_what_changed_since_the_last_review_is_marked(client, token, doctor, draft):
    reviewing.review(doctor, draft, "en", digest(draft), "by_link")
    risk, step, benefit = draft.risks.get(), draft.steps.get(), draft.benefits.get()
    risk.body_en = "<p>About <strong>bleeding</strong> &amp; it.</p>"
    risk.severity = "serious"
    risk.save()
    step.heading_en = "Another step"
    step.save()
    benefit.delete()
    page = BeautifulSoup(client.get(address(token, draft, "en", "en")).content, "html.parser")
    (marked,) = page.select(f"#{risk.anchor} .rich")
    assert "added: bleeding" in marked.select_one("strong ins").get_text()
    assert "taken out:" in marked.select_one("del").get_text()
    assert "Another" in page.select_one(f"#{step.anchor} h3 ins").get_text()
    assert benefit.heading_en in page.select_one(f"[id='-gone-{benefit.anchor}'] h3 del").get_text()
    assert "Serious" in page.select_one(".review-elsewhere").get_text(" ")
    assert next(a.get_text().strip() for a in page.select("title")).startswith(draft.title_en)


@pytest.mark.parametrize("change", ["author", "nothing", "text"])
def test_it_says_whether_the_text_changed_since_the_last_review(client, token, doctor, draft, change):
    reviewing.review(doctor, draft, "en", digest(draft), "by_link")
    draft.author = factories.doctor("Omar Adel", "عمر عادل") if change == "author" else doctor
    draft.title_en = "Another title" if change == "text" else draft.title_en
    draft.save()
    drafts.record(draft, by=None)
    ReviewRequest.objects.create(page=draft, language="en", doctor=doctor)
    head = soup(client.get(address(token, draft, "en", "en"))).select_one(".review-head").get_text()
    is_changed = change == "text"
    assert ("is marked" in head, "has not changed since its last review" in head) == (is_changed, not is_changed)


@pytest.mark.parametrize("fault", ["altered", "expired", "revoked", "inactive", "another doctor's", "number"])
def test_a_link_without_a_right_is_a_404_in_the_reader_s_language_with_the_telephone(
    client, token, doctor, draft, fault
):
    branch = factories.both("name", "Dokki", "الدقي")
    Clinic.objects.create()
    Branch.objects.create(telephone="+20 2 5550 0101", **branch)
    path = address(token, draft)
    if fault == "altered":
        path = address(token[:-1] + ("a" if token[-1] != "a" else "b"), draft)
    elif fault == "expired":
        ReviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif fault == "revoked":
        review_links.revoke(doctor.review_links.all(), by=None)
    elif fault == "inactive":
        type(doctor).objects.update(active=False)
    elif fault == "another doctor's":
        path = address(review_links.make(factories.doctor("Omar Adel", "عمر عادل"), by=None, days=1)[1], draft)
    else:
        path = f"/review/{token}/ar/{2**70}/ar/"
    for response in (client.get(path), client.post(path, {"answer": "right", "digest": digest(draft, "ar")})):
        assert response.status_code == 404
        assert "هذا الرابط لا يعمل" in response.content.decode()
        assert 'href="tel:+20255500101"' in response.content.decode()
        assert response.headers["Referrer-Policy"] == "no-referrer"
    assert recorded() == (0, 0)


def test_a_form_without_its_token_is_refused(draft, token):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    fields = {"answer": "right", "digest": digest(draft, "ar")}
    assert client.post(address(token, draft), fields).status_code == 403
    page = BeautifulSoup(client.get(address(token, draft)).content, "html.parser")
    fields["csrfmiddlewaretoken"] = page.select_one("[name=csrfmiddlewaretoken]")["value"]
    assert client.post(address(token, draft), fields, headers={"origin": "https://evil.example"}).status_code == 403
    assert recorded() == (0, 0)
    assert client.post(address(token, draft), fields, headers={"origin": "null"}).status_code == 303


def test_a_minor_correction_is_told_until_it_was_seen(client, token, doctor, draft):
    made = reviewing.review(doctor, draft, "ar", digest(draft, "ar"), "by_link")
    MinorCorrection.objects.create(
        page_id=draft.pk,
        language="ar",
        review=made,
        from_digest="a",
        to_digest="b",
        text={"title": "عنوان"},
        reason="فاصلة",
    )
    page = BeautifulSoup(client.get(address(token)).content, "html.parser")
    told = page.select_one(".review-corrections")
    assert re.sub(r"\s+", " ", told.li.get_text(" ")).strip() == "عنوان : فاصلة"
    client.post(address(token), {"seen": told.select_one("[name=seen]")["value"]})
    assert not BeautifulSoup(client.get(address(token)).content, "html.parser").select(".review-corrections")
