"""What the dialog of links is told: pages and their parts, for those who may change pages."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.publishing import editions
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/link-targets/"


def found(client, **asked):
    return client.get(ADDRESS, asked).json()["results"]


@pytest.fixture
def fusion():
    page = factories.procedure(parts=1, **factories.both("title", "Spinal fusion", "تثبيت الفقرات"))
    page.risks.update(**factories.both("heading", "Infection", "عدوى"))
    page.sections.update(
        **factories.both("heading", "What it is", "ما هو")
    )  # the factory's have numbers, which "%00" may find
    page.questions.update(**factories.both("question", "Does it hurt?", "هل يؤلم؟"))
    return page


@pytest.mark.parametrize(
    ("language", "title", "other", "kind", "risks", "risk"),
    [
        ("en", "Spinal fusion", "تثبيت الفقرات", "procedure", "Risks", "Infection"),
        ("ar", "تثبيت الفقرات", "Spinal fusion", "إجراء طبي", "المخاطر", "عدوى"),
    ],
)
@pytest.mark.parametrize("query", ["fusion", "الفقرات"])
def test_a_page_is_found_in_either_language_and_told_in_the_editor_s(
    query, language, title, other, kind, risks, risk, admin_client, fusion
):
    admin_client.cookies["language"] = language
    [result] = found(admin_client, q=query)
    assert (result["page"], result["title"], result["kind"]) == (fusion.pk, {"text": title, "lang": language}, kind)
    assert result["other"] == {"text": other, "lang": "ar" if language == "en" else "en"}
    names = [(part["part"], part["name"]["text"], part["row"]) for part in result["parts"]]
    place = names.index(("risks", risks, False))
    assert names[place + 1] == (fusion.risks.get().anchor, risk, True)


def test_rows_with_a_heading_or_a_question_are_parts_and_what_was_named_says_so(admin_client, fusion):
    [result] = found(admin_client, q="fusion hurt")
    named = [part["part"] for part in result["parts"] if part["named"]]
    assert named == [fusion.questions.get().anchor]


def test_a_page_is_told_by_its_number_with_where_it_can_be_read(admin_client, fusion):
    [draft] = found(admin_client, page=fusion.pk)
    assert (draft["page"], draft["readable"]) == (fusion.pk, [])
    factories.published(fusion, confirmed=True)
    editions.withdraw(fusion, "ar", by=None)
    assert found(admin_client, page=fusion.pk)[0]["readable"] == ["en"]
    assert [found(admin_client, page=none) for none in ("0", "999999999", "1" * 5000, "x", "-1")] == [[]] * 5


def test_an_address_of_the_site_finds_its_page(admin_client, fusion):
    factories.published(fusion, confirmed=True)
    address = factories.current(fusion, "ar").get_absolute_url()
    for query in (address, f"https://clinic.example{address}#risks"):
        assert [result["page"] for result in found(admin_client, q=query)] == [fusion.pk]
    assert found(admin_client, q="/ar/nowhere/") == []


@pytest.mark.parametrize("query", ["", "  ", "\x00", "/\x00", "'\"", "\ud800", "http://[", "a" * 100_000, "😀", "%00"])
def test_nothing_that_can_be_typed_is_an_error(query, admin_client, fusion):
    response = admin_client.get(ADDRESS, {"q": query.encode(errors="surrogatepass")})
    assert (response.status_code, response.json()) == (200, {"results": []})


def test_only_who_may_change_pages_may_ask(client, django_user_model, fusion):
    asked = {"q": "fusion"}
    assert client.get(ADDRESS, asked).status_code == 302
    reader = django_user_model.objects.create_user("reader")
    client.force_login(reader)
    assert client.get(ADDRESS, asked).status_code == 302
    reader.is_staff = True
    reader.user_permissions.set([Permission.objects.get(codename="view_procedure")])
    reader.save()
    assert client.get(ADDRESS, asked).status_code == 403
    reader.user_permissions.set([Permission.objects.get(codename="change_article")])
    assert len(found(client, **asked)) == 1
    assert client.post(ADDRESS, asked).status_code == 405


def test_many_pages_cost_as_many_queries_as_one(admin_client, django_assert_num_queries):
    factories.procedure()
    with CaptureQueriesContext(connection) as of_one:
        assert len(found(admin_client, q="hours")) == 1
    for _ in range(4):
        factories.procedure(parts=2)
    with django_assert_num_queries(len(of_one)):
        assert len(found(admin_client, q="hours")) == 5
