import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from pages.models import Revision, Section
from tests.factories import article
from tests.pages.admin.admin_forms import fields_of, prefix_of


def change(made):
    return reverse("admin:articles_article_change", args=[made.pk])


@pytest.fixture
def second_client(django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("second", password="x"))
    return client


@pytest.mark.django_db
def test_the_second_to_save_is_told_what_changed_and_nothing_is_lost(admin_client, second_client):
    made = article(title_en="As it was")
    theirs, mine = (fields_of(client.get(change(made))) for client in (admin_client, second_client))
    assert admin_client.post(change(made), theirs | {"title_en": "The first to save"}).status_code == 302
    response = second_client.post(change(made), mine | {"title_en": "The second to save"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "admin saved this page while you were writing" in html
    assert "<del>As it was</del>" in html
    assert "<ins>The first to save</ins>" in html
    assert 'value="The second to save"' in html
    made.refresh_from_db()
    assert made.title_en == "The first to save"
    kept = Revision.objects.get(unsaved=True)
    assert (kept.content["page"]["title_en"], kept.by.username) == ("The second to save", "second")
    # Saving once more is a decision; what it replaces is in the revisions.
    assert second_client.post(change(made), fields_of(response)).status_code == 302
    made.refresh_from_db()
    assert made.title_en == "The second to save"
    titles = Revision.objects.filter(page=made.pk, unsaved=False).values_list("content__page__title_en", flat=True)
    assert "The first to save" in titles


@pytest.mark.django_db
def test_the_text_of_a_part_that_the_first_deleted_is_not_lost(admin_client, second_client):
    made = article(parts=2)
    part, other = made.sections.all()
    theirs, mine = (fields_of(client.get(change(made))) for client in (admin_client, second_client))
    theirs[f"{prefix_of(theirs, 'sections', part)}-DELETE"] = "on"
    assert admin_client.post(change(made), theirs).status_code == 302
    mine[f"{prefix_of(mine, 'sections', part)}-heading_en"] = "Rewritten"
    response = second_client.post(change(made), mine)
    assert response.status_code == 200
    kept = Revision.objects.get(unsaved=True).content["groups"]["sections"]
    assert {row["heading_en"] for row in kept} == {"Rewritten", other.heading_en}
    assert second_client.post(change(made), fields_of(response)).status_code == 302
    assert {row.heading_en for row in made.sections.all()} == {"Rewritten", other.heading_en}


@pytest.mark.django_db
def test_one_person_who_saves_twice_is_in_no_conflict(admin_client):
    made = article()
    for title in ("Once", "Twice"):
        fields = fields_of(admin_client.get(change(made)))
        assert admin_client.post(change(made), fields | {"title_en": title}).status_code == 302
    assert not Revision.objects.filter(unsaved=True).exists()


@pytest.mark.django_db(transaction=True)
def test_four_saves_at_once_are_one_save_and_three_conflicts(admin_client, admin_user):
    made = article(title_en="As it was")
    fields = fields_of(admin_client.get(change(made)))
    answers, gate = [], threading.Barrier(4)

    def save(number):
        client = Client()
        client.force_login(admin_user)
        gate.wait()
        answers.append(client.post(change(made), fields | {"title_en": f"Save {number}"}).status_code)
        connection.close()

    threads = [threading.Thread(target=save, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 200, 200, 302]
    saved = set(Revision.objects.values_list("content__page__title_en", flat=True))
    assert saved == {"As it was", *(f"Save {number}" for number in range(4))}
    assert Section.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["abc", "-1", "9" * 5000, "", "٣"])
def test_a_forged_form_gets_an_answer(admin_client, number):
    made = article()
    fields = fields_of(admin_client.get(change(made)))
    for name in ("base_version", "sections-TOTAL_FORMS", "sections-INITIAL_FORMS", "sections-0-id"):
        assert admin_client.post(change(made), fields | {name: number}).status_code in (200, 302), name
