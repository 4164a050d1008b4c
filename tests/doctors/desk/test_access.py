"""Who may come to the desk, and what nobody may send there."""

import pytest
from django.test import Client

from pages.models import Link, Revision
from tests import factories

pytestmark = pytest.mark.django_db


def addresses(page):
    own = f"/desk/pages/{page.pk}/"
    return ["/desk/", own, f"{own}en/", f"{own}en/link/", f"{own}en/comment/"]


def test_whoever_is_not_signed_in_is_asked_to_and_led_back(client, performed):
    for address in addresses(performed):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (302, f"/desk/sign-in/?next={address}")
    assert (
        client.post(f"/desk/pages/{performed.pk}/en/link/", {"to": "1:"}).headers["Location"].endswith("?next=/desk/")
    )


@pytest.mark.parametrize("account", ["editor", "administrator", "doctor who left"])
def test_an_account_that_is_no_active_doctor_s_is_refused_with_a_sentence(
    account, client, performed, doctor, user, admin_user
):
    doctor.active = False
    doctor.save()
    client.force_login({"editor": user, "administrator": admin_user, "doctor who left": doctor.user}[account])
    for address in addresses(performed):
        response = client.get(address)
        assert response.status_code == 403
        assert "This account is not that of a doctor of the clinic." in response.content.decode()


def test_a_doctor_has_no_way_into_the_editors_rooms(desk, performed):
    for address in ("/admin/", f"/admin/procedures/procedure/{performed.pk}/change/"):
        assert desk.get(address).headers["Location"].startswith("/admin/login/")
    desk.post(f"/admin/procedures/procedure/{performed.pk}/publish/en/", {"confirmed": "1"})
    assert performed.editions.count() == 0


def test_the_desk_is_kept_by_no_cache_and_in_no_index(client, desk, performed):
    for address in [*addresses(performed), "/desk/sign-in/", "/desk/password/x/y/"]:
        headers = desk.get(address).headers
        assert "no-store" in headers["Cache-Control"]
        assert "private" in headers["Cache-Control"]
        assert headers["X-Robots-Tag"] == "noindex"
    assert "Disallow: /desk/\n" in client.get("/robots.txt").content.decode()


def test_a_page_that_is_not_the_doctor_s_is_refused_and_nothing_changes(desk):
    other, target = factories.procedure(), factories.article()
    before = Revision.objects.count()
    for address in addresses(other)[1:]:
        assert desk.get(address).status_code == 403
    for address, posted in [("link", {"to": f"{target.pk}:"}), ("comment", {"text": "Mine!"})]:
        response = desk.post(f"/desk/pages/{other.pk}/en/{address}/", posted)
        assert response.status_code == 403
        assert "This page is not one of yours. Nothing was changed." in response.content.decode()
    assert (Link.objects.count(), Revision.objects.count(), other.comments.count()) == (0, before, 0)


@pytest.mark.parametrize("field", ["title_en", "from_page", "by", "order", "label_en"])
def test_a_field_that_is_not_a_doctor_s_to_send_is_refused_and_nothing_changes(field, desk, performed):
    target = factories.article()
    response = desk.post(f"/desk/pages/{performed.pk}/en/link/", {"to": f"{target.pk}:", field: "1"})
    assert response.status_code == 403
    assert "Nothing was changed." in response.content.decode()
    assert Link.objects.count() == 0


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 5000])
def test_a_number_that_is_no_page_s_is_not_found(number, desk):
    assert desk.get(f"/desk/pages/{number}/en/").status_code == 404
    assert desk.post(f"/desk/links/{number}/undo/").status_code in (403, 404)


def test_forms_of_the_desk_are_safe_from_other_sites(doctor, performed):
    client = Client(enforce_csrf_checks=True)
    client.force_login(doctor.user)
    assert client.post(f"/desk/pages/{performed.pk}/en/link/", {"to": "1:"}).status_code == 403
    assert client.get("/desk/links/1/undo/").status_code == 405


def test_a_language_that_a_page_is_not_written_in_is_not_found(desk, doctor):
    page = factories.article(author=doctor, title_ar="")
    assert desk.get(f"/desk/pages/{page.pk}/").headers["Location"] == f"/desk/pages/{page.pk}/en/"
    assert desk.get(f"/desk/pages/{page.pk}/ar/").status_code == 404
