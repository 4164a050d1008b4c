"""Who wrote and who reviewed an edition, as its page says it on the day that it is read."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from doctors.models import Credit
from pages.publishing import editions
from tests import factories
from tests.doctors.review.test_bylines import review
from tests.factories import published

pytestmark = pytest.mark.django_db


def shown(client, draft, language="en"):
    """The words of a page's byline and of its end notes, without the texts around them."""
    html = client.get(factories.current(draft, language).get_absolute_url()).content.decode()
    soup = BeautifulSoup(html, "html.parser")
    return [" ".join(soup.select_one(place).get_text(" ").split()) for place in (".byline", ".end-notes")], html


def in_days(number):
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def test_a_page_says_who_reviewed_it_their_specialty_and_when(client):
    draft = factories.procedure(review_due_on=in_days(100))
    review(draft, factories.doctor())
    published(draft, "en")
    (byline, notes), html = shown(client, draft)
    assert byline.startswith("Reviewed by Dr. Mona Salem (Spine) on 4 March 2026")
    assert notes.startswith("Last reviewed 4 March 2026 · Next review ")
    assert 'href="/en/doctors/mona-salem/"' in html


@pytest.mark.parametrize(("due", "is_told"), [(1, True), (0, False), (-1, False), (None, False)])
def test_a_review_that_is_due_is_not_promised_any_more(client, due, is_told):
    draft = factories.page(review_due_on=None if due is None else in_days(due))
    review(draft, factories.doctor())
    published(draft, "en")
    (_byline, notes), _html = shown(client, draft)
    assert ("Last reviewed" in notes, "Next review" in notes) == (True, is_told)


def test_a_next_review_that_was_to_be_before_the_last_one_is_not_told(client):
    draft = factories.page(review_due_on=in_days(5))
    review(draft, factories.doctor(), on=in_days(6))
    published(draft, "en")
    assert "Next review" not in shown(client, draft)[0][1]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_unreviewed_page_says_no_word_of_a_review(client, language):
    draft = factories.everything(author=factories.doctor("Omar Adel", "عمر عادل"))
    published(draft, confirmed=True)
    html = shown(client, draft, language)[1]
    feed = client.get(f"/{language}/feed/").content.decode()
    for text in (html, feed):
        assert [word for word in ("review", "راجع", "مراجعة") if word in text.lower()] == []


def test_a_review_recorded_after_publishing_is_shown_without_publishing_again(client):
    draft = factories.page(review_due_on=in_days(100))
    published(draft)
    doctor = factories.doctor()
    review(draft, doctor)
    (byline, notes), html = shown(client, draft)
    assert "Reviewed by Dr. Mona Salem" in byline
    assert ("Last reviewed 4 March 2026" in notes, "Next review" in notes) == (True, True)
    assert '"lastReviewed":"2026-03-04"' in html
    assert "راجعه" not in shown(client, draft, "ar")[1]
    listed = client.get("/en/doctors/mona-salem/").context["shelves"]["reviewed"].editions
    assert [edition.page_id for edition in listed] == [draft.pk]


def test_a_later_review_of_the_same_text_takes_the_place_of_the_first(client):
    draft = factories.page()
    review(draft, factories.doctor(), on="2026-01-01")
    published(draft, "en")
    review(draft, factories.doctor("Omar Adel", "عمر عادل"), on="2026-02-01")
    review(draft, factories.doctor("Sara Nabil", "سارة نبيل"), on="2025-02-01")
    assert "Reviewed by Dr. Omar Adel (Spine) on 1 February 2026" in shown(client, draft)[0][0]


def test_a_review_of_another_text_is_not_shown(client):
    draft = factories.page()
    published(draft, "en")
    draft.summary_en = "Other words."
    draft.save()
    review(draft, factories.doctor())
    assert "review" not in shown(client, draft)[1].lower()
    assert not Credit.objects.exists()


def test_a_reviewer_without_a_name_in_the_language_is_not_named_there(client):
    draft = factories.page()
    published(draft)
    review(draft, factories.doctor(arabic=""), language="ar")
    assert "lastReviewed" not in shown(client, draft, "ar")[1]


def test_the_reviewer_is_named_as_on_the_day_of_publishing(client):
    draft, doctor = factories.page(), factories.doctor()
    review(draft, doctor)
    published(draft, "en")
    doctor.name_en = "Mona Adel"
    doctor.save()
    assert "Dr. Mona Salem" in shown(client, draft)[0][0]


def test_a_doctor_who_has_left_is_named_without_a_link(client):
    doctor = factories.doctor()
    draft = factories.procedure(author=doctor)
    draft.performed_by.add(doctor)
    review(draft, doctor)
    published(draft, "en")
    links = ["/en/doctors/mona-salem/" in shown(client, draft)[1]]
    doctor.active = False
    doctor.save()
    (byline, _notes), html = shown(client, draft)
    links.append("/en/doctors/mona-salem/" in html)
    assert (links, byline.count("Dr. Mona Salem")) == ([True, False], 2)


def test_a_preview_shows_the_review_that_publishing_would_find(client, admin_client):
    draft = factories.page(review_due_on=in_days(9))
    review(draft, factories.doctor())
    edition, _problems = editions.compose(draft, "en")
    assert edition.content["byline"]["reviewer"]["slug"] == "mona-salem"


# -- Sources and disclaimer ------------------------------------------------------------------


def end_of(client, draft, language, place):
    html = client.get(factories.current(draft, language).get_absolute_url()).content.decode()
    return BeautifulSoup(html, "html.parser").select(place)


def test_sources_are_numbered_and_each_is_marked_as_the_language_it_is_written_in(client):
    draft = factories.article()
    factories.source(
        draft, citation_ar="NICE guideline NG59", url="https://www.nice.org.uk/ng59", accessed_on="2026-01-02"
    )
    factories.source(draft, citation_en="", order=1)
    factories.source(draft, **factories.both("citation", "", ""), url="https://www.who.int/ar/", order=2)
    factories.source(draft, citation_ar="Peul WC وآخرون. علاج عرق النسا، 2007.", order=3)
    published(draft, confirmed=True)
    english, arabic, bare, mixed = end_of(client, draft, "ar", ".sources ol > li")
    link = english.a
    assert (link["href"], link["lang"], link.bdi["dir"]) == ("https://www.nice.org.uk/ng59", "en", "ltr")
    assert english.select_one(".source-site bdi").get_text() == "nice.org.uk"
    assert english.time["datetime"] == "2026-01-02"
    assert (arabic.bdi["lang"], arabic.bdi["dir"], arabic.a) == ("ar", "rtl", None)
    assert (mixed.bdi["lang"], mixed.bdi["dir"]) == ("ar", "rtl")
    assert (bare.a.get_text(), bare.bdi["dir"], bare.select(".source-site")) == ("https://www.who.int/ar/", "ltr", [])


def test_a_page_without_a_disclaimer_of_its_own_has_the_general_one(client):
    general, own, plain = factories.procedure(), factories.article(), factories.page()
    factories.section(own, kind="disclaimer")
    for draft in (general, own, plain):
        published(draft, "en")
    assert [len(end_of(client, draft, "en", ".disclaimer")) for draft in (general, own, plain)] == [1, 0, 0]
    assert len(end_of(client, own, "en", ".block-disclaimer")) == 1


def test_the_topics_of_a_page_lead_to_where_more_of_them_is(client):
    draft = factories.article()
    draft.topics.add(factories.topic("Spine", "العمود الفقري"), factories.topic("Hip", ""))
    published(draft)
    named = [[a.get_text() for a in end_of(client, draft, code, ".page-topics a")] for code in ("en", "ar")]
    assert named == [["Spine", "Hip"], ["العمود الفقري"]]
