"""What pages are called: the index of titles and other names."""

import pytest

from pages.drafting import drafts
from pages.linking import names
from pages.models import NameKey, PageName
from tests import factories

pytestmark = pytest.mark.django_db


def named(page):
    return {(row.language, row.words, row.is_title) for row in PageName.objects.filter(page=page.pk)}


def test_a_page_is_known_by_title_other_names_and_medical_name_in_both_languages():
    page = factories.procedure(
        title_en="Spine cement!",
        title_ar="أسمنت العمود",
        aliases_en="Bone glue\nBONE  glue\nspine cement",
        aliases_ar="حقن الأسمنت",
        medical_name_en="Vertebroplasty",
    )
    assert named(page) == {
        ("en", "spine cement", True),
        ("en", "bone glue", False),
        ("en", "vertebroplasty", False),
        ("ar", "اسمنت العمود", True),
        ("ar", "حقن الاسمنت", False),
    }


def test_the_index_follows_the_names_and_leaves_those_that_stay():
    page = factories.article(title_en="Sciatica", title_ar="", aliases_en="Leg pain\nShooting pain")
    kept = PageName.objects.get(words="sciatica").pk
    page.aliases_en, page.title_ar = "Leg pain", "عرق النسا"
    page.save()
    drafts.record(page, by=None)
    assert named(page) == {("en", "sciatica", True), ("en", "leg pain", False), ("ar", "عرق النسا", True)}
    assert PageName.objects.get(words="sciatica").pk == kept
    assert not NameKey.objects.filter(name__words="shooting pain").exists()


def test_a_rebuilt_index_is_what_saving_left():
    factories.procedure(title_en="Knee wash", aliases_ar="غسيل الركبة")
    factories.article(title_ar="آلام الظهر")
    rows = set(NameKey.objects.values_list("name__page", "name__language", "name__words", "name__is_title", "key"))
    NameKey.objects.all().delete()
    assert names.rebuild() == 2
    assert rows == set(
        NameKey.objects.values_list("name__page", "name__language", "name__words", "name__is_title", "key")
    )


@pytest.mark.parametrize("name", ["of", "هل", "it", "ab", "how to", "🙂"])
def test_a_name_that_says_nothing_is_met_by_no_text(name):
    assert [key for key in names.keys_of(name) if key.startswith("^")] == []


def test_the_article_of_a_name_does_not_count():
    assert names.opening_keys(names.words_in("The knee joint")) == names.opening_keys(names.words_in("knee joints"))


@pytest.mark.parametrize("text", ["word " * 200, "x" * 4000, "ﷺ" * 300, "\n\n", "a\u202eb"])
def test_any_other_name_can_be_kept(text):
    page = factories.article(aliases_en=text)
    assert names.rebuild() == 1
    assert named(page)
