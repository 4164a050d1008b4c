"""Doctors sign in on a page of their own, with the same protection as administrators."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

THERE = "/desk/sign-in/"


def sign_in(password="right-horse-battery", address="10.0.0.1", **more):
    client = Client(REMOTE_ADDR=address)
    return client.post(THERE, {"username": "mona", "password": password} | more)


def test_a_doctor_signs_in_without_being_staff_and_is_at_the_desk(doctor):
    assert doctor.user.is_staff is False
    assert sign_in().headers["Location"] == "/desk/"
    assert sign_in(next="/desk/pages/1/").headers["Location"] == "/desk/pages/1/"


@pytest.mark.parametrize("there", ["//evil.example/", "/\\evil.example", "https:evil.example", "https://evil.example/"])
def test_signing_in_leads_to_no_other_site(there, doctor):
    assert sign_in(next=there).headers["Location"] == "/desk/"


def test_five_wrong_passwords_close_the_account_to_that_address_only(doctor):
    for _ in range(5):
        sign_in("wrong")
    refused = sign_in()
    assert refused.status_code == 429
    assert "Signing in is closed for a while" in refused.content.decode()
    assert "/admin/" not in refused.content.decode()
    assert sign_in(address="10.0.0.2").status_code == 302


def test_signing_out_is_one_tap_and_ends_it(desk):
    assert desk.post("/desk/sign-out/").headers["Location"] == THERE
    assert desk.get("/desk/").status_code == 302
