"""Behind a review link: what waits, each page with its changes marked, two answers, and nothing for anybody else."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from clinic.models import Branch, Clinic
from doctors.models import Comment, MinorCorrection, Review, ReviewLink, ReviewRequest
from doctors.review import review_links, reviewing
from pages.drafting import drafts
from tests import factories
from tests.doctors.by_link.answering import address, answer, recorded, soup
from tests.doctors.review.test_bylines import digest

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
