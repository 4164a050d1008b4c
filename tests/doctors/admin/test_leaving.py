"""A doctor who leaves: what names them is shown first, and all of it is seen to at once."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.utils import timezone

from doctors.models import Comment, Doctor, ReviewRequest
from doctors.review import review_links, waiting
from pages.models import Deed, Edition, Link
from pages.publishing import editions
from tests import factories
from tests.pages.admin.admin_forms import fields_of, shown_by
from tests.pages.admin.test_confirming import answers_to_two, told

pytestmark = pytest.mark.django_db

ADMIN = "/admin/doctors"


@pytest.fixture
def doctor():
    return factories.doctor(whatsapp="+20 100 555 0101", email="mona@clinic.example")


@pytest.fixture
def named(doctor):
    """Three pages that name the doctor, and one that is withdrawn."""
    pages = [factories.article(author=doctor) for _n in range(3)]
    for page in pages:
        factories.published(page)
    editions.withdraw(pages[2], "en", by=None)
    return pages


def test_a_doctor_is_made_inactive_only_after_what_names_them_was_shown(admin_client, doctor, named):
    form = f"{ADMIN}/doctor/{doctor.pk}/change/"
    fields = fields_of(admin_client.get(form))
    fields.pop("active")
    response = admin_client.post(form, fields, follow=True)
    doctor.refresh_from_db()
    assert doctor.active
    page = BeautifulSoup(response.content, "html.parser")
    links = {unquote(a["href"]) for a in page.select("fieldset li a")}
    live = [factories.current(draft, code) for draft in named for code in ("en", "ar")]
    assert links == {edition.get_absolute_url() for edition in live if edition}
    assert len(links) == 5


def test_leaving_asks_others_withdraws_revokes_links_and_closes_the_account(
    admin_client, doctor, named, django_user_model
):
    doctor.user = django_user_model.objects.create_user("mona")
    doctor.save()
    other = factories.doctor("Omar Adel", "عمر عادل")
    token = review_links.make(doctor, by=None, days=9)[1]
    asked, withdrawn, left = named
    fields = {
        f"page-{asked.pk}-fate": "ask", f"page-{asked.pk}-reviewer": other.pk,
        f"page-{withdrawn.pk}-fate": "withdraw", f"page-{withdrawn.pk}-replacement": asked.pk,
        f"page-{left.pk}-fate": "leave",
    }  # fmt: skip
    path = f"{ADMIN}/doctor/{doctor.pk}/leaving/"
    fields |= shown_by(admin_client, path)
    nobody = fields | {f"page-{asked.pk}-reviewer": doctor.pk}
    assert admin_client.post(path, nobody).status_code == 200
    assert admin_client.post(path, fields).status_code == 302
    doctor.refresh_from_db()
    assert (doctor.active, doctor.user.is_active, review_links.find(token)) == (False, False, None)
    assert [one.page.pk for one in waiting.for_doctor(other)] == [asked.pk, asked.pk]
    assert factories.current(withdrawn) is None
    assert set(Edition.objects.filter(page=withdrawn.pk).values_list("replacement", flat=True)) == {asked.pk}
    assert factories.current(left, "ar")
    assert admin_client.get(path).status_code == 404


def test_leaving_asks_for_a_replacement_of_what_others_link_to_as_the_page_s_own_withdrawal_does(
    admin_client, doctor, named
):
    gone, other, linking = named[0], named[1], factories.article(title_en="Where it links from")
    Link.objects.create(from_page=linking, to_page=gone)
    path = f"{ADMIN}/doctor/{doctor.pk}/leaving/"
    shown = BeautifulSoup(admin_client.get(path).content, "html.parser")
    assert [one.text for one in shown.select(".leading > li > a")] == ["Where it links from"]
    own = f"page-{gone.pk}"
    fields = {f"page-{page.pk}-fate": "leave" for page in named} | {f"{own}-fate": "withdraw"}
    fields |= shown_by(admin_client, path)
    told = admin_client.post(path, fields).content.decode()
    assert "Other pages link here: choose a replacement, or say that there is none." in told
    assert factories.current(gone)
    assert admin_client.post(path, fields | {f"{own}-replacement": other.pk}).status_code == 302
    assert factories.current(gone) is None


def test_who_may_not_change_a_kind_of_page_neither_sees_nor_makes_its_withdrawal(client, user, doctor, named):
    user.user_permissions.add(*Permission.objects.filter(codename__in=["change_doctor", "view_doctor"]))
    client.force_login(user)
    path = f"{ADMIN}/doctor/{doctor.pk}/leaving/"
    shown = BeautifulSoup(client.get(path).content, "html.parser")
    assert {field["value"] for field in shown.select("[name$=-fate]")} == {"leave"}
    assert shown.select("[name$=-replacement], [name$=-reviewer]") == []
    fields = {f"page-{page.pk}-fate": "leave" for page in named}
    for fate in ("withdraw", "ask"):
        forbidden = {f"page-{named[0].pk}-fate": fate, f"page-{named[0].pk}-reviewer": factories.doctor().pk}
        assert client.post(path, fields | forbidden).status_code == 200
        doctor.refresh_from_db()
        assert (doctor.active, bool(factories.current(named[0])), ReviewRequest.objects.count()) == (True, True, 0)
    assert client.post(path, fields).status_code == 302
    doctor.refresh_from_db()
    assert not doctor.active


@pytest.mark.parametrize("tie", ["edition", "author", "performer", "comment"])
def test_a_doctor_whom_anything_names_is_not_deleted_but_leaves(admin_client, doctor, tie):
    page = factories.procedure()
    if tie in ("edition", "author"):
        page.author = doctor
        page.save()
    if tie == "edition":
        factories.published(page)
        page.author = None
        page.save()
    if tie == "performer":
        page.performed_by.add(doctor)
    if tie == "comment":
        Comment.objects.create(doctor=doctor, page=page, language="en", text="Shorter.", digest="x")
    path, leaving = f"{ADMIN}/doctor/{doctor.pk}/delete/", f"{ADMIN}/doctor/{doctor.pk}/leaving/"
    assert admin_client.post(path, {"post": "yes"}).headers["Location"] == leaving
    form = admin_client.get(f"{ADMIN}/doctor/{doctor.pk}/change/").content.decode()
    assert (path in form, leaving in form) == (False, True)
    chosen = {"action": "delete_selected", "_selected_action": [doctor.pk], "post": "yes"}
    admin_client.post(f"{ADMIN}/doctor/", chosen)
    assert Doctor.objects.filter(pk=doctor.pk).exists()


def test_a_doctor_whom_nothing_names_can_be_deleted(admin_client, doctor):
    assert admin_client.post(f"{ADMIN}/doctor/{doctor.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Doctor.objects.exists()


@pytest.mark.parametrize(("closed_by", "can_sign_in"), [("leaving", True), ("an administrator", False)])
def test_a_doctor_who_returns_can_sign_in_again_where_leaving_closed_their_account(
    admin_client, doctor, django_user_model, closed_by, can_sign_in
):
    doctor.user = django_user_model.objects.create_user("mona", is_active=closed_by == "leaving")
    doctor.save()
    admin_client.post(f"{ADMIN}/doctor/{doctor.pk}/leaving/")
    doctor.refresh_from_db()
    assert (doctor.active, doctor.user.is_active) == (False, False)
    form = f"{ADMIN}/doctor/{doctor.pk}/change/"
    told = admin_client.post(form, fields_of(admin_client.get(form)) | {"active": "on"}, follow=True).content.decode()
    doctor.refresh_from_db()
    assert (doctor.active, doctor.user.is_active) == (True, can_sign_in)
    assert ("can sign in again" in told) == can_sign_in


def test_a_withdrawal_that_is_refused_leaves_everything_as_it_was(admin_client, doctor, named):
    fields = {f"page-{page.pk}-fate": "leave" for page in named}
    own = named[0].pk
    only_arabic = named[2].pk  # readable in one of the languages in which the page ends
    fields |= {f"page-{own}-fate": "withdraw", f"page-{own}-replacement": only_arabic}
    path = f"{ADMIN}/doctor/{doctor.pk}/leaving/"
    response = admin_client.post(path, fields | shown_by(admin_client, path))
    doctor.refresh_from_db()
    assert ([p.code for p in response.context["refusals"]], doctor.active) == (["replacement_not_readable"], True)
    assert factories.current(named[0])


def test_what_is_scheduled_without_the_doctors_name_is_told_before_it_is_cancelled(admin_client, doctor, named):
    path, own = f"{ADMIN}/doctor/{doctor.pk}/leaving/", named[0]
    fields = {f"page-{page.pk}-fate": "leave" for page in named} | {f"page-{own.pk}-fate": "withdraw"}
    unseen = shown_by(admin_client, path)
    own.author = None
    own.save()
    scheduled = editions.publish(own, "ar", by=None, at=timezone.now() + timedelta(days=1), confirmed=True)
    admin_client.post(path, fields | unseen)
    scheduled.refresh_from_db()
    assert (scheduled.end_reason, bool(factories.current(own))) == ("", True)
    assert "also cancels Arabic edition 2" in admin_client.get(path).content.decode()
    assert admin_client.post(path, fields | shown_by(admin_client, path)).status_code == 302
    scheduled.refresh_from_db()
    assert (scheduled.end_reason, factories.current(own)) == ("cancelled", None)


@pytest.mark.parametrize("meanwhile", ["published", "scheduled"])
def test_a_page_is_withdrawn_only_as_whoever_decides_was_shown_it(admin_client, doctor, named, meanwhile):
    path, own = f"{ADMIN}/doctor/{doctor.pk}/leaving/", named[0]
    fields = {f"page-{page.pk}-fate": "leave" for page in named} | {f"page-{own.pk}-fate": "withdraw"}
    shown = shown_by(admin_client, path)
    at = timezone.now() + timedelta(days=1) if meanwhile == "scheduled" else None
    editions.publish(own, "ar", by=None, at=at, confirmed=True)
    response = admin_client.post(path, fields | shown)
    assert [problem.code for problem in response.context["refusals"]] == ["unseen"]
    assert f"“{own}”" in response.context["refusals"][0].message
    doctor.refresh_from_db()
    assert (doctor.active, bool(factories.current(own)), bool(factories.current(own, "ar"))) == (True, True, True)
    assert admin_client.post(path, fields | shown_by(admin_client, path)).status_code == 302
    assert (factories.current(own), factories.current(own, "ar")) == (None, None)
    assert not Edition.objects.filter(page=own.pk, ends_at=None).exists()


def test_a_second_post_of_the_same_leaving_is_told_the_same_and_does_nothing_more(admin_client, doctor, named):
    path = f"{ADMIN}/doctor/{doctor.pk}/leaving/"
    fields = shown_by(admin_client, path) | {f"page-{page.pk}-fate": "leave" for page in named}
    fields[f"page-{named[0].pk}-fate"] = "withdraw"
    answers = answers_to_two(admin_client, path, fields)
    assert len({(answer.status_code, answer.url, *told(answer)) for answer in answers}) == 1
    assert Deed.objects.filter(what="left").count() == 1
    assert admin_client.post(path, fields | {"confirmation": "another"}).status_code == 404
