"""Plain text: what is a heading, a list, a paragraph."""

import pytest

from importers.document import Heading, ListBlock, Paragraph, Table, text_of
from importers.text_reader import read_text


def shapes(text):
    """The blocks as (first letters of the type, words)."""
    return [(type(block).__name__[0], text_of(block)) for block in read_text(text).blocks]


def test_short_lines_are_headings_and_sentences_are_not():
    assert shapes(
        "Targeted Area\n\nThe doctor uses a fine needle.\n\nWho is it for?\n\nIt suits most people\n\nThe end."
    ) == [
        ("H", "Targeted Area"),
        ("P", "The doctor uses a fine needle."),
        ("H", "Who is it for?"),
        ("P", "It suits most people"),
        ("P", "The end."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "These include:",
        "يتم حقن المادة في الجذر",
        "The pain goes. It may return",
        "and this goes on from above",
        "Also Read : Vertebroplasty",
        "Oct, 22 2024",
        "3106 مشاهدة",
        "A line of so many words that nobody would ever make a heading of it at all",
    ],
)
def test_other_short_lines_are_no_headings(line):
    assert isinstance(read_text(f"{line}\n\nText.").blocks[0], Paragraph)


def test_short_line_at_the_end_is_no_heading():
    assert shapes("Risks\n\nA bruise.\n\nCall 123") == [("H", "Risks"), ("P", "A bruise."), ("P", "Call 123")]


@pytest.mark.parametrize("bullet", ["• ", "- ", "* ", "– ", "· ", "o\t", "✓ ", "1. ", "٢- ", "3) ", "a) ", "أ- ", "1️⃣ "])
def test_every_bullet_makes_a_list(bullet):
    marks = {"1. ": "2. ", "٢- ": "٣- ", "3) ": "4) ", "a) ": "b) ", "أ- ": "ب- ", "1️⃣ ": "2️⃣ "}
    blocks = read_text(f"{bullet}One thing\n{marks.get(bullet, bullet)}Another thing").blocks
    assert [type(block) for block in blocks] == [ListBlock]
    assert [item.html for item in blocks[0].items] == ["One thing", "Another thing"]
    assert blocks[0].ordered == (bullet in marks)


def test_deeper_bullets_are_nested():
    [block] = read_text("• One\n    - Under one\n    - Again\n• Two").blocks
    assert [len(item.blocks) for item in block.items] == [1, 0]
    assert [item.html for item in block.items[0].blocks[0].items] == ["Under one", "Again"]


def test_bullet_on_a_line_of_its_own_belongs_to_the_next_line():
    [block] = read_text("•\nOne thing\n•\nAnother").blocks
    assert [item.html for item in block.items] == ["One thing", "Another"]


def test_numbered_titles_with_text_under_them_are_headings():
    assert shapes("1. Relief\nThe pain goes.\n2. Speed\nIt is quick.\n") == [
        ("H", "1. Relief"), ("P", "The pain goes."), ("H", "2. Speed"), ("P", "It is quick."),
    ]  # fmt: skip


def test_numbered_lines_in_a_row_are_a_list_even_before_a_paragraph():
    assert [kind for kind, _ in shapes("1. Relief\n2. Speed\n3. Safety\n\nThat is all there is to say.")] == ["L", "P"]


def test_lines_broken_at_a_width_are_put_together():
    text = "A hernia repair puts the bulging tissue back and closes the\nweak place in the wall of the belly, usually with a mesh and\nthen the skin is closed again with a few stitches or glue."
    assert [kind for kind, _ in shapes(text)] == ["P"]


def test_arabic_lines_broken_at_a_width_are_put_together():
    lines = [
        "إصلاح الفتق عملية تعيد الأنسجة البارزة إلى مكانها وتغلق الموضع",
        "الضعيف من جدار البطن بشبكة في الغالب وهي من أكثر العمليات شيوعا",
        "في العالم كله ويعود المريض إلى بيته في اليوم نفسه دون مضاعفات",
        "تذكر ثم يعود إلى عمله.",
    ]
    assert shapes("\n".join(lines)) == [("P", " ".join(lines))]


def test_each_line_of_an_unbroken_text_stands_alone():
    assert len(shapes("First paragraph of some length here.\nSecond paragraph of some length here.")) == 2


def test_short_lines_after_a_lead_in_are_a_list_that_lost_its_bullets():
    assert shapes("Symptoms include:\nNumbness\nWeakness\n\nHow is it treated?\n\nWith rest.") == [
        ("P", "Symptoms include:"), ("L", "Numbness Weakness"), ("H", "How is it treated?"), ("P", "With rest."),
    ]  # fmt: skip


def test_tabs_and_bars_make_tables():
    for text in ("Point\tA\tB\nPain\tless\tmore", "| Point | A | B |\n|---|---|---|\n| Pain | less | more |"):
        [block] = read_text(text).blocks
        assert isinstance(block, Table)
        assert block.rows == (("Point", "A", "B"), ("Pain", "less", "more"))


def test_headings_that_say_so_are_believed():
    blocks = read_text("## Risks\n\nRECOVERY\n========\n\n**Cost**\n\nText.").blocks
    assert [(block.level, block.text) for block in blocks[:3]] == [(2, "Risks"), (0, "RECOVERY"), (0, "Cost")]


def test_angle_brackets_of_a_text_are_text():
    [block] = read_text("A curve <b>over</b> 40 degrees & more.").blocks
    assert block.html == "A curve &lt;b&gt;over&lt;/b&gt; 40 degrees &amp; more."


def test_heading_is_read():
    assert read_text("Risks\n\nText.").blocks[0] == Heading(0, "Risks")
