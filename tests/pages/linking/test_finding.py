"""Finding the page that somebody means: drafts too, in both languages at once, by title, other name or heading."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.linking import finding
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return factories.page()


@pytest.fixture
def sciatica():
    """A draft that is nowhere published."""
    titles = factories.both("title", "Sciatica", "عرق النسا")
    return factories.article(parts=0, **titles, **factories.both("aliases", "leg pain", "ألم الساق"))


def found(query, here):
    return [result.page.pk for result in finding.find(query, here)]


@pytest.mark.parametrize(
    "query", ["sciatica", "SCIAT", "عرق النسا", "النسا", "عرق النّسا", "leg pain", "الم الساق", "the sciatica"]
)
def test_a_draft_is_found_by_any_of_its_names_in_either_language(query, here, sciatica):
    factories.article()
    assert found(query, here) == [sciatica.pk]


@pytest.mark.parametrize(
    "query",
    ["", "  ", "zzz", "sciatica zzz", "'\"", "%00", "C++ OR 1=1 --", "-" * 40, "😀", "\ud800", "the", "a" * 100_000],
)
def test_nothing_that_can_be_typed_is_an_error(query, here, sciatica):
    assert found(query, here) == []


def test_a_heading_finds_the_page_and_names_the_part(here):
    page = factories.article(parts=0)
    wanted = factories.section(page, **factories.both("heading", "Driving again", "العودة إلى القيادة"))
    factories.section(page, order=1)
    for query in ("driving", "القيادة"):
        [result] = finding.find(query, here)
        assert (result.page.pk, [place.anchor for place in result.named]) == (page.pk, [wanted.anchor])
        assert len(result.others) == 1


def test_words_of_the_title_and_of_a_part_together_name_the_part(here):
    page = factories.procedure(parts=1, **factories.both("title", "Spinal fusion", "تثبيت الفقرات"))
    factories.procedure(parts=1)
    for query in ("fusion risks", "مخاطر تثبيت"):
        [result] = finding.find(query, here)
        assert (result.page.pk, result.named[0].anchor) == (page.pk, "risks")


def test_a_row_is_offered_only_where_the_words_name_it(here):
    page = factories.procedure(parts=1, **factories.both("title", "Spinal fusion", "تثبيت الفقرات"))
    page.risks.update(**factories.both("heading", "Infection", "عدوى"))
    [row] = page.risks.values_list("anchor", flat=True)
    [by_name], [by_row] = finding.find("fusion", here), finding.find("fusion infection", here)
    assert row not in {place.anchor for place in by_name.named + by_name.others}
    assert row in {place.anchor for _group, rows in by_name.groups for place in rows}
    assert [place.anchor for place in by_row.named] == [row]


def test_the_site_s_own_search_adds_what_only_the_text_tells(here):
    page = factories.article(parts=0)
    factories.section(page, body_en="<p>After a lumbar puncture.</p>")
    assert found("puncture", here) == []
    factories.published(page, confirmed=True)
    assert found("puncture", here) == [page.pk]


def test_a_title_that_begins_with_the_words_comes_first_and_the_page_itself_never(here):
    later = factories.article(**factories.both("title", "About knee pain", "عن ألم الركبة"))
    first = factories.article(**factories.both("title", "Knee pain", "ألم الركبة"))
    factories.article()
    assert found("knee", here) == [first.pk, later.pk]
    assert found("knee", first) == [later.pk]


def test_titles_come_before_other_names_and_those_before_headings_and_texts(here):
    """What stood first so far was what was written last. By what a page was found is told where no title tells it."""
    title = factories.article(**factories.both("title", "After a lumbar puncture", "بعد البزل القطني"))
    heading = factories.article(parts=0, **factories.both("title", "Tests", "الفحوص"))
    factories.section(heading, heading_en="Lumbar puncture")
    text = factories.article(parts=0, **factories.both("title", "Headache", "الصداع"))
    factories.section(text, body_en="<p>After a lumbar puncture.</p>")
    factories.published(text, confirmed=True)
    name = factories.article(parts=0, **factories.both("title", "Spinal tap", "بزل"), aliases_en="lumbar puncture")
    told = [(result.page.pk, result.by) for result in finding.find("puncture", here)]
    assert told == [(title.pk, ""), (name.pk, "name"), (heading.pk, ""), (text.pk, "text")]


def test_many_results_cost_as_many_queries_as_one(here, django_assert_num_queries):
    factories.procedure()
    with CaptureQueriesContext(connection) as of_one:
        assert len(finding.find("hours", here)) == 1
    for _ in range(5):
        factories.procedure(parts=2)
    with django_assert_num_queries(len(of_one)):
        assert len(finding.find("hours", here)) == 6
