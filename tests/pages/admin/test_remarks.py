"""Comments that editors leave at the parts of a draft: threads, who is told of them, and that none is lost."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from pages.drafting import drafts, remarks
from pages.models import Deed, Remark
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editors(roles, django_user_model):
    made = [django_user_model.objects.create_user(name, is_staff=True) for name in ("Salma", "Omar")]
    for user in made:
        user.groups.set([Group.objects.get(name="Editor")])
    return made


def address(page, action="remarks", *rest):
    return reverse(f"admin:{page._meta.app_label}_{page._meta.model_name}_{action}", args=[page.pk, *rest])


def said(response):
    return BeautifulSoup(response.content, "html.parser").select_one("#remarks")


def wrote(page, by, text="The dose?", anchor="", **told):
    return remarks.write(page, text, by=by, anchor=anchor, token=f"t{Remark.objects.count()}", **told)


def post(client, page, **fields):
    return client.post(f"{address(page)}?beside", fields)


def test_a_thread_at_a_part_is_written_answered_settled_and_opened_again(client, editors):
    page = factories.article()
    at = f"at-{page.sections.get().anchor}"
    client.force_login(editors[0])
    token = said(client.get(address(page))).select_one("[name=token]")["value"]
    for _press in range(2):
        answer = post(client, page, write=at, token=token, **{f"text_{at}": "ما <b>الجرعة</b>؟"})
    first = Remark.objects.get()
    [thread] = said(answer).select(".remark-thread")
    assert (thread.parent["data-part"], thread.select_one(".remark-text").text) == (
        f"part-{at[3:]}",
        "ما <b>الجرعة</b>؟",
    )
    client.force_login(editors[1])
    post(client, page, write=first.pk, token="another", **{f"text_{first.pk}": "5 mg"})
    shown = said(post(client, page, settle=first.pk))
    folded = shown.select_one(".remarks-settled .remark-thread")
    assert [one.text for one in folded.select(".remark-text")] == ["ما <b>الجرعة</b>؟", "5 mg"]
    assert (shown["data-told"].strip(), Remark.objects.open().exists()) == ("", False)
    assert not remarks.settle(page, first.pk, by=editors[0])  # it is already
    wrote(page, editors[0], "Sure?", to=first.pk)
    assert said(client.get(address(page)))["data-told"].strip() == "1 open comment"
    assert list(Deed.objects.filter(page=page.pk, by__in=editors).values_list("what", flat=True).order_by("pk")) == [
        "commented", "commented", "comment_settled", "commented",
    ]  # fmt: skip


def test_what_stood_at_a_part_that_was_removed_is_read_at_the_page(client, editors):
    page = factories.article()
    wrote(page, editors[0], anchor=page.sections.get().anchor)
    page.sections.all().delete()
    client.force_login(editors[1])
    _whole, gone = said(client.get(address(page))).select(".remarks-at")
    assert (gone.h3.text, "data-part" in gone.attrs) == ("A part that was removed", False)


def test_what_is_refused_changes_nothing(client, editors, django_user_model):
    page, other = factories.article(), factories.article()
    first = wrote(other, editors[0])
    client.force_login(editors[0])
    for to, text, token, status in [
        ("at-", " ", "a", 400), ("at-", "x" * 2001, "a", 400), ("at-", "x", "a b", 400),
        ("at-/../", "x", "a", 404), (str(first.pk), "x", "a", 409), ("9" * 30, "x", "a", 404),
    ]:  # fmt: skip
        assert post(client, page, write=to, token=token, **{f"text_{to}": text}).status_code == status, to
    post(client, page, settle=first.pk)
    assert Remark.objects.open().get() == first
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(reader)
    assert client.get(address(page)).status_code == 403
    reader.user_permissions.add(Permission.objects.get(codename="change_article"))
    assert post(client, page, write="at-", token="a", **{"text_at-": "x"}).status_code == 403


def test_the_first_page_tells_whom_an_open_thread_concerns_until_they_answer(client, editors):
    page, other = factories.article(title_en="Knee"), factories.article()
    first = wrote(page, editors[0])
    wrote(other, None)
    assert list(remarks.waiting_for(editors[0])) == list(remarks.waiting_for(editors[1])) == []
    wrote(page, editors[1], "5 mg", to=first.pk)
    other.set_text("summary", "en", "Another.")
    other.save()
    drafts.record(other, by=editors[0])  # who works on it
    assert [one.page_id for one in remarks.waiting_for(editors[0])] == [other.pk, page.pk]
    client.force_login(editors[0])
    panel = BeautifulSoup(client.get("/admin/").content, "html.parser").find(id="remarks-heading").parent
    assert [row.a["href"] for row in panel.select("li")][1] == f"{address(page, 'change')}#thread-{first.pk}"
    remarks.settle(page, first.pk, by=editors[1])
    assert [one.page_id for one in remarks.waiting_for(editors[0])] == [other.pk]


def test_open_comments_are_a_hint_in_the_form_and_before_publishing(admin_client, admin_user):
    page = factories.article()
    wrote(page, admin_user), wrote(page, admin_user)
    form = said(admin_client.get(address(page, "change")))
    assert (form["data-told"].strip(), form["data-first"]) == ("2 open comments", "remarks-at-")
    shown = BeautifulSoup(admin_client.get(address(page, "publish", "en")).content, "html.parser")
    assert shown.select_one(".remarks-hint").text.strip() == "2 open comments"
    assert not shown.select_one("input[type=submit]").has_attr("disabled")


def test_a_thread_goes_with_a_deleted_draft_and_comes_back_with_it(editors):
    page = factories.article()
    drafts.record(page, by=None)
    first = wrote(page, editors[0])
    wrote(page, editors[1], "5 mg", to=first.pk)
    drafts.delete(page, by=None)
    assert not Remark.objects.exists()
    back = drafts.bring_back(drafts.deleted().get(), by=None)
    assert [[one.text for one in thread.said] for thread in remarks.threads(back)] == [["The dose?", "5 mg"]]
