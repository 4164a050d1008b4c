"""What there is to try where nothing is found: another query, and the nearest pages, the same on both databases."""

import pytest

from pages.models import Synonym
from pages.publishing import editions
from pages.search import search
from tests import factories
from tests.pages.search.test_search import page

pytestmark = pytest.mark.django_db


def test_a_misspelt_word_is_answered_with_the_sites_own():
    page("Vertebroplasty of the spine", language="en")
    page("انزلاق غضروفي في الظهر")
    tried = {"vertebroplsty": "en", "Vertibroplasty spine": "en", "انزلاك غضروفي": "ar", "النزلاق غضروفي": "ar"}
    assert [search.find(query, language).suggestion for query, language in tried.items()] == [
        "vertebroplasty",
        "vertebroplasty spine",
        "انزلاق غضروفي",
        "انزلاق غضروفي",
    ]


def test_a_suggestion_finds_something_or_is_not_made():
    made = factories.article(title_en="Sciatica")
    factories.published(made, "en")
    assert search.find("siatica", "en").suggestion == "sciatica"
    assert search.find("siatica", "ar").suggestion == ""
    assert search.find("siatica kneecap", "en").suggestion == ""
    editions.withdraw(made, "en", by=None)
    assert search.find("siatica", "en").suggestion == ""


def test_what_was_typed_on_the_other_keyboard_is_understood():
    page("الليزر")
    page("Sciatica", language="en")
    assert search.find("gd.v", "ar").suggestion == "ليزر"
    assert search.find("hggd.v", "ar").suggestion == "الليزر"
    assert search.find("سؤهشفهؤش", "en").suggestion == "sciatica"


def test_where_nothing_has_all_words_the_nearest_have_most_of_them():
    one, two = page("علاج الظهر"), page("علاج ألم الظهر")
    page("الركبة")
    result = search.find("علاج ألم الظهر بالموسيقى", "ar")
    assert (result.total, result.hits, [hit.page_id for hit in result.nearest]) == (0, [], [two, one])
    assert result.words == ("علاج", "ألم", "الظهر", "بالموسيقى")


def test_an_unknown_word_has_those_near_that_begin_or_are_spelt_alike():
    made = page("Vertebroplasty", language="en")
    assert [hit.page_id for hit in search.find("vertebr", "en").nearest] == [made]
    assert [hit.page_id for hit in search.find("vertebraplasty", "en").nearest] == [made]
    assert search.find("music", "en").nearest == []


@pytest.mark.parametrize(
    ("language", "right", "other", "typed"),
    [
        ("ar", "الاستعداد للعملية", "ابتعد عن التدخين قبل العملية", "كيف أستعد للعملية"),
        ("en", "Cardiology consultation", "Cardiac consultation", "cardio consultation"),
        ("en", "Cardiology", "Cardiac", "cardio"),
    ],
)
def test_a_word_that_begins_one_of_the_nearest_page_is_not_replaced_by_another(language, right, other, typed):
    Synonym.objects.all().delete()
    made = page(right, language=language)
    page(other, language=language)
    result = search.find(typed, language)
    assert (result.total, result.nearest[0].page_id, result.suggestion) == (0, made, "")
