"""The first page of the desk: what is due, one's own pages, and what patients looked for in vain."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doctors.desk import front, own
from doctors.models import MinorCorrection, Review
from doctors.review import waiting
from pageviews.models import UnansweredSearch
from tests import factories

pytestmark = pytest.mark.django_db


def reviewed(page, doctor):
    return Review.objects.create(page=page, language="en", digest="x", doctor=doctor, on="2026-01-02", how="signed_in")


def test_a_doctor_s_own_pages_are_those_they_wrote_perform_or_reviewed(doctor, performed):
    written, read = factories.article(author=doctor), factories.page()
    reviewed(read, doctor)
    factories.procedure(author=factories.doctor("Omar Adel"))
    told = {one.page.pk: [str(role) for role in one.roles] for one in own.listed(doctor)}
    assert told == {
        performed.pk: ["you perform it"],
        written.pk: ["you wrote it"],
        read.pk: ["you reviewed it"],
    }


def test_a_page_is_listed_once_with_all_that_the_doctor_is_to_it(doctor, performed):
    performed.author = doctor
    performed.save()
    for day in ("2026-01-02", "2026-02-03"):
        Review.objects.create(page=performed, language="en", digest="x", doctor=doctor, on=day, how="signed_in")
    [one] = own.listed(doctor)
    assert [str(role) for role in one.roles] == ["you wrote it", "you perform it", "you reviewed it"]


def test_views_are_those_of_the_last_30_days_in_both_languages_the_most_read_page_first(doctor, performed):
    written, today = factories.article(author=doctor), timezone.localdate()
    for language, ago, count in (("en", 0, 3), ("ar", 29, 4), ("en", 30, 100)):
        factories.viewed(written, language, today - timedelta(days=ago), count)
    assert [(one.page.pk, one.views) for one in own.listed(doctor)] == [(written.pk, 7), (performed.pk, 0)]


def test_each_page_says_how_it_stands_in_each_language(desk, doctor):
    page = factories.article(author=doctor, title_ar="")
    factories.published(page, "en", confirmed=True)
    [one] = own.listed(doctor)
    assert [(standing.language, standing.state) for standing in one.standings] == [
        ("en", "published"),
        ("ar", "missing"),
    ]
    assert "Arabic: not written" in desk.get("/desk/").content.decode()


def test_many_pages_cost_as_many_queries_as_one(doctor, performed, django_assert_num_queries):
    with CaptureQueriesContext(connection) as of_one:
        own.listed(doctor)
    for _ in range(4):
        factories.article(author=doctor)
    with django_assert_num_queries(len(of_one)):
        assert len(own.listed(doctor)) == 5


def test_what_waits_for_the_doctor_comes_first_with_its_count(desk, doctor, performed):
    told = desk.get("/desk/").content.decode()
    assert [one.why for one in waiting.for_doctor(doctor)] == ["new", "new"]
    assert 'class="desk-number">2<' in told
    assert told.index("Waits for your review") < told.index("Your pages")
    assert f'href="/desk/pages/{performed.pk}/ar/"' in told


def test_soon_due_is_what_the_doctor_reviewed_last_the_nearest_first(doctor):
    today = timezone.localdate()
    later, near, past, far, others = (
        factories.page(review_due_on=today + timedelta(days=days)) for days in (30, 1, 0, 31, 5)
    )
    for page in (later, near, past, far, others):
        reviewed(page, doctor)
    Review.objects.create(
        page=others, language="en", digest="y", doctor=factories.doctor("Omar Adel"), on="2026-02-02", how="signed_in"
    )
    days = [(day, page.pk) for day, page in front.due_soon(doctor)]
    assert days == [(today + timedelta(days=1), near.pk), (today + timedelta(days=30), later.pk)]


def test_what_patients_did_not_find_is_shown_the_most_sought_first(desk):
    today = timezone.localdate()
    for words, times, ago in (("knee brace", 3, 1), ("hip wash", 9, 89), ("old words", 50, 90)):
        day = today - timedelta(days=ago)
        UnansweredSearch.objects.create(language="en", words=words, times=times, first_day=day, last_day=day)
    page = desk.get("/desk/").content.decode()
    assert page.index("hip wash") < page.index("knee brace")
    assert "9 times" in page
    assert "old words" not in page


def test_a_doctor_whom_no_page_names_is_told_what_to_do(desk):
    assert "No page names you yet." in desk.get("/desk/").content.decode()


def test_small_corrections_are_shown_until_they_were_seen(desk, doctor, django_user_model):
    page = factories.article(author=doctor)
    own = reviewed(page, doctor)
    others = reviewed(factories.article(), factories.doctor("Omar Adel"))
    by = django_user_model.objects.create_user("publisher")
    made = [
        MinorCorrection.objects.create(
            page=review.page,
            language="en",
            review=review,
            from_digest="x",
            to_digest="y",
            reason="A comma <b>",
            by=by,
            text={},
        )
        for review in (own, others)
    ]
    html = desk.get("/desk/").content.decode()
    assert ("A comma &lt;b&gt;" in html, html.count('name="seen"')) == (True, 1)
    answer = desk.post("/desk/corrections/", {"seen": [one.pk for one in made] + ["x", "9" * 30]})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    assert 'name="seen"' not in desk.get("/desk/").content.decode()
    assert list(MinorCorrection.objects.filter(seen_at=None)) == [made[1]]
    assert desk.get("/desk/corrections/").status_code == 405


def test_the_desk_leads_to_hand_outs_and_whoever_is_not_signed_in_comes_back_to_them(client, doctor, desk):
    assert 'href="/handouts/"' in desk.get("/desk/").content.decode()
    client.logout()
    sign_in = client.get("/handouts/").headers["Location"]
    assert sign_in == "/desk/sign-in/?next=/handouts/"
    answer = client.post(sign_in, {"username": "mona", "password": "right-horse-battery"})
    assert answer.headers["Location"] == "/handouts/"
    assert client.get("/handouts/").status_code == 200
