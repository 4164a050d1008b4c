"""A draft that doctors reviewed or commented on is deleted by an editor, and comes back with all that was said."""

from datetime import datetime

import pytest
from django.contrib.auth.models import Group

from doctors.models import Comment, MinorCorrection, Review, ReviewRequest
from pages.drafting import drafts
from pages.models import Page, RefusedMention, Revision
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def talked_about(django_user_model):
    """A draft with one of everything that is said of a page."""
    page, doctor = factories.article(title_en="Talked about"), factories.doctor()
    text = {"page_id": page.pk, "language": "en"}
    asker = django_user_model.objects.create_user("asker")
    review = Review.objects.create(doctor=doctor, digest="a" * 64, how="signed_in", on="2026-11-02", **text)
    MinorCorrection.objects.create(
        review=review, from_digest="a" * 64, to_digest="b" * 64, reason="Comma", text={}, **text
    )
    ReviewRequest.objects.create(doctor=doctor, asked_by=asker, answer=review, **text)
    Comment.objects.create(doctor=doctor, text="Fewer infections.", digest="a" * 64, **text)
    RefusedMention.objects.create(page_id=page.pk, to_page=factories.page(), by=asker)
    return page


def said(page):
    models = (Review, MinorCorrection, ReviewRequest, Comment, RefusedMention)
    return [[_told(row) for row in model.objects.filter(page=page.pk).values()] for model in models]


def _told(row):
    """A row to the second: JSON has times to the millisecond."""
    return {name: f"{value:%F %T}" if isinstance(value, datetime) else value for name, value in row.items()}


def test_what_was_said_of_a_draft_goes_and_comes_back_with_it(client, roles, django_user_model, talked_about):
    editor = django_user_model.objects.create_user("editor", is_staff=True)
    editor.groups.set([Group.objects.get(name="Editor")])
    client.force_login(editor)
    before = said(talked_about)
    address = f"/admin/articles/article/{talked_about.pk}/delete/"
    assert "can be brought back" in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    assert not Page.objects.filter(pk=talked_about.pk).exists()
    assert said(talked_about) == [[], [], [], [], []]
    client.post(f"/admin/deleted/{talked_about.pk}/")
    assert said(talked_about) == before
    assert all(before)


def test_what_refers_to_somebody_who_left_meanwhile_comes_back_without_them(talked_about, django_user_model):
    drafts.delete(talked_about, by=None)
    django_user_model.objects.get(username="asker").delete()
    Review.objects.all().delete()
    doctor = Comment._meta.get_field("doctor").related_model.objects.get()
    doctor.delete()
    drafts.bring_back(Revision.objects.filter(page_number=talked_about.pk).first(), by=None)
    reviews, corrections, requests, comments, refused = said(talked_about)
    assert reviews == corrections == requests == comments == []
    assert [row["by_id"] for row in refused] == [None]
