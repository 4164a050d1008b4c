"""Markdown: what HTML has, and front matter."""

import pytest

from importers.document import Heading, ImportRefused, Item, ListBlock, Paragraph, Table
from importers.markdown_reader import read_markdown


def test_structure_is_read():
    assert read_markdown("# Hernia\n\nA *gap*.\n\n- one\n  1. under\n\n| a | b |\n|---|---|\n| 1 | 2 |").blocks == [
        Heading(1, "Hernia"),
        Paragraph("A <em>gap</em>."),
        ListBlock((Item("one", (ListBlock((Item("under"),), ordered=True),)),)),
        Table((("a", "b"), ("1", "2")), headed=True),
    ]


def test_typed_bullets_are_bullets():
    assert read_markdown("• one\n• two").blocks == [ListBlock((Item("one"), Item("two")))]


def test_front_matter_is_facts():
    document = read_markdown('---\ntitle: "Hernia"\ndate: 2021-12-09\n---\n\nText.')
    assert document.facts == {"title": "Hernia", "date": "2021-12-09"}
    assert document.blocks == [Paragraph("Text.")]


def test_html_within_is_sanitised():
    assert read_markdown("A <b onclick=x>bold</b> <script>alert(1)</script>[x](javascript:alert(1)) word.").blocks == [
        Paragraph("A <strong>bold</strong> [x](javascript:alert(1)) word.")
    ]


def test_what_the_parser_would_drop_is_refused():
    deep = "\n".join("  " * n + f"- item number {n}" for n in range(140))
    with pytest.raises(ImportRefused, match="nested too deeply"):
        read_markdown(deep)
