"""Who has the form of a page open is told to the others who have, and to nobody else, and is forgotten."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clinic import periodic
from pages.drafting import drafts
from pages.models import OpenForm
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(roles, django_user_model):
    """`somebody("Mona")`: a client of an editor of that first name."""

    def made(name, role="Editor", language="en"):
        user = django_user_model.objects.create_user(f"user-{name}", first_name=name, is_staff=True)
        user.groups.set([Group.objects.get(name=role)])
        client = Client()
        client.force_login(user)
        client.cookies["language"] = language
        return client

    return made


def ask(client, page, tab="1", version=None, **more):
    address = reverse("admin:articles_article_presence", args=[page.pk])
    return client.post(address, {"tab": tab, "base_version": page.version if version is None else version} | more)


def told(*arguments, width="long", **options):
    """What is told, as one line: in a wide window, or in the few words of a phone ("short")."""
    answer = ask(*arguments, **options)
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    for hidden in soup.select({"long": ".desk-short", "short": ".desk-long"}[width]):
        hidden.decompose()
    return " ".join(soup.get_text().split()).replace(" ", " ")


@pytest.fixture
def made():
    page = factories.article()
    page.refresh_from_db()
    return page


def opened(at):
    """Every form was opened at that hour of the clinic's day."""
    OpenForm.objects.update(opened_at=timezone.localtime().replace(hour=at, minute=40))


def test_each_is_told_of_the_others_by_name_and_since_when(made, somebody):
    mona, sara = somebody("Mona"), somebody("Sara")
    assert told(mona, made) == ""
    opened(9)
    assert told(sara, made) == "1 other person has this page open: Mona, since 9:40 a.m."
    assert told(sara, made, width="short") == "Here too: Mona, since 9:40 a.m."
    opened(10)
    assert told(mona, made) == "1 other person has this page open: Sara, since 10:40 a.m."
    assert told(somebody("Hala"), made).startswith(
        "2 other people have this page open: Mona, since 10:40 a.m., Sara, since"
    )
    assert told(somebody("Ali"), factories.article(), version=1) == ""  # who has another page open


@pytest.mark.parametrize(
    ("number", "start"),
    [
        (1, "شخص آخر يفتح هذه الصفحة: "), (2, "شخصان آخران يفتحان هذه الصفحة: "),
        (3, "3 أشخاص آخرون يفتحون هذه الصفحة: "), (11, "11 شخصًا آخر يفتحون هذه الصفحة: "),
    ],
)  # fmt: skip
def test_arabic_counts_people_as_it_should(number, start, made, somebody):
    for one in range(number):
        ask(somebody(f"منى {one}"), made)
    opened(9)
    said = told(somebody("سارة", language="ar"), made)
    assert said.startswith(f"{start}منى 0 منذ 9:40 ص")
    assert said.count("منى") == number


def test_whoever_leaves_is_gone_at_once_and_whoever_says_nothing_after_a_minute(made, somebody):
    mona, sara = somebody("Mona"), somebody("Sara")
    ask(mona, made)
    assert ask(mona, made, leaving="1").status_code == 204
    assert told(sara, made) == ""
    ask(mona, made)
    assert "Mona" in told(sara, made)
    OpenForm.objects.filter(person__first_name="Mona").update(seen_at=timezone.now() - timedelta(seconds=61))
    assert told(sara, made) == ""
    assert OpenForm.objects.count() == 1  # nothing of it is kept
    OpenForm.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    task = next(task for task in periodic.TASKS if task.name == "forget open forms")
    assert (task.do(), OpenForm.objects.count()) == (1, 0)


def test_saying_again_that_a_form_is_open_keeps_since_when(made, somebody):
    mona = somebody("Mona")
    ask(mona, made)
    opened(9)
    first = OpenForm.objects.get()
    ask(mona, made)
    again = OpenForm.objects.get()
    assert (again.opened_at, again.seen_at > first.seen_at) == (first.opened_at, True)


def test_a_second_tab_of_the_same_person_is_told_as_that(made, somebody):
    mona = somebody("Mona")
    ask(mona, made, tab="1")
    assert told(mona, made, tab="2") == "You have this page open in another window too."
    assert told(mona, made, tab="2", width="short") == "Open in another window too."


def test_a_save_is_told_with_a_way_to_what_changed(made, somebody, django_user_model):
    mona, sara, version = somebody("Mona"), somebody("Sara"), made.version
    ask(mona, made)
    ask(mona, made, leaving="1")
    made.title_en = "Another title"
    made.save()
    drafts.record(made, by=django_user_model.objects.get(first_name="Mona"))
    said = told(sara, made, version=version)
    assert said.startswith("Mona saved this page at ")
    assert said.endswith("after you opened it. When you save, both texts are put together. What changed (in a new tab)")
    assert "You saved this page in another window at" in told(mona, made, version=version)
    way = BeautifulSoup(ask(sara, made, version=version).content, "html.parser").a["href"]
    assert "<ins>Another title</ins>" in sara.get(way).content.decode().replace("\n", "")
    assert "saved" not in told(sara, made, version=version + 1)


def test_only_who_may_change_the_page_is_told_or_seen(made, somebody, client):
    ask(somebody("Mona"), made)
    assert ask(somebody("Dina", role="Doctor"), made).status_code == 403
    assert ask(client, made).status_code == 302
    assert ask(somebody("Sara"), made).headers["Cache-Control"].count("no-store") == 1
    assert set(OpenForm.objects.values_list("person__first_name", flat=True)) == {"Mona", "Sara"}


@pytest.mark.parametrize("tab", ["", "x", "1" * 5000, "<b>", "\x00", "١"])
def test_what_no_form_says_is_refused(tab, made, somebody):
    mona = somebody("Mona")
    assert ask(mona, made, tab=tab).status_code == 404
    assert ask(mona, made, version="9" * 5000).status_code == 200
    assert mona.get(reverse("admin:articles_article_presence", args=[made.pk])).status_code == 405
    assert mona.post(reverse("admin:articles_article_presence", args=[2**62]), {"tab": "1"}).status_code == 404


def test_a_name_is_only_a_name(made, somebody):
    ask(somebody("<script>alert(1)</script>"), made)
    assert b"<script" not in ask(somebody("Sara"), made).content


def test_a_sign_of_life_costs_the_same_however_many_are_there(made, somebody):
    mona, counts = somebody("Mona"), []
    ask(mona, made)
    for name in ("Sara", "Hala", "Dina"):
        ask(somebody(name), made)
        with CaptureQueriesContext(connection) as queries:
            ask(mona, made)
        counts.append(len(queries))
        assert sum(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in queries) <= 2
    assert len(set(counts)) == 1


def test_nothing_is_written_by_a_form_that_is_only_opened(made, somebody):
    somebody("Mona").get(reverse("admin:articles_article_change", args=[made.pk]))
    assert not OpenForm.objects.exists()
