"""The clinic's page that was copied from its site: every part of it in its place."""

from datetime import date

import pytest

from importers.document import plain
from importers.losses import lost_words
from tests.importers.sample_documents import BY_NAME, outline

NAME = "nerve-root-injection.en.txt"


@pytest.fixture(scope="module")
def english():
    return outline(NAME)


def kinds(page):
    return [section.kind for section in page.sections]


def section(page, kind):
    return next(found for found in page.sections if found.kind == kind)


def test_sections_are_told_by_what_their_headings_mean(english):
    assert kinds(english) == [
        "what_it_is", "indications", "how_it_works", "steps", "comparison", "benefits", "candidates",
    ]  # fmt: skip


def test_every_section_keeps_its_own_heading(english):
    assert section(english, "what_it_is").heading == "What is a Nerve Root Injection and Why is it Used?"
    assert section(english, "steps").heading == "How is the Injection Administered?"
    assert section(english, "benefits").heading == "Potential Benefits After a Nerve Root Injection"


def test_lead_paragraph_is_the_summary(english):
    assert english.summary.startswith("An anti-inflammatory nerve root injection is a medical procedure")
    assert english.summary.endswith("suffering from lower back and leg pain.")


def test_date_and_views_are_data_and_the_slogan_is_a_note(english):
    assert (english.first_published_on, english.opening_views) == (date(2024, 10, 22), 3106)
    assert english.notes == ["Fear of operations has no place in Dr. Mohamed Abd ElBarys' clinic"]


def test_three_indications(english):
    assert [plain(row.body) for row in english.indications] == [
        "When medication and physical therapy have failed to control the pain.",
        "If there are neurological symptoms such as numbness or muscle weakness.",
        "To accurately diagnose the source of the pain in some cases.",
    ]


def test_five_benefits_with_heading_and_text(english):
    assert [row.heading for row in english.benefits] == [
        "Rapid Relief of Nerve Pain",
        "Reduction of Local Inflammation",
        "Improved Mobility and Daily Activity",
        "Delay or Avoidance of Surgery",
        "Enhanced Physical Therapy Outcomes",
    ]
    assert english.benefits[0].body.count("<li>") == 3
    assert english.benefits[0].body.endswith("accompanying the corticosteroid.</p>")
    assert all(row.body for row in english.benefits)


def test_three_candidates_and_the_closing_advice(english):
    assert [row.heading for row in english.candidates] == [
        "Patients with Acute Nerve Pain",
        "Patients with Herniated Discs",
        "People with Spinal Stenosis",
    ]
    assert {row.suitability for row in english.candidates} == {"suitable"}
    assert english.candidates[2].body.endswith("relief from the resulting pain.</p>")
    heading = section(english, "candidates")
    assert plain(heading.body) == "The ideal candidates who may benefit from this treatment include:"
    assert plain(heading.closing).startswith("It's important to note that this treatment")


def test_comparison_has_four_aspects_with_the_right_text_on_the_right_side(english):
    assert [row.aspect for row in english.aspects] == [
        "Targeted Area", "Mechanism of Action", "Types of Conditions Treated", "Precision and Guidance",
    ]  # fmt: skip
    assert english.compared_with_name == "Corticosteroid Injections"
    assert english.aspects[0].here.startswith("<p>These are injected directly next to the nerve root")
    assert english.aspects[0].there.startswith("<p>These are often injected into the joint")
    assert english.aspects[3].here.startswith("<p>These always require radiological guidance")
    assert english.aspects[3].there.startswith("<p>These may sometimes be performed without")
    assert plain(section(english, "comparison").body).startswith("Although both types of injections")


def test_prose_sections_keep_their_paragraphs_and_lists(english):
    assert section(english, "what_it_is").body.count("<p>") == 3
    assert section(english, "how_it_works").body.count("<li>") == 4
    assert section(english, "how_it_works").body.count("<p>") == 3
    assert section(english, "steps").body.count("<p>") == 3
    assert english.steps == []


def test_four_links_stand_where_they_stood(english):
    assert [(link.label, link.after) for link in english.links] == [
        ("Nerve Leakage After Spinal Stabilization Surgery", section(english, "what_it_is")),
        ("Vertebroplasty Cost", section(english, "indications")),
        ("Nerve-Root-Injection-After-Spinal-Fixation", section(english, "comparison")),
        ("Vertebroplasty", english.benefits[3]),
    ]


def test_arabic_page_becomes_the_same_parts(english):
    arabic = outline("nerve-root-injection.ar.txt")
    assert kinds(arabic) == kinds(english)
    for group in english.groups():
        assert len(arabic.rows(group)) == len(english.rows(group))
    assert (arabic.first_published_on, arabic.opening_views) == (english.first_published_on, 3106)
    assert arabic.compared_with_name == "حقن الكورتيزون"
    assert arabic.aspects[0].here.startswith("<p>تُحقن مباشرةً بجوار جذر العصب")
    assert [type(link.after) for link in arabic.links] == [type(link.after) for link in english.links]


def test_no_word_is_lost_of_the_file_itself():
    text = BY_NAME[NAME].path.read_text(encoding="utf-8")
    assert lost_words(text, outline(NAME)) == []
