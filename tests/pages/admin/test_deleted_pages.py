"""The deleted pages: who deleted each and when, and bringing one back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles.models import Article
from pages.drafting import drafts
from pages.models import Deed, Page, Revision
from tests import factories

pytestmark = pytest.mark.django_db
DELETED = "/admin/deleted/"


def rows(client, address=DELETED):
    shown = BeautifulSoup(client.get(address).content, "html.parser")
    return [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in shown.select("tbody tr")]


def deleted(by, **columns):
    made = factories.article(**columns)
    drafts.delete(made, by=by)
    return Revision.objects.filter(page=None).latest("pk").page_number


@pytest.fixture
def may(client, django_user_model):
    """`may("view_article", …)`: signed in as somebody of staff with these rights."""

    def signed_in(*rights):
        user = django_user_model.objects.create_user("somebody", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        client.force_login(user)
        return client

    return signed_in


def test_they_are_listed_with_who_and_when_those_deleted_last_first(admin_client, user):
    factories.article(title_en="There")
    deleted(user, title_en="First", title_ar="")
    deleted(None, title_en="Second")
    first, second = Revision.objects.filter(page=None, number=2).order_by("pk")
    Revision.objects.filter(pk=first.pk).update(at="2026-11-03T08:00Z")
    now = Revision.objects.get(pk=first.pk).at
    assert list(drafts.deleted(now + timedelta(days=1))) == [second, first]
    Revision.objects.filter(pk=first.pk).update(at=timezone.now() - timedelta(days=1))
    told = rows(admin_client)
    assert [row[0] for row in told] == ["Second (article)", "First (article)"]
    assert [row[2] for row in told] == ["Deleted by —", f"Deleted by {user}"]
    admin_client.cookies["language"] = "ar"
    assert rows(admin_client)[1][0].startswith("First (")  # in the other language where it has no title


def test_after_30_days_it_is_not_offered_and_not_brought_back(admin_client, user):
    number = deleted(user)
    Revision.objects.update(at=timezone.now() - timedelta(days=30, minutes=1))
    assert rows(admin_client) == []
    response = admin_client.post(f"{DELETED}{number}/", follow=True)
    assert "not among the deleted ones" in response.content.decode()
    assert not Page.objects.exists()


def test_one_is_brought_back_with_its_parts_and_that_is_noted(admin_client, admin_user, user):
    number = deleted(user, title_en="Lost")
    response = admin_client.post(f"{DELETED}{number}/", follow=True)
    back = Article.objects.get(pk=number)
    assert (back.title_en, back.sections.count(), rows(admin_client)) == ("Lost", 1, [])
    assert response.redirect_chain[-1][0] == f"/admin/articles/article/{number}/change/"
    assert "“Lost” is back" in response.content.decode()
    deed = Deed.objects.filter(what="brought_back").get()
    assert (deed.by, deed.page) == (admin_user, number)


def test_what_somebody_brought_back_already_is_told_and_no_error(client, admin_client, user, django_user_model):
    number = deleted(user)
    client.force_login(django_user_model.objects.create_superuser("sara"))
    client.post(f"{DELETED}{number}/")
    response = admin_client.post(f"{DELETED}{number}/", follow=True)
    assert "not among the deleted ones" in response.content.decode()
    assert Deed.objects.filter(what="brought_back").count() == 1


@pytest.mark.parametrize("number", [0, 10**6, 2**63, 10**30])
def test_what_was_never_there_is_not_brought_back(number, admin_client):
    response = admin_client.post(f"{DELETED}{number}/", follow=True)
    assert (response.status_code, Page.objects.count()) == (200, 0)


def test_nothing_is_brought_back_by_opening_an_address(admin_client, user):
    number = deleted(user)
    assert admin_client.get(f"{DELETED}{number}/").status_code == 405
    assert not Page.objects.exists()


def test_who_may_only_see_pages_sees_and_brings_nothing_back(may, user):
    number = deleted(user, title_en="Lost")
    client = may("view_article", "change_article")
    assert [row[0] for row in rows(client)] == ["Lost (article)"]
    assert "Bring back" not in client.get(DELETED).content.decode()
    assert client.post(f"{DELETED}{number}/").status_code == 403
    assert not Page.objects.exists()


def test_other_kinds_of_pages_are_neither_seen_nor_brought_back(may, user):
    number = deleted(user)
    client = may("view_page", "add_page", "change_page")
    assert rows(client) == []
    assert client.post(f"{DELETED}{number}/").status_code == 403
    assert not Page.objects.exists()


def test_who_may_see_no_page_is_refused(may):
    client = may()
    assert client.get(DELETED).status_code == 403
    assert DELETED not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_however_long_it_is(count, admin_client, user, django_assert_max_num_queries):
    for _ in range(count):
        deleted(user)
    with django_assert_max_num_queries(5):
        assert len(rows(admin_client)) == count
