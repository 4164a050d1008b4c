"""Reviews in the admin: recorded, asked for, and what doctors want changed."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from doctors.models import Comment, Review, ReviewRequest
from doctors.review import reviewing, waiting
from tests import factories
from tests.doctors.review.test_bylines import digest
from tests.pages.admin.admin_forms import fields_of

pytestmark = pytest.mark.django_db

ADMIN = "/admin/doctors"


@pytest.fixture
def doctor():
    return factories.doctor(whatsapp="+20 100 555 0101", email="mona@clinic.example")


def test_an_editor_records_a_review_of_the_text_as_it_is(admin_client, admin_user, doctor):
    page = factories.page()
    today = timezone.localdate()
    fields = {"page": page.pk, "language": "en", "doctor": doctor.pk, "on": today + timedelta(days=1), "digest": ""}
    assert "on" in admin_client.post(f"{ADMIN}/review/add/", fields).context["adminform"].form.errors
    for unseen in ("", "0" * 64, "\x00"):
        stale = admin_client.post(f"{ADMIN}/review/add/", fields | {"on": today, "digest": unseen})
        assert (stale.status_code, Review.objects.count()) == (200, 0)
        assert "Look at it" in stale.content.decode()
        assert f"/admin/pages/page/{page.pk}/preview/en/" in stale.content.decode()
    again = fields_of(stale)
    assert again["digest"] == digest(page)
    again |= {"on": today - timedelta(days=3)}
    assert admin_client.post(f"{ADMIN}/review/add/", again).status_code == 302
    made = Review.objects.get()
    assert (made.how, made.recorded_by, made.digest) == ("by_editor", admin_user, digest(page))
    assert made.on == today - timedelta(days=3)


def test_a_doctor_is_asked_for_a_page(admin_client, admin_user, doctor):
    page = factories.page()
    fields = {"page": page.pk, "language": "ar", "doctor": doctor.pk, "note": "The doses."}
    assert admin_client.post(f"{ADMIN}/reviewrequest/add/", fields).status_code == 302
    assert admin_client.post(f"{ADMIN}/reviewrequest/add/", fields).status_code == 200  # once is enough
    (one,) = waiting.for_doctor(doctor)
    assert (one.page.pk, one.language, one.note, ReviewRequest.objects.get().asked_by) == (
        page.pk, "ar", "The doses.", admin_user,
    )  # fmt: skip


def test_what_a_doctor_wants_changed_stands_on_the_page_s_form_until_it_is_dealt_with(admin_client, admin_user, doctor):
    page = factories.article()
    comment = reviewing.want_change(doctor, page, "ar", digest(page, "ar"), "<b>الجرعة</b>")
    form = f"/admin/articles/article/{page.pk}/change/"
    assert "&lt;b&gt;الجرعة" in admin_client.get(form).content.decode()
    assert admin_client.post(f"{ADMIN}/comment/{comment.pk}/change/", {"dealt_with": "on"}).status_code == 302
    comment.refresh_from_db()
    assert (bool(comment.resolved_at), comment.resolved_by, comment.text) == (True, admin_user, "<b>الجرعة</b>")
    admin_client.get(form)  # where it is told that the comment was saved
    assert "الجرعة" not in admin_client.get(form).content.decode()
    assert not Comment.objects.waiting().exists()


def test_open_comments_are_counted_on_the_first_page_with_a_way_to_them(admin_client, client, user, doctor):
    page = factories.article()
    assert "resolved_at" not in admin_client.get("/admin/").content.decode()
    first, _second = (reviewing.want_change(doctor, page, "en", digest(page), text) for text in ("One.", "Two."))
    for count, words in ((2, "2 open wishes of doctors"), (1, "1 open wish of a doctor")):
        way = BeautifulSoup(admin_client.get("/admin/").content, "html.parser").select_one(
            "a[href*=comment][href*='?']"
        )
        assert " ".join(way.text.split()) == words
        listed = BeautifulSoup(admin_client.get(way["href"]).content, "html.parser").select("#result_list tbody tr")
        assert len(listed) == count
        admin_client.post(f"{ADMIN}/comment/{first.pk}/change/", {"dealt_with": "on"})
    client.force_login(user)
    assert "wish" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_comments_name_the_part_that_they_are_about(admin_client, settings, doctor, language):
    admin_client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = factories.procedure()
    risk = page.risks.get()
    about = [
        reviewing.want_change(doctor, page, "en", digest(page), "No.", anchor) for anchor in (risk.anchor, "risks")
    ]
    names = [risk.text("heading", language), {"en": "Risks", "ar": "المخاطر"}[language]]
    form = BeautifulSoup(admin_client.get(f"/admin/procedures/procedure/{page.pk}/change/").content, "html.parser")
    assert {item.get_text() for item in form.select("#remarks .remarks-at:has(.remark-wish) > h3")} == set(names)
    for comment, name in zip(about, names, strict=True):
        html = admin_client.get(f"{ADMIN}/comment/{comment.pk}/change/").content.decode()
        part = BeautifulSoup(html, "html.parser").select_one(".field-part .readonly")
        assert part.get_text().strip() == name
