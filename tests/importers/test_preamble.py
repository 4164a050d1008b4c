"""What stands above a text and beside it: titles, slogans, facts, tables of contents, sharing lines."""

from datetime import date

import pytest

from importers.losses import lost_words
from importers.mapper import outline_of
from importers.reading import read_content

TEXT = "\n\nHernia repair closes the weak place in the wall of the belly.\n\nRisks\n\nA bruise.\n\nRecovery\n\nTwo weeks.\n"


def page(text, name="page.txt", title="Hernia repair"):
    document = read_content(text.encode(), name)
    outline = outline_of(document, kind="procedure", language="en", title=title)
    assert lost_words(document, outline) == []
    return outline


def sections(outline):
    return [(section.kind, section.heading) for section in outline.sections]


@pytest.mark.parametrize(
    "contents",
    [
        "Table of contents\n\n• Risks\n• Recovery",
        "Contents\n\nRisks\n\nRecovery",
        "In this article:\n1. Risks\n2. Recovery",
        "محتويات المقال\n\n- Risks\n- Recovery",
    ],
)
def test_table_of_contents_is_no_text(contents):
    outline = page(f"Lead words of the page.\n\n{contents}{TEXT}")
    assert sections(outline) == [("risks", "Risks"), ("recovery", "Recovery")]
    assert outline.summary.startswith("Lead words of the page.")


def test_list_that_only_shares_a_word_with_a_heading_is_text():
    outline = page(f"Lead words of the page.\n\nContents\n\n• Bleeding\n• Swelling{TEXT}")
    assert sections(outline)[0] == ("other", "Contents")


@pytest.mark.parametrize(
    "line", ["Share", "Tweet", "Home / Surgery / Hernia", "الرئيسية » الجراحة", "Leave a comment", "شارك المقال"]
)
def test_furniture_is_a_note(line):
    outline = page(line + TEXT)
    assert outline.notes == [line]
    assert outline.summary.startswith("Hernia repair closes")


def test_title_above_the_text_is_no_section():
    assert page("HERNIA REPAIR" + TEXT).notes == []
    assert page("Hernia repair: a complete guide" + TEXT).notes == ["Hernia repair: a complete guide"]
    assert sections(page("HERNIA REPAIR" + TEXT)) == [("risks", "Risks"), ("recovery", "Recovery")]


def test_slogan_above_the_date_is_a_note():
    outline = page("Your belly in safe hands\n5 May 2020 | 1,200 views" + TEXT)
    assert outline.notes == ["Your belly in safe hands"]
    assert (outline.first_published_on, outline.opening_views) == (date(2020, 5, 5), 1200)


def test_date_and_views_are_found_under_the_text_too():
    outline = page(f"{TEXT}\nPublished on 5 May 2020\n\n1,200 views\n")
    assert (outline.first_published_on, outline.opening_views) == (date(2020, 5, 5), 1200)


def test_day_of_the_last_change_is_only_a_note():
    outline = page("Last updated: 5 May 2020" + TEXT)
    assert (outline.first_published_on, outline.notes) == (None, ["Last updated: 5 May 2020"])


def test_question_that_opens_the_text_belongs_to_the_summary():
    outline = page("Do you have a lump in the groin?" + TEXT)
    assert outline.summary.startswith("Do you have a lump in the groin?")


def test_introduction_stands_for_the_lead():
    outline = page("Introduction" + TEXT)
    assert outline.summary.startswith("Hernia repair closes")
    assert sections(outline) == [("risks", "Risks"), ("recovery", "Recovery")]


def test_long_lead_is_a_summary_and_a_section():
    outline = page("\n\n".join(f"Paragraph {n} says something of its own." for n in range(6)) + TEXT)
    assert outline.summary == "Paragraph 0 says something of its own."
    assert sections(outline)[0] == ("other", "")


def test_lead_of_many_words_is_a_summary_and_a_section_too():
    outline = page(f"{'Some words of it. ' * 25}\n\n{'Other words of it. ' * 25}" + TEXT)
    assert len(outline.summary.split()) == 100
    assert sections(outline)[0] == ("other", "")
