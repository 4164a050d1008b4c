"""The PIN of a review link: set the first time, asked for afterwards, and locked after five wrong ones."""

import pytest

from clinic.models import Clinic
from doctors.models import Comment, ReviewLink
from doctors.review import review_links
from tests.doctors.by_link.answering import address, answer, recorded, soup

pytestmark = pytest.mark.django_db


def test_an_answer_that_is_met_by_the_pin_goes_on_with_it(client, token, draft, pin_is_asked):
    page = soup(answer(client, token, draft, "change", comment="الجرعة «خطأ»\nجدًا"))
    assert recorded() == (0, 0)
    carried = {name: page.select_one(f"[name={name}]")["value"] for name in ("answer", "digest", "comment")}
    again = soup(client.post(address(token, draft), carried | {"pin": "9999"}))
    assert {name: again.select_one(f"[name={name}]")["value"] for name in carried} == carried
    assert client.post(address(token, draft), carried | {"pin": "2580"}).status_code == 303
    assert Comment.objects.get().text == "الجرعة «خطأ»\nجدًا"
    assert client.get(address(token)).status_code == 200


def test_the_first_time_the_doctor_sets_the_pin(client, token, doctor, draft):
    Clinic.objects.create(review_pin=True)
    assert "review-waiting" not in client.get(address(token)).content.decode()
    assert answer(client, token, draft).status_code == 200  # asks for the PIN first
    for pin, again in (("1234", "1234"), ("0000", "0000"), ("12", "12"), ("2580", "2581"), ("25a0", "25a0")):
        assert client.post(address(token), {"pin": pin, "again": again}).status_code == 400
    assert client.post(address(token), {"pin": "٢٥٨٠", "again": "2580"}).status_code == 303
    doctor.refresh_from_db()
    assert doctor.review_pin.count("$") > 2
    assert "2580" not in doctor.review_pin
    assert "review-waiting" in client.get(address(token)).content.decode()
    assert answer(client, token, draft).status_code == 303
    assert recorded() == (1, 0)


def test_five_wrong_pins_lock_the_link_whatever_the_address_until_an_editor_frees_it(
    client, token, draft, pin_is_asked
):
    for n in range(5):
        response = client.post(address(token), {"pin": "9999"}, REMOTE_ADDR=f"10.0.0.{n}")
        assert response.status_code == 403
    assert client.post(address(token), {"pin": "2580"}).status_code == 403
    review_links.free(ReviewLink.objects.get(), by=None)
    assert client.post(address(token), {"pin": "2580"}).status_code == 303
    assert ReviewLink.objects.get().wrong_pins == 0
    assert client.get(address(token, draft)).status_code == 200


def test_a_new_pin_asks_again_and_another_link_does_not_know_the_cookie(client, token, doctor, pin_is_asked):
    client.post(address(token), {"pin": "2580"})
    assert "review-waiting" not in client.get(address(review_links.make(doctor, by=None, days=1)[1])).content.decode()
    review_links.forget_pin(doctor, by=None)
    assert 'name="again"' in client.get(address(token)).content.decode()
