import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories


@pytest.fixture
def owner(django_user_model):
    return django_user_model.objects.create_superuser("owner", password="right-horse-battery")


def sign_in(password, address="10.0.0.1", **headers):
    client = Client(REMOTE_ADDR=address)
    posted = {"username": "owner", "password": password, "next": "/admin/"}
    return client.post("/admin/login/?next=/admin/", posted, **headers)


@pytest.mark.django_db
def test_five_wrong_passwords_close_the_account_to_that_address_only(owner):
    for _ in range(5):
        sign_in("wrong")
    refused = sign_in("right-horse-battery")
    assert refused.status_code == 429
    assert "Signing in is closed for a while" in refused.content.decode()
    assert sign_in("right-horse-battery", address="10.0.0.2").status_code == 302


@pytest.mark.django_db
def test_an_address_that_rotates_by_header_is_still_one_address(owner):
    for number in range(5):
        sign_in("wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}", HTTP_X_REAL_IP=f"203.0.113.{number}")
    assert sign_in("right-horse-battery", HTTP_X_FORWARDED_FOR="198.51.100.1").status_code == 429


@pytest.mark.django_db
@pytest.mark.parametrize("there", ["//evil.example/", "/\\evil.example", "https:evil.example"])
def test_signing_in_leads_to_no_other_site(owner, there):
    posted = {"username": "owner", "password": "right-horse-battery", "next": there}
    response = Client().post("/admin/login/", posted)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/")
    assert "evil" not in response.headers["Location"]


@pytest.fixture
def outsider(django_user_model):
    """An account that has no place in the admin."""
    return django_user_model.objects.create_user("owner", password="right-horse-battery")


def told(client, password, language="en"):
    client.cookies["language"] = language
    response = client.post("/admin/login/", {"username": "owner", "password": password})
    note = BeautifulSoup(response.content, "html.parser").select_one(".errornote")
    return note and " ".join(note.text.split()), note and [link["href"] for link in note.select("a")]


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "said"), [("en", "you work at your desk: To your desk"), ("ar", "إلى مكتبك")])
def test_a_doctor_with_the_right_password_is_led_to_the_desk_and_others_are_told_nothing(outsider, language, said):
    wrong = told(Client(), "wrong", language)
    factories.doctor(user=outsider)
    assert told(Client(), "wrong", language) == wrong
    assert said not in wrong[0]
    text, links = told(Client(), "right-horse-battery", language)
    assert (text.endswith(said), links) == (True, ["/desk/"])


@pytest.mark.django_db
def test_an_account_without_a_role_is_told_so_and_a_closed_one_is_not(outsider):
    text, links = told(Client(), "right-horse-battery")
    assert ("This account has no place in the admin" in text, links) == (True, [])
    outsider.is_active = False
    outsider.save()
    assert "no place in the admin" not in told(Client(), "right-horse-battery")[0]
