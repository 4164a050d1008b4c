import pytest
from django.db import OperationalError, connection
from django.test import Client

from clinic import urls
from tests.factories import article, published


@pytest.fixture
def browser():
    """A client that answers an error as the server does, instead of raising it."""
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "Something went wrong on our side"), ("ar", "حدث خطأ لدينا")]
)
def test_a_database_that_is_away_is_told_in_the_readers_language(browser, language, sentence):
    def away(*args):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(away):
        response = browser.get(f"/{language}/procedures/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "15")
    assert sentence in response.content.decode()


@pytest.mark.django_db
def test_an_error_of_ours_shows_no_traceback(browser, monkeypatch):
    def broken(request, language):
        raise ZeroDivisionError("secret")

    pattern = next(p for p in urls.in_a_language if getattr(p, "name", "") == "contact")
    monkeypatch.setattr(pattern, "callback", broken)
    response = browser.get("/ar/contact/")
    html = response.content.decode()
    assert response.status_code == 500
    assert 'lang="ar" dir="rtl"' in html
    assert "secret" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["articles/article", "pages/picture", "doctors/doctor", "clinic/branch"])
@pytest.mark.parametrize("number", ["0", "-1", "abc", str(2**63), "9" * 5000])
def test_odd_numbers_in_the_admin_find_nothing(admin_client, view, number):
    assert admin_client.get(f"/admin/{view}/{number}/change/").status_code in (302, 404)
    assert admin_client.get(f"/admin/{view}/?p={number}").status_code in (200, 302)


@pytest.mark.django_db
def test_views_are_counted_while_redis_is_away(client, settings):
    away = {"BACKEND": "clinic.caches.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away, "readers": away | {"KEY_PREFIX": "readers"}}
    page = article()
    published(page)
    headers = {"HTTP_ORIGIN": "http://testserver", "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/132.0"}
    assert client.post(f"/views/{page.pk}/en/", **headers).json()["views"] == 1
    assert client.post(f"/views/{page.pk}/en/", **headers).json()["views"] == 1, "a repeat is known to this process"
    assert client.post(f"/views/{page.pk}/en/", REMOTE_ADDR="10.0.0.7", **headers).json()["views"] == 2
