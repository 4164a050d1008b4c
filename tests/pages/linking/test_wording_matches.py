"""Which pages a wording may mean, and how its score comes about."""

import pytest

from pages.linking import wordings
from pages.linking.wording_matches import matches
from pages.models import Link, Synonym
from tests import factories

pytestmark = pytest.mark.django_db


def found(text):
    return [(str(match.page), match.name, match.percent) for match in matches(wordings.wording(text))]


@pytest.mark.parametrize(
    ("wording", "percent"),
    [
        ("Knee replacement surgery", 100),
        ("knee  REPLACEMENT — surgery", 100),
        ("The surgeries of knee replacements", 95),
        ("Surgery: replacement of the knee", 95),
        ("Knee surgery", 80),
        ("Knee replacement surgery cost in Cairo", 75),
        ("Replacing a hip", 40),
        ("Knee swelling after a fall", None),
        ("Lasik", None),
    ],
)
def test_the_score_is_the_share_of_the_words_that_both_have(wording, percent):
    factories.procedure(title_en="Knee replacement surgery", title_ar="")
    assert [score for _, _, score in found(wording)] == ([percent] if percent else [])


def test_a_page_is_proposed_once_by_the_name_that_agrees_most():
    factories.procedure(title_en="Vertebroplasty", aliases_en="Cement for the spine\nVertebroplasty of the spine")
    assert found("spine vertebroplasty") == [("Vertebroplasty", "Vertebroplasty of the spine", 95)]


def test_three_pages_are_proposed_the_likeliest_first():
    for title in ("Knee pain", "Knee pain after sport", "Knee pain at night", "Knee pain in old age", "Back pain"):
        factories.article(title_en=title, title_ar="")
    Link.objects.create(from_page=factories.page(), wording=wordings.wording("Night pain of the knee"))
    assert found("Night pain of the knee") == [
        ("Knee pain at night", "Knee pain at night", 95),
        ("Knee pain", "Knee pain", 80),
        ("Knee pain after sport", "Knee pain after sport", 57),
    ]


def test_arabic_is_compared_by_its_stems():
    factories.article(title_en="", title_ar="علاج آلام الظهر", original_language="ar")
    assert [score for *_, score in found("للظهر علاجات")] == [80]
    assert [score for *_, score in found("عِلاج الام الظهر")] == [100]


def test_a_synonym_in_the_other_language_costs_a_tenth():
    Synonym.objects.create(terms="hip wash\nغسل الورك")
    factories.article(title_en="", title_ar="غسل الورك", original_language="ar")
    assert found("Hip wash") == [("غسل الورك", "غسل الورك", 90)]


def test_the_label_of_the_line_in_the_other_language_counts():
    wording = wordings.wording("Hip lavage")
    Link.objects.create(from_page=factories.page(), wording=wording, label_ar="غسل مفصل الورك")
    page = factories.article(title_en="", title_ar="غسل الورك", original_language="ar")
    assert [(match.page.pk, match.percent) for match in matches(wording)] == [(page.pk, 80)]


@pytest.mark.parametrize("text", ["🙂", "—", "the of", "x" * 240, "ﷺ" * 200, "كيف"])
def test_any_wording_gets_an_answer(text):
    factories.article()
    assert found(text) == []
