"""The revisions of a page: any two compared in both languages, and restored where nobody saved meanwhile."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse

from pages.admin import comparing
from pages.drafting import drafts, snapshots
from pages.models import Deed, Revision
from tests.factories import article
from tests.pages.admin.admin_forms import post_as_shown, shown_by

pytestmark = pytest.mark.django_db


def address(made, action, *rest):
    return reverse(f"admin:articles_article_{action}", args=[made.pk, *rest])


def saved(made, by=None, **columns):
    for name, value in columns.items():
        setattr(made, name, value)
    made.save()
    return drafts.record(made, by=by)


def shown(client, made, **asked):
    return BeautifulSoup(client.get(address(made, "revisions"), asked).content, "html.parser")


def difference(page):
    """What is told of the two that are chosen: (field, removed, added) of each text."""
    texts = page.select("#difference .changes > div")
    return [(words(one.dt), words(one.select_one("del")), words(one.select_one("ins"))) for one in texts]


def words(tag):
    return " ".join(tag.get_text(" ", strip=True).split()) if tag else ""


@pytest.fixture
def made(user):
    made = article(summary_en="One", summary_ar="واحد")
    saved(made, by=user, summary_en="Two")
    saved(made, summary_ar="ثلاثة")
    saved(made, summary_en="Four", summary_ar="أربعة")
    return made


def test_the_newest_is_compared_with_the_one_before_it_in_both_languages(admin_client, made):
    page = shown(admin_client, made)
    assert difference(page) == [("summary (English)", "Two", "Four"), ("summary (Arabic)", "ثلاثة", "أربعة")]
    arabic = page.select("#difference .block")[1]
    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
    assert [(one["name"], one["value"]) for one in page.select("[type=radio][checked]")] == [("new", "4"), ("old", "3")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (1, 2, [("summary (English)", "One", "Two")]),
        (3, 1, [("summary (English)", "One", "Two"), ("summary (Arabic)", "واحد", "ثلاثة")]),
        ("", 2, [("summary (English)", "One", "Two")]),
        (10**30, "-1", [("summary (English)", "Two", "Four"), ("summary (Arabic)", "ثلاثة", "أربعة")]),
        (2**31, 2**63, [("summary (English)", "Two", "Four"), ("summary (Arabic)", "ثلاثة", "أربعة")]),
        (2, 2, []),
    ],
)
def test_any_two_are_compared_the_older_one_first(old, new, told, admin_client, made):
    assert difference(shown(admin_client, made, old=old, new=new)) == told


def test_the_list_tells_who_saved_and_what_was_not_saved(admin_client, made, user):
    drafts.keep(made, snapshots.plain(snapshots.of(made)), by=user)
    rows = [words(row) for row in shown(admin_client, made).select(".history-rows tbody tr")]
    assert ["not saved: somebody else" in row for row in rows] == [True, False, False, False, False]
    assert [f"By {user}" in row for row in rows] == [True, False, False, True, False]


def test_two_that_stand_on_different_pages_of_the_list_are_chosen_one_after_the_other(admin_client, made, monkeypatch):
    monkeypatch.setattr(comparing, "PER_PAGE", 2)
    first = shown(admin_client, made)
    assert [row.th.text for row in first.select(".history-rows tbody tr")] == ["Revision 4", "Revision 3"]
    second = BeautifulSoup(
        admin_client.get(address(made, "revisions") + first.select_one("[rel=next]")["href"]).content, "html.parser"
    )
    rows = [row.th.text for row in second.select(".history-rows tbody tr")]
    assert rows == ["Revision 4", "Revision 3", "Revision 2", "Revision 1"]
    assert difference(second) == difference(first)


def test_a_single_revision_offers_nothing_to_compare(admin_client):
    page = shown(admin_client, article())
    assert (page.select("[type=radio]"), len(page.select(".history-rows tbody tr"))) == ([], 1)


@pytest.mark.parametrize("fields", [{}, {"version": ""}, {"version": "1"}, {"version": "x"}])
def test_what_somebody_saved_since_it_was_shown_is_not_overwritten_unseen(fields, admin_client, made, user):
    page = shown_by(admin_client, address(made, "revision", 1))
    saved(made, by=user, summary_en="Theirs")
    response = admin_client.post(address(made, "revision", 1), page | fields)
    told = BeautifulSoup(response.content, "html.parser")
    assert "Nothing was changed" in words(told.select_one("[role=alert]"))
    made.refresh_from_db()
    assert (words(told.select_one("del")), made.summary_en) == ("Theirs", "Theirs")
    assert post_as_shown(admin_client, address(made, "revision", 1)).status_code == 302
    made.refresh_from_db()
    assert (made.summary_en, Deed.objects.first().what) == ("One", "restored")


def test_who_may_only_see_pages_sees_and_restores_nothing(client, made, django_user_model):
    seer = django_user_model.objects.create_user("seer", is_staff=True)
    seer.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(seer)
    page = shown(client, made)
    assert (len(difference(page)), page.select(".history-actions a")) == (2, [])
    assert client.get(address(made, "revision", 1)).status_code == 200
    count = Revision.objects.count()
    assert client.post(address(made, "revision", 1), {"version": made.version}).status_code == 403
    assert Revision.objects.count() == count
