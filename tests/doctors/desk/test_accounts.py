"""An administrator gives a doctor an account; the doctor chooses the password."""

import re

import pytest
from django.contrib.auth.models import Permission

from doctors.models import Doctor
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer():
    return factories.doctor("Omar Adel", "عمر عادل")


def way(doctor):
    return f"/admin/doctors/doctor/{doctor.pk}/account/"


def link_in(response):
    found = re.search(r'value="http://testserver(/desk/password/[^"]+)"', response.content.decode())
    return found and found[1]


def test_a_new_doctor_is_at_the_desk_three_steps_later(admin_client, client, newcomer):
    assert (
        f'href="{way(newcomer)}"' in admin_client.get(f"/admin/doctors/doctor/{newcomer.pk}/change/").content.decode()
    )
    assert 'value="omar-adel"' in admin_client.get(way(newcomer)).content.decode()
    link = link_in(admin_client.post(way(newcomer), {"username": "omar-adel", "email": ""}))
    client.logout()
    chosen = {"new_password1": "three-green-camels", "new_password2": "three-green-camels"}
    form = client.get(link, follow=True)
    assert "omar-adel" in form.content.decode()
    response = client.post(form.redirect_chain[-1][0], chosen)
    assert response.headers["Location"] == "/desk/"
    assert "Dr. Omar Adel" in client.get("/desk/").content.decode()
    user = Doctor.objects.get(pk=newcomer.pk).user
    assert (user.is_staff, user.is_superuser, user.check_password("three-green-camels")) == (False, False, True)
    assert "This link does not hold any more" in client.get(link, follow=True).content.decode()


def test_a_weak_password_is_asked_for_again(admin_client, client, newcomer):
    link = link_in(admin_client.post(way(newcomer), {"username": "omar", "email": ""}))
    client.logout()
    there = client.get(link, follow=True).redirect_chain[-1][0]
    assert client.post(there, {"new_password1": "1234", "new_password2": "1234"}).status_code == 200
    assert not Doctor.objects.get(pk=newcomer.pk).user.has_usable_password()


def test_an_altered_link_opens_nothing(client, admin_client, newcomer):
    link = link_in(admin_client.post(way(newcomer), {"username": "omar", "email": ""}))
    client.logout()
    altered = link[:-2] + ("x/" if link[-2] != "x" else "y/")
    assert "This link does not hold any more" in client.get(altered, follow=True).content.decode()


@pytest.mark.parametrize("username", ["", "two words", "editor", "x" * 151])
def test_a_name_that_cannot_be_is_refused_and_no_account_is_left(
    username, admin_client, newcomer, user, django_user_model
):
    before = django_user_model.objects.count()
    assert link_in(admin_client.post(way(newcomer), {"username": username, "email": ""})) is None
    newcomer.refresh_from_db()
    assert (newcomer.user, django_user_model.objects.count()) == (None, before)


def test_a_second_account_is_not_made_but_a_link_to_a_new_password(admin_client, doctor, django_user_model):
    before = django_user_model.objects.count()
    response = admin_client.post(way(doctor), {"username": "another"})
    assert (link_in(response) is not None, django_user_model.objects.count()) == (True, before)
    doctor.user.refresh_from_db()
    assert doctor.user.check_password("right-horse-battery")


def test_nobody_rises_above_themselves_by_a_doctor_s_account(client, user, admin_user, newcomer, doctor):
    client.force_login(user)
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_doctor", "view_doctor"]))
    assert client.get(way(newcomer)).status_code == 403
    fields = client.get(f"/admin/doctors/doctor/{newcomer.pk}/change/").context["adminform"].form.fields
    assert "user" not in fields
    user.user_permissions.add(*Permission.objects.filter(codename__in=["change_user", "add_user"]))
    assert client.get(way(newcomer)).status_code == 200
    assert client.get(way(doctor)).status_code == 200
    newcomer.user = admin_user
    newcomer.save()
    assert client.post(way(newcomer)).status_code == 403


@pytest.mark.parametrize("number", ["0", "9" * 19])
def test_a_doctor_who_is_not_there_is_not_found(number, admin_client):
    assert admin_client.get(f"/admin/doctors/doctor/{number}/account/").status_code == 404
