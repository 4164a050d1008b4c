"""Handing a page over to whoever publishes, and back: what tells whom, what ends it, and who may do which."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pages.drafting import attached, drafts
from pages.models import Deed, Handover, Page
from pages.publishing import editions, handovers
from tests import factories
from tests.pages.admin.admin_forms import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(roles, django_user_model):
    """Somebody of each role: {"Editor": …}."""
    made = {role: django_user_model.objects.create_user(role, is_staff=True) for role in ("Editor", "Publisher")}
    for role, user in made.items():
        user.groups.set([Group.objects.get(name=role)])
    return made


def of(page, action, *rest):
    return reverse(f"admin:articles_article_{action}", args=[page.pk, *rest])


def saved_as(client, page, user, **fields):
    """Saves the form of a page as somebody, with some fields filled in, and follows to what is said then."""
    client.force_login(user)
    shown = fields_of(client.get(of(page, "change")))
    return client.post(of(page, "change"), shown | {"_continue": "1"} | fields, follow=True)


def handed_over(client, page, user, note="", language="en", **fields):
    told = {"_then": f"handover-{language}", f"_handover_note_{language}": note}
    return saved_as(client, page, user, **told | fields)


def panel(client, user, heading="ready-heading"):
    client.force_login(user)
    found = BeautifulSoup(client.get("/admin/").content, "html.parser").find(id=heading)
    return found and found.parent


def in_words(element):
    return " ".join(element.get_text(" ").split())


def test_one_press_saves_and_hands_over_and_the_bar_and_publishers_are_told(client, people):
    made = factories.article(title_en="Knee")
    response = handed_over(client, made, people["Editor"], "Please <b>today</b>", summary_en="Shorter.")
    said = BeautifulSoup(response.content, "html.parser")
    assert Page.objects.get(pk=made.pk).summary_en == "Shorter."
    assert "handed over to the publishers in English: “Knee”" in said.select_one(".messagelist").text
    assert "ready to publish" in said.select_one("[data-language=en] summary").text
    assert "ready to publish" not in said.select_one("[data-language=ar] summary").text
    assert panel(client, people["Editor"]) is None
    ready = panel(client, people["Publisher"])
    assert in_words(ready.h2) == "Ready to publish: 1"
    assert "Knee English · Editor · " in in_words(ready.li)
    assert ready.q.text == "Please <b>today</b>"
    assert ready.a["href"] == of(made, "publish", "en")
    assert "Please &lt;b&gt;today" in client.get(ready.a["href"]).content.decode()
    assert [deed.what for deed in Deed.objects.filter(page=made.pk)[:2]] == ["handed_over", "saved"]


def said_by(response):
    return [in_words(one) for one in BeautifulSoup(response.content, "html.parser").select(".messagelist li")]


def test_one_press_hands_both_languages_over_with_one_note_takes_both_back_or_hands_both_back(client, people):
    made = factories.article(title_en="Knee", title_ar="الركبة")
    response = handed_over(client, made, people["Editor"], "One note", **{"_then": "handover-both"})
    assert said_by(response) == ["Saved, and handed over to the publishers in both languages: “Knee”."]
    assert list(Handover.objects.values_list("note", flat=True)) == ["One note", "One note"]
    client.post(of(made, "recall", "ar"), {"both": "1"})
    assert not Handover.objects.exists()
    handed_over(client, made, people["Editor"], **{"_then": "handover-both"})
    client.force_login(people["Publisher"])
    shown = BeautifulSoup(client.get(of(made, "both")).content, "html.parser")
    assert len(shown.select(".handing-back button[name=both]")) == 1
    client.post(of(made, "handback", "en"), {"reason": "A source", "both": "1"})
    assert [held.reason for held in Handover.objects.all()] == ["A source", "A source"]
    late = client.post(of(made, "handback", "en"), {"reason": "A source", "both": "1"}, follow=True)
    assert [told.split(":")[0] for told in said_by(late)[-2:]] == ["In English", "In Arabic"]


def test_of_both_what_is_not_handed_over_says_why(client, people):
    made = factories.article(title_en="Knee", title_ar="", summary_ar="")
    assert "handover-both" not in saved_as(client, made, people["Editor"]).content.decode()
    response = handed_over(client, made, people["Editor"], **{"_then": "handover-both"})
    assert said_by(response) == [
        "In Arabic: The draft was saved. It is not handed over: it has no title in this language.",
        "Saved, and handed over to the publishers in English: “Knee”.",
    ]


def test_further_saves_keep_it_and_say_that_it_changed_in_that_language_only(client, people):
    made = factories.article()
    for language in ("en", "ar"):
        handovers.hand_over(made, language, by=people["Editor"])
    saved_as(client, made, people["Editor"], summary_en="Another.")
    assert [held.is_changed for held in Handover.objects.order_by("-language")] == [True, False]
    assert [("changed since" in in_words(row)) for row in panel(client, people["Publisher"]).select("li")] == [
        True,
        False,
    ]
    handovers.hand_over(made, "en", by=people["Editor"])
    assert not any(held.is_changed for held in Handover.objects.all())


def test_publishing_or_scheduling_ends_it_in_that_language(people):
    made = factories.article()
    for language in ("en", "ar"):
        handovers.hand_over(made, language, by=people["Editor"])
    editions.publish(made, "en", by=people["Publisher"])
    assert [held.language for held in Handover.objects.all()] == ["ar"]
    editions.publish(made, "ar", by=people["Publisher"], at=factories.later(days=1))
    assert not Handover.objects.exists()


def test_what_patients_read_already_and_what_is_not_written_is_not_handed_over(client, people):
    made = factories.article(title_ar="", summary_ar="")
    factories.published(made, "en")
    response = handed_over(client, made, people["Editor"])
    assert "Nothing in it is new for patients" in response.content.decode()
    handed_over(client, made, people["Editor"], language="ar")
    with pytest.raises(handovers.NothingNew):
        handovers.hand_over(made, "ar", by=None)
    assert not Handover.objects.exists()
    editions.withdraw(made, "en", by=None)
    assert handovers.hand_over(made, "en", by=None)[1]


def test_what_would_refuse_publishing_is_said_at_once(client, people):
    made = factories.article(slug_en="same")
    factories.published(factories.article(slug_en="same"), "en")
    Page.objects.filter(pk=made.pk).update(slug_en="same")
    response = handed_over(client, made, people["Editor"])
    assert "this must be mended" in response.content.decode()


def test_a_publisher_hands_it_back_with_a_reason_that_its_editor_reads_first(client, people):
    made = factories.article(title_en="Knee")
    handovers.hand_over(made, "en", by=people["Editor"])
    client.force_login(people["Publisher"])
    client.post(of(made, "handback", "en"), {"reason": "   "})
    assert Handover.objects.get().is_waiting  # without a reason
    client.post(of(made, "handback", "en"), {"reason": "The dose is missing"})
    assert panel(client, people["Publisher"]) is None
    back = panel(client, people["Editor"], "back-heading")
    assert (in_words(back.h2), back.q.text) == ("Handed back to me: 1", "The dose is missing")
    form = client.get(back.a["href"]).content.decode()
    assert "The English was handed back" in form
    handed_over(client, made, people["Editor"])
    assert panel(client, people["Editor"], "back-heading") is None
    assert Handover.objects.get().is_waiting
    assert Deed.objects.get(what="handed_back").details == {"reason": "The dose is missing"}


def test_it_is_taken_back_and_whoever_comes_too_late_is_told(client, people):
    made = factories.article()
    handovers.hand_over(made, "en", by=people["Editor"])
    client.force_login(people["Editor"])
    for said in ("no longer with the publishers", "It waits no longer"):
        assert said in client.post(of(made, "recall", "en"), follow=True).content.decode()
    client.force_login(people["Publisher"])
    late = client.post(of(made, "handback", "en"), {"reason": "No"}, follow=True)
    assert "It waits no longer" in late.content.decode()
    assert [deed.what for deed in Deed.objects.filter(page=made.pk, by__isnull=False)] == [
        "handover_taken_back", "handed_over",
    ]  # fmt: skip


def test_who_may_not_is_shown_no_button_and_refused(client, people, django_user_model):
    made = factories.article()
    handovers.hand_over(made, "en", by=people["Editor"])
    with pytest.raises(PermissionDenied):
        handovers.hand_back(made, "en", by=people["Editor"], reason="Mine")
    people["Editor"].groups.clear()
    people["Editor"].user_permissions.set(Permission.objects.filter(codename__endswith="_article"))
    client.force_login(people["Editor"])
    response = client.get(of(made, "change"))
    assert "handover-en" not in response.content.decode()
    shown = fields_of(response) | {"_then": "handover-ar", "_continue": "1", "summary_en": "New"}
    assert client.post(of(made, "change"), shown).status_code == 403
    assert Page.objects.get(pk=made.pk).summary_en != "New"
    assert client.post(of(made, "recall", "en")).status_code == 403
    assert [held.language for held in Handover.objects.all()] == ["en"]


def test_publishers_are_told_only_of_what_they_may_change(client, people):
    handovers.hand_over(factories.article(), "en", by=people["Editor"])
    assert panel(client, people["Publisher"]) is not None
    people["Publisher"].groups.clear()
    people["Publisher"].user_permissions.set(
        Permission.objects.filter(codename__in=["publish_page", "change_procedure"])
    )
    assert panel(client, people["Publisher"]) is None


def test_it_goes_with_a_deleted_page_and_comes_back_as_it_was(people):
    made = factories.article()
    drafts.record(made, by=None)
    for language in ("en", "ar"):
        handovers.hand_over(made, language, by=people["Editor"], note="Today")
    handovers.hand_back(made, "ar", by=people["Publisher"], reason="A source")
    told = ("pk", "language", "by", "note", "fingerprint", "returned_by", "reason")  # times lose their microseconds
    before = list(Handover.objects.order_by("pk").values_list(*told))
    drafts.delete(made, by=None)
    assert not Handover.objects.exists()
    drafts.bring_back(drafts.deleted().get(), by=None)
    assert list(Handover.objects.order_by("pk").values_list(*told)) == before
    assert [held.is_waiting for held in Handover.objects.order_by("pk")] == [True, False]
    assert not any(held.is_changed for held in Handover.objects.all())


def test_what_was_published_meanwhile_or_waits_again_does_not_come_back():
    made = factories.article()
    for language in ("en", "ar"):
        handovers.hand_over(made, language, by=None)
    rows = attached.rows_of(made)
    editions.publish(made, "en", by=None)
    handovers.take_back(made, "ar", by=None)
    handovers.hand_over(made, "ar", by=None, note="Another")
    attached.bring_back(rows)
    assert [(held.language, held.note) for held in Handover.objects.all()] == [("ar", "Another")]
