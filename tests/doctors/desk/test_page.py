"""A page at the desk: as patients would read it, part by part, in either language."""

import pytest
from bs4 import BeautifulSoup

from doctors.models import Comment
from pages.models import Link
from procedures.models import Step
from tests import factories

pytestmark = pytest.mark.django_db


def parts(desk, page, language="en"):
    soup = BeautifulSoup(desk.get(f"/desk/pages/{page.pk}/{language}/").content, "html.parser")
    return soup.select(".desk-part:not(:has(.desk-around))")


def test_every_part_is_shown_with_its_text_and_can_be_linked_and_commented(desk, performed):
    told = parts(desk, performed)
    anchors = [part.select_one("section")["id"] for part in told[:-1]]
    assert {"risks", "benefits", "steps"} <= set(anchors)
    for part, anchor in zip(told, [*anchors, ""], strict=True):
        ways = [link["href"].rpartition("/")[2] for link in part.select(".desk-actions > .desk-row a")]
        assert ways == [f"?after={anchor}", f"?about={anchor}"]
    assert performed.risks.get().heading_en in str(told)


def test_each_single_row_can_be_linked_and_commented_by_its_name_or_its_first_words(desk, performed):
    row = factories.part(Step, performed, heading_en="", body_en="<p>You <em>lie</em> on your front.</p>")
    ways = {
        li.p.text: [link["href"].rpartition("/")[2] for link in li.select("a")]
        for li in parts(desk, performed)[0].parent.select(".desk-rows li")
    }
    assert ways["You lie on your front."] == [f"?after={row.anchor}", f"?about={row.anchor}"]
    assert ways["Does it hurt? 0"] == [f"?{name}={performed.questions.get().anchor}" for name in ("after", "about")]
    assert len(ways) == 8
    for way in ways["You lie on your front."]:
        place = "link" if way.startswith("?after") else "comment"
        assert "You lie on your front." in desk.get(f"/desk/pages/{performed.pk}/en/{place}/{way}").content.decode()


def test_a_line_and_a_comment_of_a_row_say_which(desk, doctor, performed):
    row = factories.part(Step, performed, heading_en="Lying down")
    Link.objects.create(from_page=performed, to_page=factories.article(), after_anchor=row.anchor)
    said = {"doctor": doctor, "page": performed, "digest": "x", "language": "en"}
    Comment.objects.create(anchor=row.anchor, text="On the side.", **said)
    told = next(part for part in parts(desk, performed) if part.section["id"] == "steps")
    assert [one.select_one(".desk-hint[lang]").text for one in told.select(".desk-line, .desk-comment")] == [
        "Lying down"
    ] * 2


def test_the_draft_is_shown_in_its_own_language_whatever_the_interface_s(desk, performed):
    client_in_arabic = desk
    client_in_arabic.cookies["language"] = "ar"
    page = client_in_arabic.get(f"/desk/pages/{performed.pk}/en/")
    soup = BeautifulSoup(page.content, "html.parser")
    assert (soup.html["lang"], soup.h1["lang"], soup.h1.text) == ("ar", "en", performed.title_en)
    assert [part.find("div")["lang"] for part in soup.select(".desk-part")[:-1]] == ["en"] * (
        len(soup.select(".desk-part")) - 1
    )
    assert [heading.text for heading in soup.select("#risks-heading")] == ["Risks"]
    assert "ربط" in soup.select_one(".desk-part:has(#risks) .desk-actions").text


def test_an_address_without_a_language_leads_to_the_interface_s(desk, performed):
    assert desk.get(f"/desk/pages/{performed.pk}/").headers["Location"] == f"/desk/pages/{performed.pk}/en/"
    desk.cookies["language"] = "ar"
    assert desk.get(f"/desk/pages/{performed.pk}/").headers["Location"] == f"/desk/pages/{performed.pk}/ar/"


def test_lines_stand_at_their_part_and_say_what_patients_see_of_them(desk, performed):
    read, unread = factories.article(), factories.article()
    factories.published(read)
    row = performed.risks.get()
    Link.objects.create(from_page=performed, to_page=read, after_anchor=row.anchor)
    factories.published(performed)
    Link.objects.create(from_page=performed, to_page=unread, after_anchor="benefits")
    told = {part.section["id"] if part.section else "": part for part in parts(desk, performed)}
    lines = {anchor: part.select_one(".desk-line") for anchor, part in told.items() if part.select_one(".desk-line")}
    assert set(lines) == {"risks", "benefits"}
    assert read.title_en in lines["risks"].text
    assert [hint.text for hint in lines["risks"].select(".desk-hint")] == [row.heading_en]
    assert unread.title_en in lines["benefits"].text
    assert [hint.text for hint in lines["benefits"].select(".desk-hint")] == [
        "Not published yet.",
        "Patients see this line once the other page is published in this language.",
    ]


def test_hostile_texts_are_escaped(desk, doctor):
    page = factories.article(author=doctor, title_en='"><script>alert(1)</script>')
    factories.section(page, heading_en="<img src=x onerror=alert(1)>")
    for address in ("", "link/", "link/?q=script", "comment/?about=<script>"):
        told = desk.get(f"/desk/pages/{page.pk}/en/{address}").content.decode()
        assert "<script>alert" not in told
        assert "<img src=x" not in told
