"""Corrections that a publisher declares minor: the review stands, and its doctor is told."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from clinic.models import Clinic
from doctors.models import MinorCorrection, Review
from doctors.review import minor_corrections, reviewing
from pages.drafting import drafts
from pages.models import Deed
from pages.publishing import editions
from tests import factories
from tests.doctors.review.test_bylines import digest
from tests.pages.admin.admin_forms import fields_of
from tests.pages.admin.test_confirming import answers_to_two, told
from tests.pages.publishing.test_publishing_at_once import at_once

pytestmark = pytest.mark.django_db

ADMIN = "/admin/doctors"


@pytest.fixture
def doctor():
    return factories.doctor(whatsapp="+20 100 555 0101", email="mona@clinic.example")


@pytest.fixture
def corrected(doctor):
    """A page whose reviewed text lost a comma, where the clinic demands a review."""
    Clinic.objects.create(requires_review=True)
    page = factories.article(summary_en="Rest, and walk.")
    reviewing.review(doctor, page, "en", digest(page), "by_link", on=timezone.localdate() - timedelta(days=9))
    page.summary_en = "Rest and walk."
    page.save()
    return page


def declare(client, page, **fields):
    return client.post(f"{ADMIN}/minorcorrection/add/", {"page": page.pk, "language": "en"} | fields)


def test_a_publisher_declares_a_correction_minor_and_the_review_stands(
    admin_client, admin_user, doctor, corrected, django_capture_on_commit_callbacks
):
    html = admin_client.get(f"/admin/articles/article/{corrected.pk}/publish/en/").content.decode()
    link = re.search(rf'href="({ADMIN}/minorcorrection/add/[^"]+)"', html)[1].replace("&amp;", "&")
    assert "<del>Rest,</del>" in admin_client.get(link).content.decode()
    with pytest.raises(editions.Refused):
        editions.publish(corrected, "en", by=None, confirmed=True)
    assert declare(admin_client, corrected).status_code == 200  # no reason
    for unseen in ("", "0" * 64, "\x00"):
        stale = declare(admin_client, corrected, reason="A comma", digest=unseen)
        assert (stale.status_code, MinorCorrection.objects.count()) == (200, 0)
        assert "<del>Rest,</del>" in stale.content.decode()
        assert fields_of(stale)["digest"] == digest(corrected)
    with django_capture_on_commit_callbacks(execute=True):
        assert declare(admin_client, corrected, reason="A comma", digest=digest(corrected)).status_code == 302
    made = MinorCorrection.objects.get()
    assert (made.by, made.reason, made.to_digest, made.review) == (
        admin_user, "A comma", digest(corrected), Review.objects.get(),
    )  # fmt: skip
    edition = editions.publish(corrected, "en", by=None, confirmed=True)
    assert edition.content["byline"]["reviewer"]["slug"] == doctor.slug
    (letter,) = mail.outbox
    assert (letter.to, "A comma" in letter.body) == (["mona@clinic.example"], True)
    assert list(minor_corrections.unseen(doctor)) == [made]
    for record in (f"minorcorrection/{made.pk}", f"review/{made.review_id}"):
        assert admin_client.get(f"{ADMIN}/{record}/change/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_four_who_declare_at_once_are_told_so_and_one_declaration_is_kept(doctor, corrected, admin_user):
    def post():
        client = Client()
        client.force_login(admin_user)
        return declare(client, corrected, reason="A comma", digest=digest(corrected)).status_code

    assert sorted(at_once(*[post] * 4)) == [200, 200, 200, 302]
    assert MinorCorrection.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_text_that_is_saved_while_a_review_is_recorded_is_a_message_and_no_error(doctor, admin_user):
    """Whichever comes first: a review is of the text that was shown, or there is none."""
    page = factories.page(summary_en="Before")
    shown = digest(page)
    fields = {"page": page.pk, "language": "en", "doctor": doctor.pk, "on": timezone.localdate(), "digest": shown}

    def record():
        client = Client()
        client.force_login(admin_user)
        return client.post(f"{ADMIN}/review/add/", fields).status_code

    def save():
        with transaction.atomic():
            drafts.locked(page.pk)
            type(page).objects.filter(pk=page.pk).update(summary_en="After")

    status, _saved = at_once(record, save)
    assert status == (302 if Review.objects.filter(digest=shown).exists() else 200)


@pytest.mark.parametrize("has_account", [True, False])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_doctor_is_told_which_words_changed_and_where_to_see_them(
    client, settings, user, doctor, language, has_account, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://clinic.example"
    doctor.user = user if has_account else None
    doctor.save()
    long = "word " * 200
    page = factories.article(**factories.both("summary", f"{long}Rest, and walk.", f"{long}استرح، وامشِ."))
    reviewing.review(doctor, page, language, digest(page, language), "by_link")
    setattr(page, f"summary_{language}", long + {"en": "Rest and walk.", "ar": "استرح وامشِ."}[language])
    page.save()
    with django_capture_on_commit_callbacks(execute=True):
        minor_corrections.declare(page, language, reason="A comma", by=user)
    (letter,) = mail.outbox
    was, now = {"en": ("Rest, and walk.", "Rest and walk."), "ar": ("استرح، وامشِ.", "استرح وامشِ.")}[language]
    assert was in letter.body
    assert now in letter.body
    assert len(letter.body) < 1200
    path = re.search(r"https://clinic\.example(/\S+)", letter.body)[1]
    assert path == "/desk/" if has_account else path.startswith("/review/")
    if has_account:
        client.force_login(user)
    shown = BeautifulSoup(client.get(path).content, "html.parser").select_one(".what-changed")
    assert {"en": "Rest,", "ar": "استرح،"}[language] in shown.select_one("del").get_text()
    assert (shown.dd["lang"], shown.dd["dir"]) == (language, {"en": "ltr", "ar": "rtl"}[language])


def test_corrections_follow_one_another_back_to_one_review(corrected):
    first = minor_corrections.declare(corrected, "en", reason="A comma", by=None)
    corrected.summary_en = "Rest and walk!"
    corrected.save()
    second = minor_corrections.declare(corrected, "en", reason="A mark", by=None)
    assert (second.review, second.from_digest) == (first.review, first.to_digest)
    assert editions.publish(corrected, "en", by=None, confirmed=True).content["byline"]["reviewer"]
    with pytest.raises(minor_corrections.NothingToDeclare):
        minor_corrections.declare(corrected, "en", reason="Nothing", by=None)
    with pytest.raises(minor_corrections.NothingToDeclare):
        minor_corrections.declare(corrected, "ar", reason="No review", by=None)


def test_only_a_publisher_declares(client, user, corrected):
    client.force_login(user)
    assert declare(client, corrected, reason="A comma").status_code == 403
    assert not MinorCorrection.objects.exists()


def test_a_review_by_a_doctor_without_a_name_in_the_language_suffices_for_publishing(doctor):
    Clinic.objects.create(requires_review=True)
    page = factories.page()
    reviewing.review(factories.doctor("Sara", ""), page, "ar", digest(page, "ar"), "signed_in")
    assert editions.publish(page, "ar", by=None)


def test_a_second_post_of_the_same_declaration_is_told_the_same_and_does_nothing_more(admin_client, corrected):
    path = f"{ADMIN}/minorcorrection/add/"
    asked = fields_of(admin_client.get(f"{path}?page={corrected.pk}&language=en&digest={digest(corrected)}"))
    answers = list(answers_to_two(admin_client, path, asked | {"reason": "A comma"}))
    assert [(answer.status_code, told(answer)) for answer in answers] == [(302, told(answers[0]))] * 2
    assert [tag for tag, _words in told(answers[0])] == ["success"]
    assert (MinorCorrection.objects.count(), Deed.objects.filter(what="minor").count()) == (1, 1)
