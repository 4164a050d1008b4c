"""Putting a hand-out together: who may, and how one is made, changed and ended."""

from urllib.parse import quote

import pytest
from django.test import Client

from doctors.handing_out import handouts
from doctors.models import Doctor, Handout
from tests import factories
from tests.doctors.handing_out.handing_out import chosen, page, parts, said, soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def doctor(client, account):
    client.force_login(account)
    return account.doctor


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
