from functools import cache

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from clinic.demo import loading, pictures, removing
from clinic.models import Branch, Clinic, DemoRow
from doctors.models import Doctor, Review
from doctors.review import waiting
from pages import kinds, languages
from pages.content import composing
from pages.models import Edition, Page, Picture, Revision, SearchEntry, Topic
from pages.public import reading
from tests import schema_org
from tests.factories import article, published

draw = pictures.draw
pytestmark = pytest.mark.django_db


@cache
def small(key):
    """The demo's own picture at a tenth of its size, drawn once: drawing is what takes the time."""
    return draw(key).resize((160, 90))


@pytest.fixture
def small_pictures(monkeypatch):
    monkeypatch.setattr(pictures, "draw", small)


@pytest.fixture
def demo(small_pictures):
    return loading.load()


def test_the_demo_is_a_whole_clinic_in_both_languages(demo):
    current = Edition.objects.current()
    counts = {
        code: [current.in_language(code).of_kind(k).count() for k in ("procedure", "article", "page")]
        for code in languages.CODES
    }
    assert counts["en"] == counts["ar"]
    assert counts["en"][0] >= 6
    assert counts["en"][1] >= 8
    assert (Doctor.objects.count(), Branch.objects.count()) == (3, 2)


def test_every_demo_page_could_be_published_without_a_question(demo):
    problems = {
        (str(page), language): [problem.message for problem in composing.compose(page, language)[1]]
        for page in Page.objects.all()
        for language in languages.CODES
    }
    assert {key: found for key, found in problems.items() if found} == {}


def test_reviews_of_the_demo_keep_their_texts_so_that_what_changed_since_can_be_told(demo):
    reviews = Review.objects.all()
    assert reviews
    for review in reviews:
        assert review.text
        assert composing.digest(*(review.text[name] for name in ("title", "summary", "content"))) == review.digest
    review = reviews.filter(language="ar", page__kind="procedure").first()
    step = kinds.specific(review.page).steps.first()
    step.heading_ar = "خطوة أخرى"
    step.save()
    (change,) = waiting.one(review.doctor, review.page, "ar").changed
    assert change.new == "خطوة أخرى"


def test_every_demo_page_says_that_the_clinic_is_fictional(demo):
    client = Client()
    notices = {"en": "This clinic is fictional", "ar": "هذه عيادة خيالية"}
    for edition in Edition.objects.current():
        assert notices[edition.language] in client.get(edition.get_absolute_url()).content.decode(), edition


def test_what_machines_are_told_of_the_demo_is_valid_and_is_what_its_pages_show(demo):
    client, wrong, count = Client(), {}, 0
    for edition in Edition.objects.current():
        path = edition.get_absolute_url()
        html = client.get(path).content.decode()
        for data in schema_org.blocks(html):
            count += 1
            found = [*schema_org.faults(data), *schema_org.unshown(data, html, edition.language)]
            wrong |= {path: found} if found else {}
    assert (wrong, count) == ({}, Edition.objects.current().count())


def test_every_demo_link_leads_to_a_page_and_a_part_that_exists(demo):
    client = Client()
    for edition in Edition.objects.current().of_kind("procedure"):
        found = reading.read("procedure", edition.language, edition.slug)
        lines = [line for lines in found.also_read.values() for line in lines]
        assert len(lines) == len(edition.content["links"]) > 0, edition
        for line in lines:
            assert client.get(line["address"]).status_code == 200
        for target in found.targets.values():
            assert client.get(target.address).status_code == 200


def test_loading_again_changes_nothing(demo):
    def state():
        return [
            list(model.objects.order_by("pk").values()) for model in (Edition, Page, Picture, Doctor, Topic, Revision)
        ]

    before = state()
    assert loading.load() == 0
    assert state() == before


def test_removing_leaves_an_empty_clinic_and_what_people_wrote(demo, admin_client):
    own = article(title_en="Our own page")
    published(own, "en")
    assert "To start with" not in admin_client.get("/admin/").content.decode()
    call_command("remove_demo", verbosity=0)
    assert [str(page) for page in Page.objects.all()] == ["Our own page"]
    assert not any(model.objects.exists() for model in (Clinic, Branch, Doctor, Topic, Picture, DemoRow))
    assert Edition.objects.current().count() == SearchEntry.objects.count() == 1
    html = admin_client.get("/admin/").content.decode()
    assert [item["done"] for item in admin_client.get("/admin/").context["start_checklist"]] == [False] * 5
    assert "To start with" in html
    assert removing.remove() == 0


def test_production_never_loads_the_demo(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="DEMO_ALLOWED"):
        call_command("load_demo")
    assert not Page.objects.exists()


def test_the_demo_is_not_mixed_into_a_real_clinic(settings):
    settings.DEMO_ALLOWED = True
    Clinic.objects.create(name_en="Real")
    call_command("load_demo", if_empty=True)
    with pytest.raises(CommandError, match="real clinic"):
        call_command("load_demo")
    assert not Page.objects.exists()
