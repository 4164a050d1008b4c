"""What the database itself holds, and that everything has a name in the interface's language."""

import datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.functional import Promise

from clinic.models import Branch, Clinic, OpeningHours
from doctors.models import Credit, Review
from pages import clock
from pages.models import Edition, Link, Page, Revision, Section, Source, Topic
from pageviews.models import DailyViews, ViewCorrection
from procedures.models import Candidate, Procedure, Risk
from tests import factories

ROOMS = ["pages", "pageviews", "articles", "procedures", "doctors", "clinic"]
MODELS = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
LANGUAGE_ENDINGS = tuple(f"_{code}" for code, _name in settings.LANGUAGES)


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


@pytest.mark.django_db
@pytest.mark.parametrize("empty", [None, ""])
def test_a_page_has_a_title_in_its_original_language(empty):
    page = factories.page(title_ar="")
    arabic = factories.page(original_language="ar", title_en="")
    refused(lambda: Page._base_manager.filter(pk=page.pk).rewrite(False).update(title_en=empty))
    refused(lambda: Page._base_manager.filter(pk=arabic.pk).rewrite(False).update(title_ar=empty))
    refused(lambda: Page.objects.filter(pk=arabic.pk).update(original_language="en"))
    refused(lambda: Page.objects.filter(pk=page.pk).update(original_language="fr"))


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["", "  ", "\u202e"])
def test_a_form_says_where_the_title_is_missing(title):
    with pytest.raises(ValidationError) as refusal:
        Page(original_language="ar", title_ar=title, title_en="English").full_clean()
    assert refusal.value.message_dict["title_ar"] == [
        "A page needs a title in the language in which it is written first."
    ]


@pytest.mark.django_db
def test_choices_hold_in_the_database():
    page = factories.procedure()
    refused(lambda: Section.objects.update(kind="poem"))
    refused(lambda: Candidate.objects.update(suitability="maybe"))
    refused(lambda: Risk.objects.update(frequency="often"))
    refused(lambda: Risk.objects.update(severity="bad"))
    refused(lambda: Procedure.objects.filter(pk=page.pk).update(type="magic"))
    for model, field in ((Section, "kind"), (Candidate, "suitability"), (Risk, "frequency"), (Risk, "severity")):
        for value, _name in model._meta.get_field(field).choices:
            model.objects.update(**{field: value})


@pytest.mark.django_db
def test_an_anchor_names_one_part_and_a_slug_one_topic():
    page = factories.procedure(parts=2)
    refused(lambda: page.sections.update(anchor="same"))
    refused(lambda: page.risks.update(anchor="same"))
    refused(lambda: page.questions.update(anchor="same"))
    factories.topic("One"), factories.topic("Two")
    refused(lambda: Topic.objects.rewrite(False).update(slug_en="same"))
    refused(lambda: Topic.objects.rewrite(False).update(slug_ar="same"))


@pytest.mark.django_db
def test_an_edition_has_one_number_one_open_end_and_a_reason():
    edition = factories.published(factories.page(), "en")
    row, everything = Edition.objects.values().get(), Edition._base_manager.all()

    def another(**columns):
        Edition(**{**row, "id": None, "number": 2, **columns}).save()

    refused(lambda: another(number=1, ends_at=clock.now(), end_reason="expired"))
    refused(another)
    refused(lambda: everything.update(ends_at=edition.starts_at - datetime.timedelta(1), end_reason="expired"))
    refused(lambda: everything.update(ends_at=clock.now()))
    refused(lambda: everything.update(end_reason="expired"))
    refused(lambda: everything.update(ends_at=clock.now(), end_reason="lost"))
    another(ends_at=clock.now(), end_reason="cancelled")


@pytest.mark.django_db
def test_counts_reviews_revisions_and_the_clinic_are_kept_once():
    page, doctor, today = factories.page(), factories.doctor(), datetime.date(2026, 1, 1)

    def view():
        return DailyViews.objects.create(page=page, language="en", day=today)

    def review():
        return Review.objects.create(page=page, language="en", digest="x", doctor=doctor, on=today, how="signed_in")

    def credit():
        edition = page.editions.get()
        return Credit.objects.create(edition=edition, doctor=doctor, role="author", **Credit.columns_of(edition))

    factories.published(page, "en")
    for make in (view, review, credit):
        make()
        refused(make)
    refused(lambda: Revision.objects.create(page=page, page_number=page.pk, kind="page", number=1, content={}))
    refused(lambda: ViewCorrection.objects.create(page=page, amount=1, reason=""))
    Clinic.objects.create(name_en="A")
    Clinic(name_en="B").save()
    assert Clinic.objects.get().name_en == "B"
    refused(lambda: Clinic.objects.update(id=2))
    hours = {"branch": Branch.objects.create(name_en="Centre"), "opens": "09:00", "closes": "17:00"}
    refused(lambda: OpeningHours.objects.create(day=7, **hours))


@pytest.mark.django_db
def test_topics_and_doctors_of_one_name_get_different_addresses():
    topics, doctors = [factories.topic() for _ in range(3)], [factories.doctor() for _ in range(3)]
    assert (topics[0].slug_en, topics[0].slug_ar, doctors[0].slug) == ("spine", "العمود-الفقري", "mona-salem")
    assert [topic.slug_en for topic in topics] == ["spine", "spine-2", "spine-3"]
    assert len({topic.slug_ar for topic in topics}) == 3
    assert [doctor.slug for doctor in doctors] == ["mona-salem", "mona-salem-2", "mona-salem-3"]
    before = topics[1].slug_en
    topics[1].save()
    assert topics[1].slug_en == before
    nameless = Topic.objects.create(name_ar="🙂")
    assert nameless.slug_ar.startswith("topic-")
    assert nameless.slug_en.startswith("topic-")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " JaVaScript:x", "//evil.example", "x"])
def test_an_address_that_is_none_of_another_site_is_not_kept(address):
    page = factories.page()
    source, section = factories.source(page, url=address), factories.section(page, video=address)
    assert (source.url, section.video) == ("", "")
    Source.objects.update(url=address)
    Section.objects.filter(pk=section.pk).update(video=address)
    content = factories.published(page, "en").content
    assert (content["sources"][0]["url"], content["sections"][-1]["video"]) == ("", "")
    source.url = "https://example.org/a?b=c"
    source.save()
    assert factories.published(page, "en").content["sources"][0]["url"] == "https://example.org/a?b=c"


@pytest.mark.django_db
def test_every_row_has_a_name_where_no_language_is_active():
    page, doctor, picture = factories.procedure(), factories.doctor(), factories.picture()
    rows = [page, doctor, picture, factories.topic(), *page.sections.all(), *page.risks.all(), *page.questions.all()]
    rows += [
        factories.source(page),
        Link(from_page=page, label_en="x"),
        factories.published(page),
        page.revisions.first(),
    ]
    with translation.override(None):
        assert [str(row) for row in rows if not str(row)] == []
        assert (str(page), str(doctor), str(picture)) == (page.title_en, "Dr. Mona Salem", "A knee")
    with translation.override("ar"):
        assert (str(page), str(doctor), str(picture)) == (page.title_ar, "د. منى سالم", "ركبة")


@pytest.mark.django_db
def test_a_row_without_a_name_in_the_interface_s_language_shows_its_other_one():
    page, doctor = factories.page(title_ar=""), factories.doctor(arabic="")
    section, picture = factories.section(page, heading_ar="", body_ar=""), factories.picture(alt_ar="")
    with translation.override("ar"):
        assert [str(row) for row in (page, doctor, section, picture)] == [
            page.title_en,
            "Dr. Mona Salem",
            section.heading_en,
            "A knee",
        ]


def own_fields(model):
    """The fields that a person wrote: not keys, and not the columns that modeltranslation adds."""
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        if not (field.primary_key or field.name.endswith(LANGUAGE_ENDINGS)):
            yield field


def test_every_model_field_and_choice_has_a_name_that_can_be_translated():
    unnamed = []
    for model in MODELS:
        names = {"": model._meta.verbose_name, "s": model._meta.verbose_name_plural}
        for field in own_fields(model):
            names[field.name] = field.verbose_name
            names |= {f"{field.name}={value}": name for value, name in field.choices or [] if value != ""}
        unnamed += [f"{model._meta.label}.{place}" for place, name in names.items() if not _is_translatable(name)]
    assert unnamed == []


def _is_translatable(name):
    return isinstance(name, Promise) or name in {"123", "١٢٣"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_topic_without_any_name_is_a_form_error(admin_client, language):
    admin_client.cookies["language"] = language
    response = admin_client.post("/admin/pages/topic/add/", {"name_en": " ", "name_ar": "", "order": "0"})
    said = {"en": "A topic needs a name.", "ar": "لا بد للموضوع من اسم."}[language]
    assert (response.status_code, said in response.content.decode()) == (200, True)
