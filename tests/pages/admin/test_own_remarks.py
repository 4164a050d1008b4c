"""Comments that whoever wrote them changes or deletes: nobody else does, and what is typed is never lost."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission

from pages.drafting import remarks
from pages.models import Deed, Remark
from tests import factories
from tests.pages.admin.test_remarks import address, editors, post, said, wrote  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return factories.article()


@pytest.fixture
def salma(client, editors):  # noqa: F811
    client.force_login(editors[0])
    return editors[0]


@pytest.fixture
def omar(editors):  # noqa: F811
    return editors[1]


def changed(client, page, number, text, **fields):
    return post(client, page, change=number, **{f"text_change-{number}": text}, **fields)


def typed(response):
    """Where a text stands that was not saved, and the text."""
    box = said(response).select_one("textarea[data-was]")
    assert said(response).find(id=box["aria-describedby"]).text == said(response)["data-said"]
    assert all(around.has_attr("open") for around in box.find_parents("details"))
    return box["name"], box.text


def test_who_wrote_a_comment_changes_it_and_everybody_sees_that(client, page, salma, omar):
    first = wrote(page, salma, "5 gm?")
    wrote(page, omar, "No.", to=first.pk)
    own, other = said(client.get(address(page))).select(".remark")
    assert [len(one.select(".remark-changing, .remark-deleting")) for one in (own, other)] == [2, 0]
    for _press in range(2):
        answer = changed(client, page, first.pk, "5 mg?")
    assert (answer.status_code, said(answer)["data-said"]) == (200, "The comment was changed.")
    client.force_login(omar)
    own, other = said(client.get(address(page))).select(".remark")
    assert own.select_one(".remark-text").text == "5 mg?"
    assert [" · changed " in one.select_one(".remark-who").text for one in (own, other)] == [True, False]
    assert [len(one.select(".remark-changing, .remark-deleting")) for one in (own, other)] == [0, 2]
    assert Deed.objects.filter(page=page.pk, by=salma, what="comment_changed").count() == 1


def test_a_comment_by_another_is_neither_changed_nor_deleted(client, page, salma, omar):
    first, nobodys = wrote(page, omar), wrote(page, None)
    for number in (first.pk, nobodys.pk):
        assert (changed(client, page, number, "Mine").status_code, post(client, page, delete=number).status_code) == (
            403,
            403,
        )
    assert list(Remark.objects.values_list("text", "changed_at", "deleted_at")) == [("The dose?", None, None)] * 2
    other_page, strange = factories.article(), wrote(page, salma)
    assert changed(client, other_page, strange.pk, "There").status_code == 409
    assert [post(client, page, delete=what).status_code for what in ("x", "9" * 30, "-1", "")] == [404] * 4
    salma.groups.clear()
    salma.user_permissions.set([Permission.objects.get(codename="change_article")])
    assert post(client, page, delete=strange.pk).status_code == 403


def test_a_text_that_is_empty_or_too_long_is_told_and_stays_in_its_box(client, page, salma):
    first = wrote(page, salma)
    for text in (" ", "x" * 2001):
        answer = changed(client, page, first.pk, text)
        assert (answer.status_code, typed(answer)) == (400, (f"text_change-{first.pk}", text))
    first.refresh_from_db()
    assert (first.text, first.changed_at) == ("The dose?", None)


def test_what_was_settled_deleted_or_changed_meanwhile_is_told_with_the_text_in_the_nearest_box(
    client, page, salma, omar
):
    anchor = page.sections.get().anchor
    first = wrote(page, salma, anchor=anchor)
    answer_of_hers = wrote(page, salma, "Or 10?", to=first.pk)
    remarks.change(page, first.pk, "From the other tab", by=salma, seen="")
    nearest = {f"else_change-{one.pk}": f"{first.pk} at-{anchor}" for one in (first, answer_of_hers)}
    again = changed(client, page, first.pk, "Typed", **nearest)
    assert (again.status_code, typed(again)) == (409, (f"text_change-{first.pk}", "Typed"))
    seen = said(again).select_one(f"[name=seen_{first.pk}]")["value"]
    assert changed(client, page, first.pk, "Typed", **{f"seen_{first.pk}": seen}).status_code == 200

    remarks.settle(page, first.pk, by=omar)
    settled = changed(client, page, first.pk, "Late", **nearest)
    assert (settled.status_code, typed(settled)) == (409, (f"text_{first.pk}", "Late"))
    assert said(settled)["data-said"].startswith("This comment was settled meanwhile")
    remarks.delete(page, answer_of_hers.pk, by=salma)
    deleted = changed(client, page, answer_of_hers.pk, "Late", **nearest)
    assert (deleted.status_code, typed(deleted)) == (409, (f"text_{first.pk}", "Late"))
    remarks.delete(page, first.pk, by=salma)
    gone = post(
        client, page, write=first.pk, token="t", **{f"text_{first.pk}": "An answer", f"else_{first.pk}": f"at-{anchor}"}
    )
    assert (gone.status_code, typed(gone)) == (409, (f"text_at-{anchor}", "An answer"))
    assert typed(changed(client, page, first.pk, "Late", **{f"else_change-{first.pk}": "at-gone"})) == (
        "text_at-",
        "Late",
    )
    assert [post(client, page, **{what: first.pk}).status_code for what in ("settle", "delete")] == [409, 409]


def test_an_answer_is_deleted_alone_and_a_thread_stays_as_long_as_it_has_answers(client, page, salma, omar):
    first, other = wrote(page, salma), wrote(page, salma, "Alone")
    answers = [wrote(page, by, text, to=first.pk) for by, text in ((omar, "5 mg"), (salma, "10 mg"))]
    post(client, page, delete=answers[1].pk)
    post(client, page, delete=first.pk)
    gone = said(post(client, page, delete=other.pk))
    assert [one.text for one in gone.select(".remark-text")][1:] == ["5 mg"]
    assert gone.select_one(".remark-gone").text.startswith("Deleted by its writer, ")
    assert gone.select_one(".remark-gone").find_parent(class_="remark").select(".remark-own") == []
    assert (Remark.objects.get(pk=first.pk).text, gone["data-told"].strip()) == ("", "1 open comment")
    assert changed(client, page, first.pk, "Back").status_code == 409
    remarks.delete(page, answers[0].pk, by=omar)
    assert not Remark.objects.exists()
    assert Deed.objects.filter(page=page.pk, what="comment_deleted").count() == 4


def test_without_a_script_comments_are_changed_and_deleted_on_their_own_page(client, page, salma, omar):
    first = wrote(page, salma)
    own = f"{address(page)}"
    box = f"text_change-{first.pk}"
    done = client.post(own, {"change": first.pk, box: "5 mg?"})
    assert (done.status_code, done.url) == (302, f"{own}#remark-{first.pk}")
    refused = client.post(own, {"change": first.pk, box: " "})
    assert (refused.status_code, typed(refused)) == (400, (box, " "))
    told = BeautifulSoup(refused.content, "html.parser").select_one(".messagelist .error").text
    assert told == said(refused)["data-said"]
    client.post(own, {"delete": first.pk}, follow=True)
    assert not Remark.objects.exists()
