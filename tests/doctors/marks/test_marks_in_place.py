"""A text that is reviewed again shows what changed where it stands, at the desk and behind a link, or as patients read it."""

import pytest
from bs4 import BeautifulSoup

from doctors.marks import marked_words, marking
from doctors.models import Review
from doctors.review import review_links, reviewing, vouching
from pages.content import composing
from pages.content.destinations import Destinations
from pages.drafting import drafts
from procedures.models import Step
from tests import factories
from tests.doctors.review.test_bylines import digest
from tests.factories import both

pytestmark = pytest.mark.django_db

WAYS = ["desk", "link"]
SAID = {"en": {"new": "New", "gone": "Removed"}, "ar": {"new": "جديد", "gone": "محذوف"}}


@pytest.fixture
def doctor(django_user_model):
    return factories.doctor(user=django_user_model.objects.create_user("mona", password="right-horse-battery"))


@pytest.fixture
def draft(doctor):
    """A procedure with two of each part, and a section whose text is two paragraphs."""
    made = factories.procedure(parts=2, author=doctor)
    factories.section(
        made, kind="recovery", order=9, **both("body", "<p>Rest.</p><p>Walk.</p>", "<p>راحة.</p><p>مشي.</p>")
    )
    return made


@pytest.fixture
def opened(client, doctor, draft):
    """`opened(way, language, query="")`: the page as the doctor is shown it."""
    token = review_links.make(doctor, by=None, days=1)[1]

    def shown(way, language, query=""):
        client.force_login(doctor.user)
        client.cookies["language"] = language
        desk, link = f"/desk/pages/{draft.pk}/{language}/", f"/review/{token}/{language}/{draft.pk}/{language}/"
        response = client.get({"desk": desk, "link": link}[way] + query)
        return BeautifulSoup(response.content, "html.parser")

    return shown


def reviewed(doctor, draft, language):
    reviewing.review(doctor, draft, language, digest(draft, language), "by_link")


def marks(soup):
    """What stands marked in the text itself."""
    return soup.select("h1 :is(ins, del), .block :is(ins, del, .mark)")


def marked(draft):
    """The content of a page's text with what changed since its last review."""
    edition, _problems = composing.compose(draft, "en")
    return marking.marked(edition, vouching.reviewed(Review.objects.first())).content


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("way", WAYS)
def test_parts_that_are_new_or_gone_are_called_so_where_they_are_read(way, language, opened, doctor, draft):
    reviewed(doctor, draft, language)
    gone, kept = draft.risks.all()
    section = draft.sections.get(kind="recovery")
    gone.delete()
    section.delete()
    new = factories.part(Step, draft, order=0, **both("heading", "Wash first", "اغتسل أولًا"))
    drafts.record(draft, by=None)
    soup = opened(way, language)
    removed = soup.select_one(f"[id='-gone-{gone.anchor}']")
    assert removed.find_next_sibling("li")["id"] == kept.anchor
    assert removed.select_one("h3 .mark-gone").text == SAID[language]["gone"]
    assert removed.select_one("h3 del").text.endswith(gone.text("heading", language))
    whole = soup.select_one(f"[id='-gone-{section.anchor}']")
    assert [len(paragraph.select("del")) for paragraph in whole.select(".rich p")] == [1, 1]
    assert whole.select_one("h2 .mark-gone")
    added = soup.select_one(f"#{new.anchor} h3")
    assert added.select_one(".mark-new").text == SAID[language]["new"]
    assert added.select_one("ins").text.endswith(new.text("heading", language))
    assert not soup.select(f"#{kept.anchor} :is(ins, del, .mark)")


@pytest.mark.parametrize("way", WAYS)
def test_the_text_is_also_shown_as_patients_read_it_and_says_which(way, opened, doctor, draft):
    assert not opened(way, "en").select(".marks-switch")
    reviewed(doctor, draft, "en")
    draft.risks.first().delete()
    draft.title_en = f"Careful {draft.title_en}"
    draft.save()
    drafts.record(draft, by=None)
    for query, current, is_marked in (("", 0, True), ("?plain", 1, False)):
        soup = opened(way, "en", query)
        ways = soup.select(".marks-switch a")
        assert [one.get("aria-current") for one in ways] == ["true" if n == current else None for n in (0, 1)]
        assert bool(marks(soup)) == bool(soup.select("[id^='-gone-']")) == is_marked
        assert soup.h1.get_text() == ("added: " if is_marked else "") + draft.title_en
        assert soup.select_one("[name=digest]")["value"] == digest(draft)
    assert ways[0]["href"] == ways[1]["href"].removesuffix("?plain")


def test_the_desk_s_list_of_changes_leads_to_where_each_stands(opened, doctor, draft):
    factories.source(draft)
    reviewed(doctor, draft, "en")
    gone, kept = draft.risks.all()
    gone.delete()
    kept.body_en = "<p>Other words.</p>"
    kept.save()
    draft.summary_en = "Another summary."
    draft.save()
    draft.sources.all().delete()
    drafts.record(draft, by=None)
    soup = opened("desk", "en")
    led = {link["href"].removeprefix("#") for link in soup.select(".desk-review dt a")}
    assert led == {"-head", kept.anchor, f"-gone-{gone.anchor}"}
    assert [place for place in led if not soup.find(id=place)] == []
    assert not opened("desk", "en", "?plain").select(".desk-review dt a")


def test_nothing_can_be_linked_or_commented_at_what_is_gone(opened, doctor, draft):
    reviewed(doctor, draft, "en")
    draft.sections.get(kind="recovery").delete()
    drafts.record(draft, by=None)
    part = opened("desk", "en").select_one(".desk-part:has(#-gone-recovery), .desk-part:has([id^='-gone-'])")
    assert not part.select("a")
    names = [one.text for one in opened("desk", "en").select(".desk-contents li, .desk-rows p")]
    assert [name for name in names if "added" in name or "Removed" in name] == []


def test_a_section_that_headed_a_group_leaves_its_rows_under_their_usual_name(doctor, draft):
    section = factories.section(draft, kind="risks", heading_en="What may go wrong")
    reviewed(doctor, draft, "en")
    section.delete()
    drafts.record(draft, by=None)
    told = next(row for row in marked(draft)["sections"] if row["kind"] == "risks")["texts"]["heading"]
    said = " ".join(BeautifulSoup(told, "html.parser").get_text(" ").split())
    assert said == "taken out: What may go wrong added: Risks"


def test_a_section_that_is_gone_does_not_take_the_place_of_the_one_that_heads_the_group_now(doctor, draft):
    old, new = (factories.section(draft, kind="risks", order=order) for order in (1, 20))
    reviewed(doctor, draft, "en")
    old.delete()
    drafts.record(draft, by=None)
    anchors = [row["anchor"] for row in marked(draft)["sections"] if row["kind"] == "risks"]
    assert anchors == [new.anchor, f"-gone-{old.anchor}"]


def test_words_are_marked_together_and_signs_of_mark_up_are_words():
    told = marked_words.rich("<p>pain &amp; fever</p>", "<p>pain or a <b>high fever</b></p>", Destinations("en", ()))
    assert BeautifulSoup(told, "html.parser").get_text() == "pain taken out: & added: or a added: high fever"
    assert told.count("<ins>") == 2
