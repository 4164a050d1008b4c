"""What can be chosen for a hand-out, and that every button but the last keeps nothing."""

from urllib.parse import quote

import pytest

from doctors.models import Handout
from pages.publishing import editions
from procedures.models import Step
from tests import factories
from tests.doctors.handing_out.handing_out import chosen, page, parts, said, soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def doctor(client, account):
    client.force_login(account)
    return account.doctor


def test_pages_are_found_by_words_of_either_language(client, doctor):
    given = page(title_en="Hip wash", title_ar="غسيل الورك")
    page(title_en="Knee wash", title_ar="غسيل الركبة")
    for words in ("hip", "الورك"):
        soup = soup_of(client.post("/handouts/new/", said(do="search", q=words)))
        assert [one["value"] for one in soup.select('button[value^="add:"]')] == [f"add:{given.pk}"]
    listed = soup_of(client.get("/handouts/?q=الورك"))
    assert [one["href"] for one in listed.select('a[href*="?page="]')] == [f"/handouts/new/?page={given.pk}"]


def test_only_what_is_published_now_can_be_chosen(client, doctor):
    draft, scheduled, gone = factories.page(), factories.page(), page()
    factories.published(scheduled, "en", at=factories.later(days=1))
    for language in ("en", "ar"):
        editions.withdraw(gone, language, by=None)
    soup = soup_of(client.post("/handouts/new/", said(draft, scheduled, gone, do="search")))
    assert (chosen(soup), soup.select('button[value^="add:"]')) == ([], [])
    answer = client.post("/handouts/new/", said(draft, scheduled, gone))
    assert "Choose a page first." in soup_of(answer).text
    assert not Handout.objects.exists()


@pytest.mark.parametrize("here", ["en", "ar"])
def test_a_note_is_asked_for_in_each_language_in_a_field_that_is_written_as_it_is(client, doctor, here):
    client.cookies["language"] = here
    fields = soup_of(client.get("/handouts/new/")).select("textarea")
    asked = [(one["name"], one["lang"], one["dir"], one["placeholder"]) for one in fields]
    known = {
        "en": ("note_en", "en", "ltr", "For example: bring your scan with you."),
        "ar": ("note_ar", "ar", "rtl", "مثلًا: أحضر صور الأشعة معك."),
    }
    assert asked == [known[here], known["ar" if here == "en" else "en"]]


def test_a_note_of_a_language_that_is_not_handed_out_is_not_dropped(client, doctor):
    client.cookies["language"] = "en"
    given = page()
    soup = soup_of(client.post("/handouts/new/", said(given, language="ar", note_en="Do not fast.")))
    assert "This note is in English, and the hand-out is not." in soup.select_one("[role=alert]").text
    assert (soup.select_one("#id_note_en").text.strip(), Handout.objects.exists()) == ("Do not fast.", False)
    client.post("/handouts/new/", said(given, language="both", note_en="Do not fast.", note_ar="لا تصم."))
    assert list(Handout.objects.values_list("note_en", "note_ar")) == [("Do not fast.", "لا تصم.")]


def test_pages_are_added_moved_and_taken_off_and_nothing_is_kept_of_it(client, doctor):
    one, two, three = page(), page(), page()
    steps = [
        (said(one, two, do=f"add:{three.pk}"), [one, two, three]),
        (said(one, two, do=f"add:{one.pk}"), [one, two]),
        (said(one, two, three, do=f"up:{three.pk}"), [one, three, two]),
        (said(one, two, three, do=f"up:{one.pk}"), [one, two, three]),
        (said(one, two, three, do=f"down:{one.pk}"), [two, one, three]),
        (said(one, two, three, do=f"down:{three.pk}"), [one, two, three]),
        (said(one, two, three, do=f"drop:{two.pk}"), [one, three]),
        (said(one, one, do="search"), [one]),
    ]
    for posted, expected in steps:
        posted |= {
            "note_en": "Kept as typed",
            "note_ar": "كما كُتب",
            "language": "both",
            "until": "7",
            "part": f"{one.pk}:steps",
        }
        soup = soup_of(client.post("/handouts/new/", posted))
        assert chosen(soup) == [made.pk for made in expected], posted["do"]
        assert [one.text.strip() for one in soup.select("textarea")] == ["Kept as typed", "كما كُتب"]
        assert [field["value"] for field in soup.select("input[type=radio][checked]")] == ["both", "7"]
        assert [field["value"] for field in soup.select("input[name=part][checked]")] == [f"{one.pk}:steps"]
    assert not Handout.objects.exists()


@pytest.mark.parametrize(
    "do", ["", "add:", "up:x", "add:" + "9" * 5000, "drop:-1", "nothing:1", "add:99999999999999999999"]
)
def test_a_button_that_is_none_changes_nothing(client, doctor, do):
    given = page()
    assert chosen(soup_of(client.post("/handouts/new/", said(given, do=do)))) == [given.pk]


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 5000, str(2**63), "1.5", "٣", "\x00"])
def test_what_is_no_page_is_passed_over(client, doctor, number):
    given = page()
    posted = said(given) | {"page": [number, given.pk], "part": [f"{number}:steps", f"{given.pk}:steps", "steps", ":"]}
    assert client.post("/handouts/new/", posted).status_code == 302
    assert parts(Handout.objects.get()) == [(given.pk, "steps")]
    assert client.get("/handouts/new/", {"page": number}).status_code == 200
    for place in (f"/handouts/pages/{quote(number)}/", f"/handouts/pages/{quote(number)}/cards/"):
        assert client.get(place).status_code == 404


def test_parts_are_offered_by_their_headings_and_one_that_is_not_there_is_not_kept(client, doctor):
    given = page()
    soup = soup_of(client.get(f"/handouts/new/?page={given.pk}"))
    offered = {one.find("input")["value"]: one.text.strip() for one in soup.select(".handing-out-parts label")}
    assert offered[f"{given.pk}:risks"] == "Risks"
    assert len(soup.select(".handing-out-parts:not(.handing-out-parts *) > li > label")) == 9
    assert soup.select(".handing-out-page details[open]") == []
    client.post(
        "/handouts/new/", said(given, part=[f"{given.pk}:steps", f"{given.pk}:nowhere", f"{given.pk}:questions"])
    )
    assert parts(Handout.objects.get()) == [(given.pk, "steps"), (given.pk, "questions")]


@pytest.mark.parametrize("ticked", ["benefits", "risks"])
def test_benefits_and_risks_are_handed_out_together(client, doctor, ticked):
    given, other = page(), page()
    client.post("/handouts/new/", said(given, other, part=[f"{given.pk}:{ticked}", f"{other.pk}:steps"]))
    kept = parts(Handout.objects.get())
    assert kept == [(given.pk, "benefits"), (given.pk, "risks"), (other.pk, "steps")]


def test_single_rows_are_offered_under_their_group_also_those_without_a_heading(client, doctor):
    given = page()
    nameless = factories.part(Step, given, heading_en="", heading_ar="", body_en="<p>Walk on the same day.</p>")
    factories.published(given, confirmed=True)
    soup = soup_of(client.get(f"/handouts/new/?page={given.pk}"))
    [group] = [
        li for li in soup.select(".handing-out-parts > li") if li.select(f'[value="{given.pk}:steps"]') and li.ul
    ]
    rows = {one.find("input")["value"]: one.text.strip() for one in group.ul.select("label")}
    assert rows[f"{given.pk}:{nameless.anchor}"] == "Walk on the same day."
    assert len(rows) == 3
    asked = [row.anchor for row in given.questions.all()]
    ticked = [f"{given.pk}:{anchor}" for anchor in (*asked, nameless.anchor)]
    client.post("/handouts/new/", said(given, part=ticked))
    assert parts(Handout.objects.get()) == [(given.pk, nameless.anchor), *((given.pk, anchor) for anchor in asked)]


def test_a_group_with_some_of_its_rows_is_the_group(client, doctor):
    given = page()
    row = given.steps.first().anchor
    client.post("/handouts/new/", said(given, part=[f"{given.pk}:steps", f"{given.pk}:{row}"]))
    assert parts(Handout.objects.get()) == [(given.pk, "steps")]


def test_a_single_benefit_brings_the_risks_and_a_single_risk_stands_alone(client, doctor):
    given, other = page(), page()
    benefit, risk = given.benefits.first().anchor, other.risks.first().anchor
    client.post("/handouts/new/", said(given, other, part=[f"{given.pk}:{benefit}", f"{other.pk}:{risk}"]))
    assert parts(Handout.objects.get()) == [(given.pk, benefit), (given.pk, "risks"), (other.pk, risk)]


def test_no_more_than_a_dozen_pages_are_handed_out(client, doctor):
    pages = [page() for _ in range(13)]
    client.post("/handouts/new/", said(*pages))
    assert [number for number, _ in parts(Handout.objects.get())] == [one.pk for one in pages[:12]]


def test_a_page_that_is_not_in_the_language_says_so_and_is_refused_in_it_alone(client, doctor):
    given = page(title_en="Hip wash")
    editions.withdraw(given, "ar", by=None)
    assert (
        "Not in Arabic" in soup_of(client.get(f"/handouts/new/?page={given.pk}")).select_one(".handing-out-page").text
    )
    refused = soup_of(client.post("/handouts/new/", said(given, language="ar")))
    assert "“Hip wash” cannot be read in Arabic." in refused.select_one("[role=alert]").text
    assert chosen(refused) == [given.pk]
    assert not Handout.objects.exists()
    for language in ("en", "both"):
        assert client.post("/handouts/new/", said(given, language=language)).status_code == 302
