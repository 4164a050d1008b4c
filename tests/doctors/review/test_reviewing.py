"""What a doctor says of a text is recorded for exactly that text, or refused."""

from datetime import date

import pytest

from doctors.models import Comment, MinorCorrection, Review, ReviewRequest
from doctors.review import reviewing, vouching, waiting
from pages.content import texts
from pages.publishing import editions
from tests import factories
from tests.doctors.review.test_bylines import byline, digest

pytestmark = pytest.mark.django_db


def what_waits(doctor):
    return [(one.page.pk, one.language, one.why) for one in waiting.for_doctor(doctor)]


def test_a_review_keeps_who_when_how_and_exactly_which_text(user):
    doctor, page = factories.doctor(), factories.procedure()
    edition, _problems = editions.compose(page, "ar")
    made = reviewing.review(doctor, page, "ar", digest(page, "ar"), "by_link", on=date(2026, 3, 4))
    made.refresh_from_db()
    told = made.text
    assert (made.doctor, made.on, made.how, made.recorded_by) == (doctor, date(2026, 3, 4), "by_link", None)
    assert made.digest == edition.content["digest"]

    assert texts.of_reviewed(vouching.as_edition(told, made)) == texts.of_reviewed(edition)


def test_a_text_that_changed_meanwhile_is_refused_and_nothing_is_recorded():
    doctor, page = factories.doctor(), factories.page()
    before = digest(page)
    page.summary_en = "Other words."
    page.save()
    for say in (
        lambda: reviewing.review(doctor, page, "en", before, "by_link"),
        lambda: reviewing.want_change(doctor, page, "en", before, "No."),
    ):
        with pytest.raises(reviewing.TextChanged) as refusal:
            say()
        assert refusal.value.edition.summary == "Other words."
    assert (Review.objects.count(), Comment.objects.count()) == (0, 0)


def test_a_doctor_who_left_reviews_nothing():
    doctor, page = factories.doctor(active=False), factories.page()
    with pytest.raises(reviewing.Inactive):
        reviewing.review(doctor, page, "en", digest(page), "by_link")


def test_saying_it_twice_is_saying_it_once():
    doctor, page = factories.doctor(), factories.page()
    for _time in range(2):
        reviewing.review(doctor, page, "en", digest(page), "by_link")
        reviewing.want_change(doctor, page, "ar", digest(page, "ar"), "No.")
    assert (Review.objects.count(), Comment.objects.count()) == (1, 1)


def test_what_names_a_doctor_and_was_not_reviewed_waits_language_by_language():
    doctor, other = factories.doctor(), factories.doctor("Omar Adel", "عمر عادل")
    written, performed = factories.article(author=doctor), factories.procedure()
    performed.performed_by.add(doctor)
    factories.article()
    only_english = factories.article(author=doctor, title_ar="")
    assert set(what_waits(doctor)) == {
        (written.pk, "en", "new"),
        (written.pk, "ar", "new"),
        (performed.pk, "en", "new"),
        (performed.pk, "ar", "new"),
        (only_english.pk, "en", "new"),
    }
    assert what_waits(other) == []
    doctor.active = False
    assert what_waits(doctor) == []


def test_whose_text_was_reviewed_by_anyone_waits_no_more_until_it_changes_or_is_due():
    doctor, other = factories.doctor(), factories.doctor("Omar Adel", "عمر عادل")
    page = factories.article(author=doctor, title_ar="")
    reviewing.review(other, page, "en", digest(page), "signed_in")
    assert what_waits(doctor) == what_waits(other) == []
    Review.objects.update(on=date(2020, 1, 31))
    assert what_waits(doctor) == [(page.pk, "en", "due")]
    page.summary_en = "Other words."
    page.save()
    (changed,) = waiting.for_doctor(doctor)
    assert (changed.why, [change.place for change in changed.changed]) == ("changed", [("", "summary")])
    assert what_waits(other) == [(page.pk, "en", "changed")]


def test_what_a_doctor_wants_changed_is_with_the_editors_until_it_changed():
    doctor = factories.doctor()
    page = factories.article(author=doctor, title_ar="")
    comment = reviewing.want_change(doctor, page, "en", digest(page), "Not so.")
    assert (what_waits(doctor), list(Comment.objects.waiting())) == ([], [comment])
    page.summary_en = "Mended."
    page.save()
    assert what_waits(doctor) == [(page.pk, "en", "new")]


def test_a_request_that_is_newer_than_what_the_doctor_wants_changed_waits(admin_client):
    doctor, page = factories.doctor(), factories.article(title_ar="")
    fields = {"page": page.pk, "language": "en", "doctor": doctor.pk, "note": "Please."}
    ask = lambda: admin_client.post("/admin/doctors/reviewrequest/add/", fields).status_code  # noqa: E731
    assert (ask(), ask()) == (302, 200)
    reviewing.want_change(doctor, page, "en", digest(page), "Not so.")
    assert what_waits(doctor) == []
    fields["note"] = "It is as it should be: look again."
    assert ask() == 302
    assert [(one.why, one.note) for one in waiting.for_doctor(doctor)] == [("asked", fields["note"])]
    assert (ask(), ReviewRequest.objects.count()) == (200, 1)
    reviewing.review(doctor, page, "en", digest(page), "by_link")
    assert what_waits(doctor) == []


def test_a_wish_for_a_link_hides_nothing():
    doctor = factories.doctor()
    page = factories.article(author=doctor, title_ar="")
    Comment.objects.create(doctor=doctor, page=page, language="en", kind="link", text="Link back.", digest=digest(page))
    assert what_waits(doctor) == [(page.pk, "en", "new")]


def test_a_page_that_a_doctor_was_asked_for_waits_first_though_others_reviewed_it():
    doctor, other = factories.doctor(), factories.doctor("Omar Adel", "عمر عادل")
    factories.article(author=doctor, title_ar="")
    page = factories.page()
    reviewing.review(other, page, "ar", digest(page, "ar"), "signed_in")
    ReviewRequest.objects.create(page=page, language="ar", doctor=doctor, note="The doses.")
    (first, second) = waiting.for_doctor(doctor)
    assert ((first.page.pk, first.language, first.why, first.note), second.why) == (
        (page.pk, "ar", "asked", "The doses."),
        "new",
    )
    reviewing.review(doctor, page, "ar", digest(page, "ar"), "by_link")
    assert [one.why for one in waiting.for_doctor(doctor)] == ["new"]
    assert ReviewRequest.objects.get().answered_at


def test_a_text_that_publishing_would_refuse_is_not_written_yet():
    doctor = factories.doctor()
    page = factories.procedure(author=doctor)
    page.risks.update(heading_ar="", body_ar="")
    assert what_waits(doctor) == [(page.pk, "en", "new")]


def test_a_chain_of_minor_corrections_leads_back_to_one_review(client):
    doctor, page = factories.doctor(), factories.page(title_ar="")
    page.author = doctor
    page.save()
    made = reviewing.review(doctor, page, "en", digest(page), "by_link", on=date(2026, 3, 4))
    for words in ("First.", "Second."):
        before = digest(page)
        page.summary_en = words
        page.save()
        assert byline(page).get("reviewer") is None
        _edition, _problems = editions.compose(page, "en")
        MinorCorrection.objects.create(
            page=page,
            language="en",
            review=made,
            from_digest=before,
            to_digest=digest(page),
            text={},
            reason="A comma.",
        )
        assert byline(page)["reviewed_on"] == "2026-03-04"
    factories.published(page, "en")
    html = client.get(factories.current(page).get_absolute_url()).content.decode()
    assert '"lastReviewed":"2026-03-04"' in html
    assert what_waits(doctor) == []
