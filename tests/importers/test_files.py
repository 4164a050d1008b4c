"""Bytes become text, or are refused with a clear sentence."""

import time

import pytest

from importers.document import ImportRefused, text_of
from importers.files import decoded, read_bytes
from importers.mapper import outline_of
from importers.reading import read_content, read_file

ARABIC = "عملية المياه البيضاء تعيد النظر"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_encoding_is_told_by_the_bytes(encoding):
    assert decoded(ARABIC.encode(encoding)) == ARABIC


def test_windows_quotation_marks_mean_the_same_in_each_code_page():
    assert decoded("the doctor’s “choice” – here".encode("cp1252")) == "the doctor’s “choice” – here"


def test_declared_code_page_is_believed():
    html = f'<meta charset="windows-1256"><p>{ARABIC} é</p>'
    assert decoded(html.encode("cp1256")) == html


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (ARABIC.encode()[:-1], "not valid UTF-8 (at byte"),
        ("the doctor’s choice, caf".encode() + b"\xe9", "not valid UTF-8 (at byte"),
        ("Señor Jörg, größer".encode("latin-1"), "not valid UTF-8"),
        (b"\xff\xfe\x00", "not valid UTF-16"),
        (b"%PDF-1.7 ...", "This is a PDF file"),
        (b"PK\x03\x04....", "This is a Word file"),
        (b" \n ", "The file is empty"),
        (b"---\n\n***", "The file has no text"),
        (b"word " * 60_000, "far longer than a page"),
        (b"line\n" * 4_000, "far longer than a page"),
    ],
)
def test_unreadable_content_is_refused(content, message):
    with pytest.raises(ImportRefused, match=message.replace("(", r"\(")):
        read_content(content, "page.txt")


def test_unknown_type_is_refused():
    with pytest.raises(ImportRefused, match="Only plain text"):
        read_content(b"x", "page.docx")


def test_large_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(b"a" * (2 * 1024 * 1024 + 1))
    with pytest.raises(ImportRefused, match="larger than 2 MB"):
        read_bytes(path)


@pytest.mark.parametrize("name", ["nowhere.txt", "."])
def test_file_that_cannot_be_read_is_refused(tmp_path, name):
    with pytest.raises(ImportRefused, match="cannot be read"):
        read_file(tmp_path / name)


def test_direction_overrides_controls_and_odd_spaces_are_taken_out():
    assert decoded("A\u202eB\x00C\u00a0D\r\nE\u2028F".encode()) == "ABC D\nE\nF"


def test_html_is_told_even_in_a_text_file():
    document = read_content(b"<div><h2>Risks</h2><p>One.</p><p>Two.</p></div>", "export.txt")
    assert [text_of(block) for block in document.blocks] == ["Risks", "One.", "Two."]


N = 100_000
DEEP = {
    "divs.html": "<div>" * N + "x",
    "few-divs.html": "<div>" * 3_000 + "x",
    "few-lists.html": "<ul><li>" * 1_500 + "x",
    "lists.html": "<ul><li>" * N + "x",
    "misnested.html": "<div></span>" * N + "x",
    "emphasis.html": "<b><i>" * N + "x",
    "html.md": "<div>" * N + "x",
    "quotes.md": ">" * N + " x",
    "spaced-quotes.md": "> " * N + "x",
    "brackets.md": "[" * N + "x",
    "pictures.md": "![" * N + "x",
    "code.md": "`a " * N,
    "lists.md": "\n".join(" " * (2 * n) + f"- item{n}" for n in range(900)),
    "lists.txt": "\n".join(" " * n + "- item" for n in range(1_200)),
    "many.html": "<p>x" * N,
    "links.md": "[a](b)" * N,
    "columns.md": "|a" * N + "\n" + "|-" * N,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_or_endless_markup_is_refused_at_once(name):
    started = time.process_time()
    with pytest.raises(ImportRefused, match=r"nested|elements|longer"):
        read_content(DEEP[name].encode(), name)
    assert time.process_time() - started < 2


WIDE = {
    "unclosed.html": "<p>x<br>" * 7_000,
    "shares.html": "<div class=share>x y</div>" * 7_000 + "<p>hello world",
    "comments.html": "<!--" * 5_000 + "x --> <p>hello",
    "entities.html": "&amp;" * N,
    "spans.html": "<table><tr><td colspan=999999999 rowspan=999999999>a<td>b<tr><td>c<td>d</table>",
    "headings.txt": "Benefits of surgery\nRapid relief\n" * 1_400,
    "questions.txt": "Q: a?\nA: b\n" * 1_400,
    "dates.txt": "22/10/2024 | 3 views\n" * 2_900,
    "words.txt": "a " * 49_000,
    "one.txt": "a" * 1_000_000,
    "numbers.txt": "1. a\n" * 2_900,
    "bullets.txt": "•\n" * 2_900 + "x",
}


@pytest.mark.parametrize("name", WIDE)
def test_wide_documents_are_read_in_seconds(name):
    started = time.process_time()
    document = read_content(WIDE[name].encode(), name)
    outline_of(document, kind="procedure", language="en", title="Laser surgery")
    assert time.process_time() - started < 4
