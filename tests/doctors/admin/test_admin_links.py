"""Review links in the admin: made, sent, revoked, and by whom."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.utils import timezone

from doctors.models import ReviewLink
from doctors.review import review_links
from tests import factories

pytestmark = pytest.mark.django_db

ADMIN = "/admin/doctors"


@pytest.fixture
def doctor():
    return factories.doctor(whatsapp="+20 100 555 0101", email="mona@clinic.example")


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
