"""What a doctor wants changed: said at a part, kept for the editors."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation

from doctors.models import Comment
from pages.content import composing, part_names
from tests import factories

pytestmark = pytest.mark.django_db


def say(desk, page, text, about="risks"):
    return desk.post(f"/desk/pages/{page.pk}/ar/comment/", {"about": about, "text": text})


def test_a_comment_is_kept_with_its_part_and_the_digest_of_the_text_that_it_is_about(desk, doctor, performed):
    response = say(desk, performed, "العدوى أقل من ذلك \u202eالآن")
    comment = Comment.objects.get()
    assert (comment.doctor, comment.page_id, comment.language, comment.anchor) == (doctor, performed.pk, "ar", "risks")
    assert comment.text == "العدوى أقل من ذلك الآن"
    assert comment.digest == composing.compose(performed, "ar")[0].content["digest"]
    assert response.headers["Location"] == f"/desk/pages/{performed.pk}/ar/?said=commented#told"


def test_the_doctor_sees_it_at_its_part_until_and_after_it_is_dealt_with(desk, performed):
    say(desk, performed, "Fewer infections now.")
    address = f"/desk/pages/{performed.pk}/ar/"
    desk.cookies["language"] = "en"
    assert "Your comment of" in (told := desk.get(address).content.decode())
    assert "Fewer infections now." in told
    Comment.objects.update(resolved_at=timezone.now())
    assert "Your comment, dealt with on" in desk.get(address).content.decode()


def test_what_stands_around_the_parts_is_commented_by_its_name(desk, performed):
    factories.source(performed)
    desk.cookies["language"] = "ar"
    page = BeautifulSoup(desk.get(f"/desk/pages/{performed.pk}/ar/").content, "html.parser")
    names = {"-head": "العنوان والملخص والمعلومات السريعة", "-sources": "المصادر"}
    for about, name in names.items():
        (way,) = page.select_one(f".desk-part:has([id='{about}'])").select("a.desk-small")
        asked = BeautifulSoup(desk.get(way["href"]).content, "html.parser")
        assert asked.h1.text == name
        say(desk, performed, f"{name}: خطأ", asked.select_one("[name=about]")["value"])
    places = [comment.place for comment in Comment.objects.all()]
    with translation.override("ar"):
        assert part_names.of_places(places) == {(performed.pk, about): name for about, name in names.items()}
    page = BeautifulSoup(desk.get(f"/desk/pages/{performed.pk}/ar/").content, "html.parser")
    said = page.select(".desk-part:has(.desk-around) .desk-comment p[dir=auto]")
    assert [one.text for one in said] == [f"{name}: خطأ" for name in names.values()]


def test_another_doctor_s_comments_are_not_shown(desk, performed):
    other = factories.doctor("Omar Adel")
    Comment.objects.create(doctor=other, page=performed, language="en", text="Between me and the editors.", digest="x")
    assert "Between me and the editors." not in desk.get(f"/desk/pages/{performed.pk}/en/").content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_an_empty_or_endless_comment_is_asked_for_again(text, desk, performed):
    response = say(desk, performed, text)
    assert (response.status_code, Comment.objects.count()) == (200, 0)


def test_what_was_typed_about_a_part_that_went_is_not_lost(desk, performed):
    desk.cookies["language"] = "en"
    page = BeautifulSoup(say(desk, performed, "Fewer infections.", about="nowhere").content, "html.parser")
    assert Comment.objects.count() == 0
    assert page.select_one(".desk-wrong").text.startswith("This part is not there any more.")
    assert (page.h1.text, page.textarea.text.strip()) == ("The page as a whole", "Fewer infections.")
    say(desk, performed, page.textarea.text, about=page.select_one("[name=about]")["value"])
    assert Comment.objects.get().anchor == ""


def test_the_same_comment_sent_twice_is_one(desk, performed):
    for _ in range(2):
        say(desk, performed, "Fewer infections now.")
    assert Comment.objects.count() == 1


def test_a_comment_typed_while_the_session_ended_is_there_again_after_signing_in(desk, performed):
    desk.logout()
    desk.cookies["language"] = "en"
    asked = say(desk, performed, "Fewer <b>infections</b>.")
    page = BeautifulSoup(asked.content, "html.parser")
    assert (asked.status_code, Comment.objects.count()) == (403, 0)
    assert "You were signed out meanwhile" in page.select_one(".desk-told").text
    carried = {field["name"]: field.get("value", "") for field in page.select("form input[type=hidden]")}

    wrong = desk.post("/desk/sign-in/", carried | {"username": "mona", "password": "wrong"})
    again = BeautifulSoup(wrong.content, "html.parser")
    assert again.select_one("[name=unsent]")["value"] == "Fewer <b>infections</b>."

    signed_in = desk.post("/desk/sign-in/", carried | {"username": "mona", "password": "right-horse-battery"})
    there = signed_in.headers["Location"]
    assert there == f"/desk/pages/{performed.pk}/ar/comment/?about=risks"
    offered = BeautifulSoup(desk.get(there).content, "html.parser")
    assert offered.textarea.text.strip() == "Fewer <b>infections</b>."
    say(desk, performed, offered.textarea.text)
    assert Comment.objects.get().anchor == "risks"
    assert BeautifulSoup(desk.get(there).content, "html.parser").textarea.text.strip() == ""


def test_what_is_carried_through_signing_in_is_no_longer_than_a_comment(desk, performed):
    desk.logout()
    page = BeautifulSoup(say(desk, performed, "x" * 100_000).content, "html.parser")
    assert len(page.select_one("[name=unsent]")["value"]) == 2000
