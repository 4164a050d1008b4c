"""A comparison, in the shapes that pages give it: the right text on the right side, or the text as it stood."""

import pytest

from importers.document import plain
from importers.losses import lost_words
from importers.mapper import outline_of
from importers.reading import read_content

HEAD = "Lead paragraph of the page.\n\nWhat is the difference between PRK and LASIK?\n\n"
TABLE = "| Point | PRK | LASIK |\n|---|---|---|\n| Flap | no | yes |\n| Healing | slow | quick |\n"


def page(text, title="LASIK", name="page.txt", language="en"):
    document = read_content(text.encode(), name)
    outline = outline_of(document, kind="procedure", language=language, title=title)
    assert lost_words(document, outline) == []
    return outline


def rows(outline):
    return [(row.aspect, plain(row.here), plain(row.there)) for row in outline.aspects]


FLAP = [("Flap", "yes", "no"), ("Healing", "quick", "slow")]
SHAPES = {
    "labelled bullets": "Flap\n• PRK: no\n• LASIK: yes\n\nHealing\n• PRK: slow\n• LASIK: quick\n",
    "sides in any order": "Flap\n• LASIK: yes\n• PRK: no\n\nHealing\n• PRK: slow\n• LASIK: quick\n",
    "labelled lines": "Flap\nPRK: no\nLASIK: yes\n\nHealing\nPRK: slow\nLASIK: quick\n",
    "dashes": "Flap\n• PRK – no\n• LASIK – yes\n\nHealing\n• PRK – slow\n• LASIK – quick\n",
    "tabs": "Point\tPRK\tLASIK\nFlap\tno\tyes\nHealing\tslow\tquick\n",
    "bars": TABLE,
    "a cell a line": "Feature\nPRK\nLASIK\nFlap\nno\nyes\nHealing\nslow\nquick\n",
    "a heading a side": "PRK\n- Flap: no\n- Healing: slow\n\nLASIK\n- Flap: yes\n- Healing: quick\n",
    "nested bullets": "• Flap\n    - PRK: no\n    - LASIK: yes\n• Healing\n    - PRK: slow\n    - LASIK: quick\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_becomes_aspects(shape):
    outline = page(HEAD + SHAPES[shape])
    assert rows(outline) == FLAP
    assert outline.compared_with_name == "PRK"


def test_treatments_down_the_side_of_a_table_are_sides_too():
    table = "| Treatment | Flap | Healing |\n|---|---|---|\n| PRK | no | slow |\n| LASIK | yes | quick |\n"
    assert rows(page("## PRK vs LASIK\n\n" + table, name="page.md")) == FLAP


def test_other_words_of_a_side_are_the_same_side():
    text = "Area\n• Corticosteroid Injections: joint\n• Nerve Root Injection: nerve\n\nGuide\n• Corticosteroids: no\n• Nerve Root Injections: yes\n"
    outline = page("Difference between the injections\n\n" + text, "Nerve root injection")
    assert rows(outline) == [("Area", "nerve", "joint"), ("Guide", "yes", "no")]


def test_arabic_sides_are_told_by_their_stems():
    text = "المقارنة بين العلاجين\n\nالمكان\n• حقن الكورتيزون: المفصل\n• حقن جذور الأعصاب: العصب\n"
    text += "\nالتوجيه\n• الكورتيزون: بدون\n• حقن الجذور: بالأشعة\n"
    outline = page(text, "حقن جذور الأعصاب", language="ar")
    assert rows(outline) == [("المكان", "العصب", "المفصل"), ("التوجيه", "بالأشعة", "بدون")]


@pytest.mark.parametrize(
    "text",
    [
        "Flap\n• Method A: no\n• Method B: yes\n",
        "Flap\n• PRK: no\n• LASIK: yes\n• SMILE: small\n\nHealing\n• PRK: slow\n• LASIK: quick\n• SMILE: quick\n",
        "| Point | PRK | LASIK | SMILE |\n|---|---|---|---|\n| Flap | no | yes | small |\n",
        "LASIK makes a flap and PRK does not.\n",
    ],
    ids=["no side is the page's", "three sides", "a table of three", "prose"],
)
def test_comparison_that_cannot_be_told_apart_stays_as_it_stood(text):
    outline = page("What is the difference?\n\n" + text)
    assert outline.aspects == []
    assert [section.kind for section in outline.sections] == ["comparison"]


def test_mechanism_of_action_is_an_aspect_within_a_comparison():
    outline = page(
        HEAD + "Mechanism of Action\n• PRK: surface\n• LASIK: flap\n\nRecovery\n• PRK: slow\n• LASIK: quick\n"
    )
    assert [row.aspect for row in outline.aspects] == ["Mechanism of Action", "Recovery"]


def test_words_around_the_rows_are_kept_around_them():
    outline = page(
        HEAD + "Both reshape the cornea.\n\n" + TABLE + "\nYour doctor will choose with you.\n", name="page.md"
    )
    section = outline.sections[-1]
    assert (plain(section.body), plain(section.closing)) == (
        "Both reshape the cornea.",
        "Your doctor will choose with you.",
    )


def test_two_headings_of_prose_are_the_two_sides_of_one_row():
    text = (
        "Difference between open surgery and keyhole surgery\n\nOpen surgery\n\n• A long scar\n• A week in hospital\n"
    )
    outline = page(text + "\nKeyhole surgery\n\nA day in hospital.\n", "Keyhole surgery")
    assert rows(outline) == [("", "A day in hospital.", "A long scar A week in hospital")]
