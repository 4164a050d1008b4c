"""Each field says what it is for and shows a good example, in the language of its column, in both interfaces."""

import pytest
from bs4 import BeautifulSoup
from django.contrib import admin
from django.urls import reverse
from django.utils import translation

from clinic.models import Branch, Clinic
from pages import languages
from pages.admin import helping
from pages.models import Section
from tests import factories

pytestmark = pytest.mark.django_db

FORMS = (
    "procedures_procedure", "articles_article", "pages_page", "pages_topic", "pages_picture", "doctors_doctor",
    "clinic_branch",
)  # fmt: skip
NO_MODEL_S = {"base_version", "still_right"}
# Each row has these, whatever its kind, and says itself what they are.
OF_EVERY_ROW = {"order", "not_for_language", "kind", "still_right", "DELETE", "id", "to_anchor"}


def opened(client, language, name, *args):
    client.cookies["language"] = language
    Clinic.objects.get_or_create(pk=1)
    address = reverse(f"admin:{name}_{'change' if args else 'add'}", args=args)
    return BeautifulSoup(client.get(address).content, "html.parser")


def is_arabic(text):
    return languages.of_script(text) == "ar"


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("name", [*FORMS, "clinic_clinic"])
def test_each_field_says_what_it_is_for_in_the_interface_s_language(name, language, admin_client):
    shown = opened(admin_client, language, name, *([1] if name == "clinic_clinic" else []))
    named = [
        one["name"] for one in shown.select("#content-main form [name]") if one.get("type") not in ("hidden", "submit")
    ]
    own = {
        one.rpartition("_")[0] if one.endswith("_file") else one for one in named if "-" not in one and one[0] != "_"
    }
    assert len(own) > 3
    silent = []
    for column in sorted(own - NO_MODEL_S):
        told = shown.select_one(f"#id_{column}_helptext, .field-{column} .help")
        words = told and "".join(text for text in told.find_all(string=True) if not text.find_parent("details"))
        if not words or is_arabic(words) != (language == "ar"):
            silent.append((column, words))
    assert silent == []


@pytest.mark.parametrize("language", languages.CODES)
def test_a_column_shows_an_example_in_its_own_language(language, admin_client):
    shown = opened(admin_client, language, "procedures_procedure")
    for column in ("title_en", "title_ar", "summary_ar", "anaesthesia_ar", "anaesthesia_en", "search_title_ar"):
        code = column[-2:]
        example = shown.select_one(f".field.field-{column} details.example")
        assert (example.p["lang"], example.p["dir"]) == (code, languages.DIRECTIONS[code])
        assert is_arabic(example.p.get_text()) == (code == "ar")
        assert is_arabic(example.summary.get_text()) == (language == "ar")
        assert not example.has_attr("open")


def test_examples_of_parts_stand_once_at_the_head_of_their_chapter(admin_client):
    made = factories.procedure(parts=4)
    shown = opened(admin_client, "en", "procedures_procedure", made.pk)
    assert len(shown.select("#chapter-risks .part")) >= 4
    assert len(shown.select("#chapter-risks .chapter-help")) == 1
    assert shown.select(".part .example, .part .chapter-help") == []
    told = shown.select_one("#chapter-risks .chapter-help").get_text()
    assert "how common it is" in told
    for code in languages.CODES:
        assert shown.select(f"#chapter-risks .chapter-help [lang={code}]")


def test_every_kind_of_section_and_every_group_has_its_help_and_an_example(admin_client):
    for name in ("procedures_procedure", "articles_article"):
        shown = opened(admin_client, "ar", name)
        chapters = [one for one in shown.select(".chapter") if one.select("[data-prefix]")]
        silent = [one["id"] for one in chapters if not one.select(".chapter-help > p")]
        assert silent == []
    for kind in dict(Section.KINDS).keys() - {"other"}:
        assert len(helping._chapters[kind].examples()) == 2, kind


def test_each_field_of_a_part_has_help():
    silent = [
        f"{inline.model._meta.model_name}.{field.name}"
        for model in (factories.Procedure, factories.Article)
        for inline in admin.site._registry[model].get_inlines(None, None)
        for field in inline.model._meta.fields
        if field.editable and not field.auto_created and not hasattr(field, "translated_field")
        and not (field.is_relation and field.related_model in (model, factories.Page))
        and field.name not in OF_EVERY_ROW | {"wording", "from_page", "in_text"}
        and helping.of_field(field) is None
    ]  # fmt: skip
    assert silent == []


def test_a_branch_s_latin_fields_run_from_the_left_and_have_one_example(admin_client):
    Branch.objects.create(clinic=Clinic.objects.get_or_create(pk=1)[0], name_en="Dokki")
    shown = opened(admin_client, "ar", "clinic_branch")
    assert shown.select_one("#id_telephone")["dir"] == "ltr"
    assert [one["lang"] for one in shown.select(".field-telephone details.example p")][:1] == ["en"]


def test_help_follows_the_interface_s_language():
    field = factories.Procedure._meta.get_field("title")
    with translation.override("ar"):
        arabic = helping.below(field, "ar")
    assert arabic != helping.below(field, "ar")


@pytest.mark.parametrize("language", languages.CODES)
def test_opening_hours_say_once_what_their_fields_are_for(language, admin_client):
    told = opened(admin_client, language, "clinic_branch").select(".chapter-help")
    assert len(told) == 1
    words = [field.get_text() for field in told[0].select("dt, dd")]
    assert len(words) == 6
    assert {is_arabic(one) for one in words} == {language == "ar"}
    assert "09:00" in told[0].get_text()
