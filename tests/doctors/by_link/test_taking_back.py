"""Second thoughts behind a review link: the other answer afterwards, and taking one back for some minutes."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from doctors.models import Comment, Credit, Review, ReviewRequest
from doctors.review import review_links
from serving.ends import Ends
from tests import factories
from tests.doctors.by_link.answering import address, answer, recorded, told

pytestmark = pytest.mark.django_db


def test_right_after_a_wish_for_a_change_says_what_happened(client, token, draft):
    answer(client, token, draft, "change", comment="الجرعة خطأ")
    response = answer(client, token, draft)
    assert response.status_code == 303
    assert recorded() == (0, 1)
    assert "لم يُسجَّل شيء" in told(client.get(response.headers["Location"]))


def test_a_wish_for_a_change_after_right_is_kept(client, token, draft):
    answer(client, token, draft)
    response = answer(client, token, draft, "change", comment="الجرعة خطأ")
    assert (response.status_code, recorded()) == (303, (1, 1))
    assert "ملاحظتك" in told(client.get(response.headers["Location"]))
    assert answer(client, token, draft, "change", comment=" ").headers["Location"].endswith("?kept=nothing")


def take_back(client, token):
    page = BeautifulSoup(client.get(address(token)).content, "html.parser")
    buttons = page.select("[name=take_back]")
    return [client.post(address(token), {"take_back": button["value"]}) for button in buttons]


@pytest.mark.parametrize("kind", ["right", "change"])
def test_a_mistaken_answer_is_taken_back_for_some_minutes(client, token, doctor, draft, kind):
    asked = ReviewRequest.objects.create(page=draft, language="ar", doctor=doctor)
    comment = "الجرعة خطأ" if kind == "change" else ""
    answer(client, token, draft, kind, comment=comment)
    (response,) = take_back(client, token)
    assert (response.status_code, recorded()) == (303, (0, 0))
    assert "تراجعت" in told(client.get(response.headers["Location"]))
    asked.refresh_from_db()
    assert asked.answered_at is None
    assert client.get(address(token, draft)).status_code == 200
    answer(client, token, draft, kind, comment=comment)
    Review.objects.update(recorded_at=timezone.now() - timedelta(minutes=16))
    Comment.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert take_back(client, token) == []


def test_taking_an_answer_back_opens_only_the_request_that_it_answered(client, token, doctor, draft):
    answer(client, token, draft)  # of themselves: nobody had asked
    earlier = f"right:{Review.objects.get().pk}"
    draft.title_ar = "عنوان آخر"
    draft.save()
    asked = ReviewRequest.objects.create(page=draft, language="ar", doctor=doctor)
    answer(client, token, draft)
    later = Review.objects.exclude(pk=earlier.partition(":")[2]).get()
    for key, closed_by in ((earlier, later), (f"right:{later.pk}", None)):
        client.post(address(token), {"take_back": key})
        asked.refresh_from_db()
        assert (asked.answer, bool(asked.answered_at)) == (closed_by, bool(closed_by))


def test_what_was_published_since_is_not_taken_back_nor_what_is_another_doctor_s(client, token, doctor, draft, user):
    answer(client, token, draft)
    value = f"right:{Review.objects.get().pk}"
    stranger = review_links.make(factories.doctor("Omar Adel", "عمر عادل"), by=None, days=1)[1]
    for hostile in ("", "\x00", "right:", "right:x", f"right:{10**30}", "right:\x00", "wrong:1"):
        assert client.post(address(token), {"take_back": hostile}).status_code == 303
    assert client.post(address(stranger), {"take_back": value}).status_code == 303
    factories.published(draft, "ar", by=user)
    assert take_back(client, token) == []
    assert client.post(address(token), {"take_back": value}).status_code == 303
    assert recorded() == (1, 0)


def test_who_takes_a_review_back_is_not_named_at_what_was_published_before(client, token, doctor, draft):
    factories.published(draft, "ar")
    answer(client, token, draft)
    assert Credit.objects.filter(doctor=doctor, role="reviewer").count() == 1
    take_back(client, token)
    assert not Credit.objects.filter(doctor=doctor, role="reviewer").exists()


def test_no_copy_of_a_page_goes_on_naming_who_took_a_review_back(client, token, draft, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    ends = Ends(tmp_path / "kept")
    path = factories.published(draft, "ar").get_absolute_url()
    answer(client, token, draft)
    ends.open()
    before = ends.look()
    take_back(client, token)
    assert ends.paths_since(before, 0) == {path}
