"""Who wrote and who reviewed a page: found at publishing, and typed by nobody."""

import pytest
from bs4 import BeautifulSoup
from django.db.models import ProtectedError

from clinic.models import Clinic
from doctors.models import Credit, Review
from pages.content import composing
from pages.drafting import drafts
from pages.publishing import editions
from pages.states.standing import standing
from tests import factories

pytestmark = pytest.mark.django_db


def digest(page, language="en"):
    return editions.compose(page, language)[0].content["digest"]


def byline(page, language="en"):
    return editions.compose(page, language)[0].content["byline"]


def review(page, doctor, language="en", on="2026-03-04", **columns):
    known = {"digest": digest(page, language), "how": "signed_in"} | columns
    return Review.objects.create(page=page, language=language, doctor=doctor, on=on, **known)


def test_a_page_without_doctors_has_an_empty_byline():
    assert byline(factories.article()) == byline(factories.procedure()) == {}


def test_the_byline_names_author_reviewer_and_performers_in_the_page_s_language():
    mona, omar = factories.doctor(), factories.doctor("Omar Adel", "عمر عادل")
    page = factories.procedure(author=mona, review_due_on="2027-03-04")
    page.performed_by.add(mona, omar)
    review(page, omar)
    page.refresh_from_db()
    assert byline(page) == {
        "author": {"slug": "mona-salem", "name": "Dr. Mona Salem", "specialty": "Spine"},
        "reviewer": {"slug": "omar-adel", "name": "Dr. Omar Adel", "specialty": "Spine"},
        "reviewed_on": "2026-03-04",
        "review_due_on": "2027-03-04",
        "performed_by": [
            {"slug": "mona-salem", "name": "Dr. Mona Salem", "specialty": "Spine"},
            {"slug": "omar-adel", "name": "Dr. Omar Adel", "specialty": "Spine"},
        ],
    }
    assert set(byline(page, "ar")) == {"author", "performed_by", "review_due_on"}
    assert byline(page, "ar")["author"] == {"slug": "mona-salem", "name": "د. منى سالم", "specialty": "العمود الفقري"}


def test_a_review_counts_only_for_exactly_the_text_that_was_reviewed():
    page = factories.procedure()
    review(page, factories.doctor())
    assert "reviewer" in byline(page)
    risk = page.risks.get()
    text = risk.body_en
    risk.body_en = "<p>Worse than we thought.</p>"
    risk.save()
    assert byline(page) == {}
    risk.body_en = text
    risk.save()
    assert "reviewer" in byline(page)


@pytest.mark.parametrize("change", ["language", "page"])
def test_a_review_of_another_language_or_page_proves_nothing(change):
    page, other = factories.page(), factories.page()
    own = {"language": "ar"} if change == "language" else {}
    review(other if change == "page" else page, factories.doctor(), digest=digest(page), **own)
    assert byline(page) == {}


def test_the_last_review_is_the_one_that_is_told():
    page = factories.page()
    review(page, factories.doctor(), on="2026-05-01")
    review(page, factories.doctor("Omar Adel"), on="2026-04-01")
    assert (byline(page)["reviewer"]["slug"], byline(page)["reviewed_on"]) == ("mona-salem", "2026-05-01")


def test_a_doctor_without_a_name_in_the_language_is_not_named_there():
    page = factories.procedure(author=factories.doctor(arabic=""))
    page.performed_by.add(page.author)
    assert byline(page, "ar") == {}


def test_where_the_clinic_demands_a_review_only_a_reviewed_text_is_published():
    Clinic.objects.create(requires_review=True)
    page = factories.page()
    with pytest.raises(editions.Refused) as refusal:
        editions.publish(page, "en", by=None, confirmed=True)
    assert [problem.code for problem in refusal.value.problems] == ["unreviewed"]
    review(page, factories.doctor())
    edition = editions.publish(page, "en", by=None)
    assert edition.content["byline"]["reviewer"]["name"] == "Dr. Mona Salem"
    page.summary_en = "Not what was reviewed."
    page.save()
    with pytest.raises(editions.Refused):
        editions.publish(page, "en", by=None)


def test_publishing_keeps_whom_an_edition_names_and_as_what():
    mona, omar = factories.doctor(), factories.doctor("Omar Adel", "عمر عادل")
    page = factories.procedure(author=mona)
    page.performed_by.add(mona, omar)
    review(page, omar)
    edition = factories.published(page, "en")
    credits = set(Credit.objects.values_list("edition", "doctor__slug", "role"))
    assert credits == {
        (edition.pk, "mona-salem", "author"),
        (edition.pk, "omar-adel", "reviewer"),
        (edition.pk, "mona-salem", "performer"),
        (edition.pk, "omar-adel", "performer"),
    }
    assert list(Credit.wrong()) == []
    assert [str(credit) for credit in Credit.objects.filter(role="author")] == ["Dr. Mona Salem: author"]


def test_an_edition_goes_on_naming_a_doctor_as_they_were():
    doctor = factories.doctor()
    edition = factories.published(factories.page(author=doctor), "en")
    doctor.name_en, doctor.active = "Other", False
    doctor.save()
    edition.refresh_from_db()
    assert edition.content["byline"]["author"]["name"] == "Dr. Mona Salem"


def test_a_doctor_who_reviewed_cannot_be_deleted_and_an_author_can():
    reviewer, author = factories.doctor(), factories.doctor("Omar Adel")
    page = factories.page(author=author)
    review(page, reviewer)
    with pytest.raises(ProtectedError):
        reviewer.delete()
    author.delete()
    page.refresh_from_db()
    assert page.author is None


# -- What publishing would change --------------------------------------------------------------


@pytest.fixture
def signed():
    """A procedure that names its author, a doctor who performs it and when it is looked at next, published."""
    made = factories.procedure(author=factories.doctor(), review_due_on="2027-03-04")
    made.performed_by.add(made.author)
    drafts.record(made, by=None)
    factories.published(made)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("language", "names", "days"),
    [
        ("en", ("Dr. Mona Salem", "Dr. Omar Adel"), ("4 March 2027", "5 April 2028")),
        ("ar", ("د. منى سالم", "د. عمر عادل"), ("4 مارس 2027", "5 أبريل 2028")),
    ],
)
def test_another_author_performer_or_day_is_among_what_publishing_would_change(
    admin_client, settings, signed, language, names, days
):
    settings.LANGUAGE_CODE = language
    assert standing(signed, language).state == "published"
    other = factories.doctor("Omar Adel", "عمر عادل")
    signed.author, signed.review_due_on = other, "2028-04-05"
    signed.save()
    signed.performed_by.set([other])
    drafts.record(signed, by=None)
    changes = editions.difference(factories.current(signed, language), editions.compose(signed, language)[0])
    assert {(change.place[1], change.old, change.new, change.language) for change in changes} == {
        ("author", *names, language),
        ("performer", *names, language),
        ("review_due_on", *days, language),
    }
    signed.refresh_from_db()
    assert standing(signed, language).state == "changed"
    html = admin_client.get(f"/admin/procedures/procedure/{signed.pk}/publish/{language}/").content
    told = BeautifulSoup(html, "html.parser").select(".changes dd > [lang]")
    assert [(one["lang"], one["dir"]) for one in told] == [(language, "rtl" if language == "ar" else "ltr")] * 3
    factories.published(signed, language)
    assert standing(signed, language).state == "published"


def test_a_review_that_the_new_text_loses_is_told_and_one_that_patients_see_already_is_not(signed):
    mona = signed.author
    review(signed, mona, on="2026-05-01")
    current = factories.current(signed)
    assert editions.difference(current, editions.compose(signed, "en")[0]) == []
    signed.summary_en = "Another one."
    signed.save()
    changes = editions.difference(current, editions.compose(signed, "en")[0])
    assert [(change.place[1], change.new) for change in changes] == [("summary", "Another one."), ("reviewer", "")]
    assert changes[1].old == "Dr. Mona Salem\n1 May 2026"


def test_publishing_stops_where_somebody_else_changed_the_author_meanwhile(signed):
    shown = composing.seal(*editions.compose(signed, "en"))
    signed.author = None
    signed.save()
    with pytest.raises(editions.Unseen):
        editions.publish(signed, "en", by=None, shown=shown)


@pytest.mark.parametrize("role", ["author", "performer"])
def test_a_doctor_who_first_gets_a_name_in_a_language_is_a_change_of_the_pages_that_name_them(role):
    doctor = factories.doctor(arabic="")
    page = factories.procedure(author=doctor if role == "author" else None)
    page.performed_by.set([doctor] if role == "performer" else [])
    drafts.record(page, by=None)
    for language in ("en", "ar"):
        factories.published(page, language)
    doctor.biography_en = "<p>Thirty years.</p>"
    doctor.save()
    assert standing(page_again(page), "ar").state == "published"
    doctor.name_ar = "منى سالم"
    doctor.save()
    states = [standing(page_again(page), language).state for language in ("en", "ar")]
    assert states == ["published", "changed"]


def test_a_doctor_who_is_deleted_is_gone_from_the_drafts_as_if_they_were_saved_without():
    doctor = factories.doctor()
    page = factories.procedure(author=doctor)
    page.performed_by.add(doctor)
    drafts.record(page, by=None)
    factories.published(page, "en")
    Credit.objects.all().delete()
    before = page_again(page)
    doctor.delete()
    after = page_again(page)
    assert standing(after, "en").state == "changed"
    assert after.version == before.version + 1


def page_again(page):
    return type(page).objects.get(pk=page.pk)
