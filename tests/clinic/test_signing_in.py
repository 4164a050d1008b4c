import pytest
from django.test import Client


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
