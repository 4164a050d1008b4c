"""Hand-outs: their codes, which no page ever has, and their notes, which end with them."""

import re
from datetime import timedelta
from itertools import chain, repeat

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from clinic import periodic
from doctors.handing_out import handouts
from doctors.models import Handout, HandoutPart
from pages.models import ShortAddress
from pages.public import short_addresses
from tests import factories

pytestmark = pytest.mark.django_db


def notes():
    """The notes of every hand-out."""
    return set(Handout.objects.values_list("pk", "note_en", "note_ar"))


def age(**span):
    """Lets time pass for every hand-out."""
    Handout.objects.update(expires_at=F("expires_at") - timedelta(**span))


def test_a_code_is_of_a_length_that_no_page_and_no_part_has():
    page = factories.page()
    factories.published(page)
    code = factories.handout(page).code
    assert re.fullmatch(f"[{short_addresses.ALPHABET}]{{8}}", code)
    lengths = {short_addresses.PAGE_LENGTH, short_addresses.PART_LENGTH}
    assert handouts.CODE_LENGTH not in lengths
    assert ShortAddress._meta.get_field("code").max_length < handouts.CODE_LENGTH
    assert {len(one) for one in ShortAddress.objects.values_list("code", flat=True)} <= lengths


def test_a_code_that_is_taken_is_not_given_again_even_after_its_end(monkeypatch):
    page = factories.page()
    drawn = chain(["bbbbbbbb", "bbbbbbbb"], repeat("cccccccc"))
    monkeypatch.setattr(short_addresses, "drawn", lambda length: next(drawn))
    first = factories.handout(page)
    age(days=400)
    handouts.forget_notes()
    assert (first.code, factories.handout(page).code) == ("bbbbbbbb", "cccccccc")
    assert HandoutPart.objects.count() == 2


def test_what_is_wrong_in_a_hand_out_is_no_reason_to_draw_for_ever():
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.handout(factories.page(), language="fr")


def test_parts_keep_the_order_in_which_they_were_chosen():
    first, second = factories.page(), factories.page()
    made = factories.handout((second, "b"), (second, "a"), first)
    assert list(made.parts.values_list("page", "anchor")) == [(second.pk, "b"), (second.pk, "a"), (first.pk, "")]
    handouts.keep(made, [(first.pk, ""), (second.pk, "a")])
    assert list(made.parts.values_list("page", "anchor")) == [(first.pk, ""), (second.pk, "a")]


def test_a_note_is_plain_text_and_bounded():
    note = " \u202ednoces\u202c\x00 <b>bold</b> " + "x" * 600
    made = factories.handout(factories.page(), note_en=note, note_ar=note)
    for kept in (made.note("en"), made.note("ar")):
        assert (kept[:18], len(kept)) == ("dnoces <b>bold</b>", 499)


def test_notes_are_deleted_when_their_hand_outs_end_and_no_others():
    page = factories.page()
    task = next(task for task in periodic.TASKS if task.name == "forget notes of hand-outs")
    ends_first = factories.handout(page, note_ar="أحضر الأشعة معك.", expires_at=handouts.in_days(1))
    ends_last = factories.handout(page, note_en="Do not fast.", expires_at=handouts.in_days(3))
    assert task.do() == 0
    age(days=2)
    assert task.do() == 1
    assert notes() == {(ends_first.pk, "", ""), (ends_last.pk, "Do not fast.", "")}
    assert task.every <= timedelta(hours=1)


def test_ending_a_hand_out_forgets_its_note_at_once():
    made = factories.handout(factories.page(), note_en="Bring the scan.", note_ar="أحضر الأشعة معك.")
    handouts.end(made, by=None)
    assert notes() == {(made.pk, "", "")}
    assert (Handout.objects.open().count(), Handout.objects.ended().count()) == (0, 1)


def test_nothing_about_a_patient_or_a_reader_has_a_place():
    columns = {field.name for field in Handout._meta.get_fields()}
    own = {"id", "code", "language", "doctor", "note_en", "note_ar", "made_by", "made_at", "expires_at", "parts"}
    assert columns == own
    assert {field.name for field in HandoutPart._meta.get_fields()} == {"id", "handout", "order", "page", "anchor"}


def test_a_hand_out_is_of_whoever_made_it_and_of_the_doctor_whom_it_names(django_user_model):
    makes, named, other = (django_user_model.objects.create_user(name) for name in ("makes", "named", "other"))
    made = factories.handout(factories.page(), made_by=makes, doctor=factories.doctor(user=named))
    assert [list(Handout.objects.of(user)) for user in (makes, named, other)] == [[made], [made], []]
