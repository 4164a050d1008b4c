"""Doctors in the admin: their links, reviews that editors record, minor corrections, and a doctor who leaves."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from clinic.models import Clinic
from doctors import minor_corrections, review_links, reviewing, waiting
from doctors.models import Comment, Doctor, MinorCorrection, Review, ReviewLink, ReviewRequest
from pages import drafts, editions
from pages.models import Edition, Link
from tests import factories
from tests.doctors.test_bylines import digest
from tests.pages.admin_forms import fields_of
from tests.pages.test_publishing_at_once import at_once

pytestmark = pytest.mark.django_db

ADMIN = "/admin/doctors"


@pytest.fixture
def doctor():
    return factories.doctor(whatsapp="+20 100 555 0101", email="mona@clinic.example")


# -- Links -----------------------------------------------------------------------------------


def test_a_link_is_made_and_shown_once_with_the_ways_to_send_it(admin_client, client, doctor, admin_user):
    path = f"{ADMIN}/doctor/{doctor.pk}/links/"
    html = admin_client.post(path, {"days": "7", "language": "ar"}).content.decode()
    token = re.search(r"/review/([\w-]{32})/", html)[1]
    link = ReviewLink.objects.get()
    assert (link.made_by, link.language) == (admin_user, "ar")
    assert timedelta(days=6) < link.expires_at - timezone.now() < timedelta(days=7)
    assert "https://wa.me/201005550101?text=" in html
    assert "mailto:mona@clinic.example?subject=" in html
    assert token not in admin_client.get(path).content.decode()
    assert client.get(f"/review/{token}/").status_code == 200


def test_a_link_is_revoked_freed_and_the_pin_forgotten(admin_client, doctor):
    link, token = review_links.make(doctor, by=None, days=1)
    review_links.set_pin(doctor, "2580")
    ReviewLink.objects.update(wrong_pins=5)
    path = f"{ADMIN}/doctor/{doctor.pk}/links"
    assert admin_client.get(f"{path}/revoke/").status_code == 302
    assert admin_client.post(f"{path}/free/", {"link": link.pk}).status_code == 302
    assert ReviewLink.objects.get().wrong_pins == 0
    admin_client.post(f"{path}/forget/")
    doctor.refresh_from_db()
    assert (doctor.review_pin, review_links.find(token)) == ("", link)
    admin_client.post(f"{path}/revoke/", {"link": link.pk})
    assert review_links.find(token) is None
    for nonsense in ("", "x", str(10**30)):
        assert admin_client.post(f"{path}/revoke/", {"link": nonsense}).status_code == 302


def made_link(client, doctor):
    """The page of a link that was just made, its token and the form that sends it, if there is one."""
    html = client.post(f"{ADMIN}/doctor/{doctor.pk}/links/", {"days": "7", "language": "ar"}).content.decode()
    page = BeautifulSoup(html, "html.parser")
    return page, re.search(r"/review/([\w-]{32})/", html)[1], page.select_one("form:has([name=token])")


def test_the_link_can_be_copied_and_selected(admin_client, doctor):
    page, token, _form = made_link(admin_client, doctor)
    button = page.select_one("button[data-copies]")
    field = page.find(id=button["data-copies"])
    assert (token in field["value"], field.has_attr("readonly"), button.has_attr("hidden")) == (True, True, True)
    assert any(script.get("src", "").endswith("admin-bayan/copy.js") for script in page.select("script"))


def test_where_mail_leaves_the_server_it_sends_the_link(admin_client, client, doctor):
    _page, token, form = made_link(admin_client, doctor)
    fields = {field["name"]: field["value"] for field in form.select("[name]")}
    response = admin_client.post(f"{ADMIN}/doctor/{doctor.pk}/links/", fields)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["mona@clinic.example"], "صفحات تنتظر مراجعتك")
    assert f"/review/{token}/" in letter.body
    assert ReviewLink.objects.count() == 1
    assert "mona@clinic.example" in BeautifulSoup(response.content, "html.parser").select_one(".messagelist").get_text()
    assert token in response.content.decode()  # still there to copy


def test_only_an_open_link_of_this_doctor_is_sent_and_only_where_there_is_an_address(admin_client, settings, doctor):
    other = factories.doctor("Omar Adel", "عمر عادل")
    strange, revoked = review_links.make(other, by=None, days=1)[1], review_links.make(doctor, by=None, days=1)
    review_links.revoke(ReviewLink.objects.filter(pk=revoked[0].pk), by=None)
    for token in (strange, revoked[1], "", "\x00", "x" * 10**5):
        assert admin_client.post(f"{ADMIN}/doctor/{doctor.pk}/links/", {"token": token}).status_code == 200
    assert made_link(admin_client, other)[2] is None
    assert mail.outbox == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert made_link(admin_client, doctor)[2] is None


def test_a_mail_that_cannot_be_sent_is_told(admin_client, settings, doctor):
    _page, token, _form = made_link(admin_client, doctor)
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    settings.EMAIL_PORT = 1
    response = admin_client.post(f"{ADMIN}/doctor/{doctor.pk}/links/", {"token": token})
    assert "could not be sent" in response.content.decode()


def test_links_are_for_those_who_may_make_them(client, user, doctor):
    client.force_login(user)
    assert client.post(f"{ADMIN}/doctor/{doctor.pk}/links/", {"days": "7", "language": "ar"}).status_code == 403
    assert client.post(f"{ADMIN}/doctor/{doctor.pk}/links/forget/").status_code == 403
    assert client.post(f"{ADMIN}/doctor/{doctor.pk}/leaving/").status_code == 403
    assert not ReviewLink.objects.exists()


# -- Reviews and requests --------------------------------------------------------------------


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
    for count, words in ((2, "2 wishes of doctors"), (1, "1 wish of a doctor")):
        way = BeautifulSoup(admin_client.get("/admin/").content, "html.parser").select_one(
            "a[href*=comment][href*='?']"
        )
        assert way.get_text().startswith(words)
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
    assert {item.select("bdi")[1].get_text() for item in form.select("#comments-heading + ul li")} == set(names)
    for comment, name in zip(about, names, strict=True):
        html = admin_client.get(f"{ADMIN}/comment/{comment.pk}/change/").content.decode()
        part = BeautifulSoup(html, "html.parser").select_one(".field-part .readonly")
        assert part.get_text().strip() == name


# -- Minor corrections -----------------------------------------------------------------------


@pytest.fixture
def corrected(doctor):
    """A page whose reviewed text lost a comma, where the clinic demands a review."""
    Clinic.objects.create(requires_review=True)
    page = factories.article(summary_en="Rest, and walk.")
    reviewing.review(doctor, page, "en", digest(page), "by_link", on=timezone.localdate() - timedelta(days=9))
    page.summary_en = "Rest and walk."
    page.save()
    return page


def declare(client, page, **fields):
    return client.post(f"{ADMIN}/minorcorrection/add/", {"page": page.pk, "language": "en"} | fields)


def test_a_publisher_declares_a_correction_minor_and_the_review_stands(
    admin_client, admin_user, doctor, corrected, django_capture_on_commit_callbacks
):
    html = admin_client.get(f"/admin/articles/article/{corrected.pk}/publish/en/").content.decode()
    link = re.search(rf'href="({ADMIN}/minorcorrection/add/[^"]+)"', html)[1].replace("&amp;", "&")
    assert "<del>Rest, </del>" in admin_client.get(link).content.decode()
    with pytest.raises(editions.Refused):
        editions.publish(corrected, "en", by=None, confirmed=True)
    assert declare(admin_client, corrected).status_code == 200  # no reason
    for unseen in ("", "0" * 64, "\x00"):
        stale = declare(admin_client, corrected, reason="A comma", digest=unseen)
        assert (stale.status_code, MinorCorrection.objects.count()) == (200, 0)
        assert "<del>Rest, </del>" in stale.content.decode()
        assert fields_of(stale)["digest"] == digest(corrected)
    with django_capture_on_commit_callbacks(execute=True):
        assert declare(admin_client, corrected, reason="A comma", digest=digest(corrected)).status_code == 302
    made = MinorCorrection.objects.get()
    assert (made.by, made.reason, made.to_digest, made.review) == (
        admin_user, "A comma", digest(corrected), Review.objects.get(),
    )  # fmt: skip
    edition = editions.publish(corrected, "en", by=None, confirmed=True)
    assert edition.content["byline"]["reviewer"]["slug"] == doctor.slug
    (letter,) = mail.outbox
    assert (letter.to, "A comma" in letter.body) == (["mona@clinic.example"], True)
    assert list(minor_corrections.unseen(doctor)) == [made]
    for record in (f"minorcorrection/{made.pk}", f"review/{made.review_id}"):
        assert admin_client.get(f"{ADMIN}/{record}/change/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_four_who_declare_at_once_are_told_so_and_one_declaration_is_kept(doctor, corrected, admin_user):
    def post():
        client = Client()
        client.force_login(admin_user)
        return declare(client, corrected, reason="A comma", digest=digest(corrected)).status_code

    assert sorted(at_once(*[post] * 4)) == [200, 200, 200, 302]
    assert MinorCorrection.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_text_that_is_saved_while_a_review_is_recorded_is_a_message_and_no_error(doctor, admin_user):
    """Whichever comes first: a review is of the text that was shown, or there is none."""
    page = factories.page(summary_en="Before")
    shown = digest(page)
    fields = {"page": page.pk, "language": "en", "doctor": doctor.pk, "on": timezone.localdate(), "digest": shown}

    def record():
        client = Client()
        client.force_login(admin_user)
        return client.post(f"{ADMIN}/review/add/", fields).status_code

    def save():
        with transaction.atomic():
            drafts.locked(page.pk)
            type(page).objects.filter(pk=page.pk).update(summary_en="After")

    status, _saved = at_once(record, save)
    assert status == (302 if Review.objects.filter(digest=shown).exists() else 200)


@pytest.mark.parametrize("has_account", [True, False])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_doctor_is_told_which_words_changed_and_where_to_see_them(
    client, settings, user, doctor, language, has_account, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://clinic.example"
    doctor.user = user if has_account else None
    doctor.save()
    long = "word " * 200
    page = factories.article(**factories.both("summary", f"{long}Rest, and walk.", f"{long}استرح، وامشِ."))
    reviewing.review(doctor, page, language, digest(page, language), "by_link")
    setattr(page, f"summary_{language}", long + {"en": "Rest and walk.", "ar": "استرح وامشِ."}[language])
    page.save()
    with django_capture_on_commit_callbacks(execute=True):
        minor_corrections.declare(page, language, reason="A comma", by=user)
    (letter,) = mail.outbox
    was, now = {"en": ("Rest, and walk.", "Rest and walk."), "ar": ("استرح، وامشِ.", "استرح وامشِ.")}[language]
    assert was in letter.body
    assert now in letter.body
    assert len(letter.body) < 1200
    path = re.search(r"https://clinic\.example(/\S+)", letter.body)[1]
    assert path == "/desk/" if has_account else path.startswith("/review/")
    if has_account:
        client.force_login(user)
    shown = BeautifulSoup(client.get(path).content, "html.parser").select_one(".what-changed")
    assert {"en": "Rest,", "ar": "استرح،"}[language] in shown.select_one("del").get_text()
    assert (shown.dd["lang"], shown.dd["dir"]) == (language, {"en": "ltr", "ar": "rtl"}[language])


def test_corrections_follow_one_another_back_to_one_review(corrected):
    first = minor_corrections.declare(corrected, "en", reason="A comma", by=None)
    corrected.summary_en = "Rest and walk!"
    corrected.save()
    second = minor_corrections.declare(corrected, "en", reason="A mark", by=None)
    assert (second.review, second.from_digest) == (first.review, first.to_digest)
    assert editions.publish(corrected, "en", by=None, confirmed=True).content["byline"]["reviewer"]
    with pytest.raises(minor_corrections.NothingToDeclare):
        minor_corrections.declare(corrected, "en", reason="Nothing", by=None)
    with pytest.raises(minor_corrections.NothingToDeclare):
        minor_corrections.declare(corrected, "ar", reason="No review", by=None)


def test_only_a_publisher_declares(client, user, corrected):
    client.force_login(user)
    assert declare(client, corrected, reason="A comma").status_code == 403
    assert not MinorCorrection.objects.exists()


def test_a_review_by_a_doctor_without_a_name_in_the_language_suffices_for_publishing(doctor):
    Clinic.objects.create(requires_review=True)
    page = factories.page()
    reviewing.review(factories.doctor("Sara", ""), page, "ar", digest(page, "ar"), "signed_in")
    assert editions.publish(page, "ar", by=None)


# -- A doctor who leaves ---------------------------------------------------------------------


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
    response = admin_client.post(f"{ADMIN}/doctor/{doctor.pk}/leaving/", fields)
    doctor.refresh_from_db()
    assert ([p.code for p in response.context["refusals"]], doctor.active) == (["replacement_not_readable"], True)
    assert factories.current(named[0])
