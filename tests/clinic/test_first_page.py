"""The two ends of the admin's first page: what somebody begins and goes on with, and the lists, for each person their own."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group

from pages.drafting import drafts
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, roles, django_user_model):
    """Somebody with the role of an editor, signed in to `client`."""
    made = django_user_model.objects.create_user("mona", is_staff=True)
    made.groups.set([Group.objects.get(name="Editor")])
    client.force_login(made)
    return made


def opened(client, language="en"):
    client.cookies["language"] = language
    return BeautifulSoup(client.get("/admin/").content, "html.parser")


def saved(page, by, title):
    page.title_en = title
    page.save()
    drafts.record(page, by=by)


def tasks(page):
    lists = page.select(".first-tasks")
    return [[" ".join(task.text.split()) for task in one.select("li")] for one in lists]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ["+ New procedure", "+ New article"]), ("ar", ["+ إجراء جديد", "+ مقال جديد"])],
)  # fmt: skip
def test_what_one_may_add_comes_first(client, editor, language, said):
    ways = opened(client, language).select("#content .button")[:2]
    assert [" ".join(way.text.split()) for way in ways] == said
    assert ways[1]["href"] == "/admin/articles/article/add/"
    editor.groups.clear()
    assert opened(client).select(".first-new") == []


def test_the_last_pages_are_one_s_own_the_last_first_and_five_at_most(client, editor):
    made = [factories.article() for _ in range(7)]
    for number, page in enumerate((*made, made[3])):
        saved(page, editor, f"Mine {number}")
    saved(factories.article(), None, "Of others")
    shown = opened(client).select(".first-last li a")
    assert [one.text for one in shown] == ["Mine 7", "Mine 6", "Mine 5", "Mine 4", "Mine 2"]
    assert [one.text.strip() for one in opened(client).select(".first-last li")[0].select(".first-state")] == [
        "English: draft only", "Arabic: draft only",
    ]  # fmt: skip


def test_what_waits_on_own_pages_comes_before_what_waits_on_others_and_leads_there(client, editor):
    mine, other, third = (factories.article(title_ar="", summary_ar="") for _ in range(3))
    saved(mine, editor, "Mine")
    saved(other, None, "Other"), saved(third, None, "Third")
    page = opened(client)
    assert tasks(page) == [["1 page that lacks Arabic text"], ["2 pages that lack Arabic text"]]
    for way, titles in zip(page.select(".first-tasks a"), (["Mine"], ["Other", "Third"]), strict=True):
        rows = BeautifulSoup(client.get(way["href"]).content, "html.parser").select(".matrix tbody th > a")
        assert sorted(row.text for row in rows) == titles


def test_lists_are_folded_at_the_end_and_called_as_people_call_them(client, editor):
    folded = opened(client).select_one("details.first-folded")
    assert not folded.has_attr("open")
    names = [name.text.strip() for name in folded.select("th a")]
    assert "Which pages helped" in names
    assert "pages with answers" not in opened(client).text


def test_the_first_page_of_many_deeds_costs_as_many_queries_as_one_of_few(
    client, editor, django_assert_max_num_queries
):
    def count():
        with django_assert_max_num_queries(80) as asked:
            client.get("/admin/")
        return len(asked)

    saved(factories.article(), editor, "One")
    few = count()
    for number in range(8):
        saved(factories.article(), editor, f"Another {number}")
    assert count() == few
