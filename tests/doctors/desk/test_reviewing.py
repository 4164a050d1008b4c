"""A doctor reviews at the desk: exactly the text that they had before them."""

import re

import pytest
from bs4 import BeautifulSoup

from doctors.models import Comment, Review, ReviewRequest
from tests import factories

pytestmark = pytest.mark.django_db


def digest_in(desk, page):
    """The digest of the text that is shown, None where no review is asked for."""
    found = re.search(r'name="digest" value="(\w{64})"', desk.get(f"/desk/pages/{page.pk}/en/").content.decode())
    return found and found[1]


def review(desk, page, digest):
    return desk.post(f"/desk/pages/{page.pk}/en/review/", {"digest": digest}, follow=True).content.decode()


def test_one_tap_under_the_text_records_the_review_and_nothing_waits_any_more(desk, doctor, performed):
    digest = digest_in(desk, performed)
    assert "Your review is recorded" in review(desk, performed, digest)
    made = Review.objects.get()
    assert (made.doctor, made.page_id, made.language, made.digest) == (doctor, performed.pk, "en", digest)
    assert (made.how, made.recorded_by) == ("signed_in", doctor.user)
    assert digest_in(desk, performed) is None


def test_a_text_that_changed_meanwhile_is_not_reviewed(desk, performed):
    digest = digest_in(desk, performed)
    risk = performed.risks.get()
    risk.body_en = "<p>Worse than we thought.</p>"
    risk.save()
    assert "The text changed while you were reading." in review(desk, performed, digest)
    assert Review.objects.count() == 0
    assert "Your review is recorded" in review(desk, performed, digest_in(desk, performed))


@pytest.mark.parametrize("digest", ["", "x", "0" * 64])
def test_a_digest_that_was_made_up_reviews_nothing(digest, desk, performed):
    review(desk, performed, digest)
    assert Review.objects.count() == 0


def test_what_changed_since_the_last_review_is_shown_open_in_the_text_or_beside_it(desk, performed):
    review(desk, performed, digest_in(desk, performed))
    risk = performed.risks.get()
    risk.body_en, risk.severity = "<p>Worse than we thought.</p>", "serious"
    risk.save()
    for query, place in (("", f"#{risk.anchor}"), ("?plain", ".desk-review details[open]")):
        told = BeautifulSoup(desk.get(f"/desk/pages/{performed.pk}/en/{query}").content, "html.parser")
        assert told.select_one(f"{place} ins").text.strip() == "added: Worse than we thought."
        assert "Serious" in [one.text.removeprefix("added: ") for one in told.select(".desk-review ins")]


def test_a_page_that_the_doctor_is_asked_to_review_is_open_to_them_until_they_did(desk, doctor):
    page = factories.article()
    address = f"/desk/pages/{page.pk}/en/"
    assert desk.get(address).status_code == 403
    asked = ReviewRequest.objects.create(page=page, language="en", doctor=doctor, note="Only the doses, please.")
    assert "Only the doses, please." in desk.get("/desk/").content.decode()
    assert "Only the doses, please." in desk.get(address).content.decode()
    review(desk, page, digest_in(desk, page))
    asked.refresh_from_db()
    assert asked.answered_at is not None
    assert desk.get(address).status_code == 200  # now it is one that they reviewed


def test_whoever_asks_for_a_change_of_the_whole_text_is_not_asked_to_review_it(desk, performed):
    desk.post(f"/desk/pages/{performed.pk}/en/comment/", {"about": "", "text": "Please write it anew."})
    assert (Comment.objects.count(), digest_in(desk, performed)) == (1, None)


def test_another_s_page_cannot_be_reviewed(desk):
    page = factories.article()
    response = desk.post(f"/desk/pages/{page.pk}/en/review/", {"digest": "0" * 64})
    assert (response.status_code, Review.objects.count()) == (403, 0)
