"""Putting a hand-out together: who may, what can be chosen, and that every button but the last keeps nothing."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from doctors import handouts
from doctors.models import Doctor, Handout
from pages import editions
from procedures.models import Step
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(django_user_model):
    """A doctor's account, without anything of the admin's."""
    user = django_user_model.objects.create_user("mona")
    factories.doctor(user=user)
    return user


@pytest.fixture
def doctor(client, account):
    client.force_login(account)
    return account.doctor


def page(**columns):
    made = factories.procedure(parts=2, **columns)
    factories.published(made)
    return made


def said(*pages, do="make", **columns):
    """What the builder's form posts for some pages."""
    known = {"language": "en", "doctor": "", "note_en": "", "note_ar": "", "until": "30", "do": do}
    return known | {"page": [one.pk for one in pages]} | columns


def soup_of(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def chosen(soup):
    return [int(one["value"]) for one in soup.select(".handing-out-chosen input[name=page]")]


def parts(handout):
    return list(handout.parts.values_list("page", "anchor"))


# -- Who may -----------------------------------------------------------------------------------------------------

PLACES = ["/handouts/", "/handouts/new/", "/handouts/bbbbbbbb/", "/handouts/bbbbbbbb/edit/", "/handouts/pages/1/",
          "/handouts/pages/1/cards/"]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(client, place):
    answer = client.get(f"{place}?q=//evil.example")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/desk/sign-in/?next={quote(f'{place}?q=//evil.example')}"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("place", PLACES)
def test_who_is_not_of_the_clinic_is_refused(client, django_user_model, account, place):
    client.force_login(django_user_model.objects.create_user("stranger"))
    assert client.get(place).status_code == 403
    assert client.post("/handouts/bbbbbbbb/end/").status_code == 403
    Doctor.objects.update(active=False)
    client.force_login(account)
    assert client.get(place).status_code == 403


def test_doctors_and_staff_may(client, account, user):
    for one in (account, user):
        client.force_login(one)
        assert [client.get(place).status_code for place in ("/handouts/", "/handouts/new/")] == [200, 200]


def test_a_hand_out_of_someone_else_is_not_there(client, doctor, user):
    given = page()
    other = factories.handout(given, made_by=user, note_en="Not for Mona.")
    before = Handout.objects.values().get()
    places = [f"/handouts/{other.code}/", f"/handouts/{other.code}/edit/"]
    assert [client.get(place).status_code for place in places] == [404, 404]
    assert client.post(places[1], said(given, note_en="Changed.")).status_code == 404
    assert client.post(f"/handouts/{other.code}/end/").status_code == 404
    assert (Handout.objects.values().get(), other.code in client.get("/handouts/").content.decode()) == (before, False)


def test_a_form_of_another_site_changes_nothing(account):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(account)
    own = factories.handout(page(), made_by=account)
    for place in ("/handouts/new/", f"/handouts/{own.code}/edit/", f"/handouts/{own.code}/end/"):
        assert careful.post(place, said()).status_code == 403
    assert Handout.objects.open().count() == 1


# -- Choosing ----------------------------------------------------------------------------------------------------


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


# -- Making, changing, ending ------------------------------------------------------------------------------------


def test_a_hand_out_is_made_and_its_address_opens_it(client, doctor):
    given = page()
    opens = client.get(f"/handouts/new/?page={given.pk}")
    assert soup_of(opens).select_one(".handing-out-from").text.split() == ["From", *str(doctor).split()]
    made = client.post("/handouts/new/", said(given, note_en=" Do not fast. ", until="7"))
    kept = Handout.objects.get()
    assert made.headers["Location"] == f"/handouts/{kept.code}/"
    assert (kept.made_by, kept.doctor, kept.language, kept.note_en) == (doctor.user, doctor, "en", "Do not fast.")
    assert 6 < (kept.expires_at - kept.made_at).total_seconds() / 86_400 <= 7.01
    soup = soup_of(client.get(made.headers["Location"]))
    address = soup.select_one("#address")["value"]
    assert address == f"http://testserver/go/{kept.code}/"
    shared = soup.select_one('a[href^="https://wa.me/"]')["href"]
    words = quote(f"For you to read, from Dr. Mona Salem:\n{address}", safe="")
    assert shared == f"https://wa.me/?text={words}"
    anonymous = Client().get(address, follow=True)
    assert "Do not fast." in anonymous.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"language": "fr"}, {"language": ""}, {"until": "31"}, {"until": ""}, {"until": "9" * 5000}, {"doctor": "x"},
     {"doctor": "9" * 5000}, {"doctor": str(2**63)}, {"note_en": "x" * 501}],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_lost_or_kept(client, user, wrong):
    client.force_login(user)
    given = page()
    soup = soup_of(client.post("/handouts/new/", said(given, note_en="Do not fast.") | wrong))
    assert soup.select_one("[role=alert]")
    assert chosen(soup) == [given.pk]
    assert wrong.get("note_en", "Do not fast.") == soup.textarea.text.strip()
    assert not Handout.objects.exists()


def test_a_doctor_hands_out_in_their_own_name_alone(client, doctor, user):
    other = factories.doctor("Hany Adel", "هاني عادل")
    assert not soup_of(client.get("/handouts/new/")).select("[name=doctor]")
    client.post("/handouts/new/", said(page(), doctor=other.pk))
    assert Handout.objects.get().doctor == doctor
    named = factories.handout(page(), made_by=doctor.user, doctor=other)
    client.post(f"/handouts/{named.code}/edit/", said(page(), doctor=other.pk))
    named.refresh_from_db()
    assert named.doctor == doctor


def test_only_doctors_who_work_here_today_are_named_by_staff(client, user):
    client.force_login(user)
    doctor = factories.doctor()
    gone = factories.doctor("Hany Adel", "هاني عادل", active=False)
    soup = soup_of(client.get("/handouts/new/"))
    assert [one["value"] for one in soup.select("option")] == ["", str(doctor.pk)]
    assert soup_of(client.post("/handouts/new/", said(page(), doctor=gone.pk))).select("[role=alert]")


def test_the_form_warns_of_names_and_has_no_place_for_a_patient(client, doctor):
    soup = soup_of(client.get("/handouts/new/"))
    assert soup.select_one(".handing-out-warning").text.startswith("Write no names, and nothing about the patient")
    fields = {one["name"] for one in soup.select(".handing-out-form [name]")}
    assert fields == {"csrfmiddlewaretoken", "q", "do", "language", "note_en", "note_ar", "until"}


def test_one_s_own_hand_out_is_changed_and_its_address_stays(client, doctor):
    one, two = page(), page()
    own = factories.handout((one, "steps"), made_by=doctor.user, note_en="Old.", expires_at=handouts.in_days(3))
    soup = soup_of(client.get(f"/handouts/{own.code}/edit/"))
    assert [field["value"] for field in soup.select("input[name=part][checked]")] == [f"{one.pk}:steps"]
    assert [field["value"] for field in soup.select("input[type=radio][checked]")] == ["en", ""]
    posted = said(two, one, note_en="New.", language="both", until="")
    assert client.post(f"/handouts/{own.code}/edit/", posted).headers["Location"] == f"/handouts/{own.code}/"
    kept = Handout.objects.get()
    assert (kept.code, kept.note_en, kept.language, kept.expires_at) == (own.code, "New.", "both", own.expires_at)
    assert parts(kept) == [(two.pk, ""), (one.pk, "")]
    client.post(f"/handouts/{own.code}/edit/", posted | {"until": "30"})
    assert (Handout.objects.get().expires_at - own.expires_at).days in (26, 27)


def test_a_doctor_changes_what_was_made_in_their_name(client, doctor, user):
    named = factories.handout(page(), made_by=user, doctor=doctor)
    assert client.get(f"/handouts/{named.code}/edit/").status_code == 200


def test_a_hand_out_is_ended_by_a_post_and_is_then_out_of_reach(client, doctor):
    own = factories.handout(page(), made_by=doctor.user, note_en="Do not fast.")
    assert client.get(f"/handouts/{own.code}/end/").status_code == 405
    assert client.get("/handouts/").content.decode().count(own.code) == 2
    assert client.post(f"/handouts/{own.code}/end/").status_code == 302
    assert Handout.objects.get().note_en == ""
    assert Client().get(own.address_in("en")).status_code == 410
    assert own.code not in client.get("/handouts/").content.decode()
    assert [client.get(f"/handouts/{own.code}/{rest}").status_code for rest in ("", "edit/")] == [404, 404]


def test_hostile_words_come_back_as_words(client, doctor):
    hostile = '"><script>alert(1)</script>\u202e'
    html = client.post(
        "/handouts/new/", said(page(), do="search", q=hostile, note_en=hostile, note_ar=hostile)
    ).content.decode()
    assert "<script>alert" not in html
    for query in ("%00", "x" * 100_000, "a AND", '"', "\u202e", "😀"):
        assert client.post("/handouts/new/", said(do="search", q=query)).status_code == 200
        assert client.get("/handouts/", {"q": query}).status_code == 200


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_speaks_the_language_that_the_person_chose(client, doctor, language):
    client.cookies["language"] = language
    soup = soup_of(client.get("/handouts/"))
    assert (soup.html["lang"], soup.h1.text) == (language, {"en": "Hand-outs", "ar": "النشرات"}[language])
    switch = soup.select_one(".language-switch")
    assert (switch["value"], switch["lang"]) == (({"en": "ar", "ar": "en"}[language],) * 2)


@pytest.mark.parametrize("count", [1, 6])
def test_however_many_pages_are_chosen_it_costs_as_many_queries(client, doctor, django_assert_num_queries, count):
    pages = [page() for _ in range(count)]
    places = "&".join(f"page={one.pk}" for one in pages)
    with django_assert_num_queries(9):
        client.get(f"/handouts/new/?{places}")
