"""Word files as Word, Google Docs, people and attackers leave them: what is known again, and what is refused in words."""

import zipfile
from copy import deepcopy
from io import BytesIO

import pytest

from importers.document import ImportRefused
from importers.word import reading
from tests.importers.test_word_out import half_translated
from tests.importers.word_files import BACK, Sent, shown, states, uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_words_that_were_cut_into_runs_and_tracked_are_read_as_they_stand():
    made = half_translated(summary_ar="نفتح في التاسعة صباحًا.")
    sent = Sent(made).track("Call first", "التاسعة", "العاشرة").split_runs()
    row = next(row for row in reading.read(sent.bytes) if row.lines)
    assert row.lines == ("نفتح في العاشرة صباحًا.",)
    assert states(sent.bytes)[0] == "changed"


def test_without_bookmarks_and_styles_every_row_is_known_by_its_grey_line():
    made = half_translated()
    sent = Sent(made).translate("Words", "“كلمات”").without_bookmarks()
    assert states(sent.bytes) == ["still_right", "empty", "new"]


def test_without_the_grey_lines_every_row_is_known_by_its_bookmark():
    sent = Sent(half_translated()).translate("Words", "كلمات").without_grey_lines()
    assert states(sent.bytes) == ["still_right", "empty", "new"]


def test_a_row_without_either_is_shown_and_the_head_is_not(admin_client):
    sent = Sent(half_translated()).translate("Words", "كلمات بلا مكان").translate("Section", "قسم")
    lost = sent.row("Words")
    for paragraph in lost.cells[0].paragraphs:
        paragraph._p.getparent().remove(paragraph._p)
    lost._tr.find("{*}tc").append(sent.document.add_paragraph()._p)
    rows = reading.read(sent.without_bookmarks().bytes)
    assert [row.words for row in rows if isinstance(row, reading.Unknown)] == ["كلمات بلا مكان"]
    text = uploaded(admin_client, sent.bytes).content.decode()
    assert "Rows that cannot be known again" in text
    assert "كلمات بلا مكان" in text


def test_a_deleted_row_is_no_row_and_a_doubled_one_is_refused():
    made = half_translated()
    sent = Sent(made).translate("Words", "كلمات")
    row = sent.row("Words")._tr
    row.addnext(deepcopy(row))
    assert states(sent.bytes) == ["still_right", "empty", "new"]  # twice the same
    sent.rows()[-1].cells[1].paragraphs[0].text = "غيرها"
    assert states(sent.bytes) == ["still_right", "empty", "refused"]


def pack(**members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def with_document(xml):
    """A file of ours whose document is another one."""
    out, sent = BytesIO(), zipfile.ZipFile(BytesIO(Sent().bytes))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for member in sent.infolist():
            file.writestr(member.filename, xml if member.filename == "word/document.xml" else sent.read(member))
    return out.getvalue()


def damaged(content):
    """A file with some bytes of its packed document altered."""
    at = content.index(b"word/document.xml") + 200
    return content[:at] + bytes(255 - byte for byte in content[at : at + 300]) + content[at + 300 :]


ENDED = "</w:body></w:document>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: b"", "not a Word file"),
        (lambda: b"%PDF-1.7", "not a Word file"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 100, "not a Word file"),
        (lambda: pack(a="b"), "not a Word file"),
        (lambda: Sent().bytes[:2000], "not a Word file"),
        (lambda: b"x" * (reading.MOST_BYTES + 1), "larger than 4 MB"),
        (lambda: pack(**{"word/document.xml": b"0" * 150_000_000}), "far larger"),
        (lambda: with_document("<w:document" + " " + W + "><w:body>" + "<w:sdt>" * 100_000), "not a Word file"),
        (lambda: with_document("<x/>"), "not a Word file"),
        (lambda: damaged(Sent().bytes), "not a Word file"),
        (lambda: with_document(f"<w:document {W}><w:body>" + "<w:tbl><w:tr/></w:tbl>" * 5000 + ENDED), "more rows"),
        (lambda: with_document(f"{BOMB}]><w:document {W}><w:body><w:p>&i;</w:p></w:body></w:document>"), None),
        (
            lambda: with_document(
                f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p><w:r><w:t>&x;'
                "</w:t></w:r></w:p></w:body></w:document>"
            ),
            None,
        ),
    ],
)
def test_what_is_no_file_of_translations_is_refused_in_words(content, said, admin_client):
    content = content()
    if said:
        with pytest.raises(ImportRefused, match=said):
            reading.read(content)
    response = uploaded(admin_client, content)
    assert response.status_code == 200
    assert shown(response).select_one("[role=alert]").text
    assert "root:" not in response.content.decode()


def test_a_key_of_a_page_that_cannot_be_is_of_a_page_that_is_gone():
    made = half_translated()
    sent = Sent(made).translate("Words", "كلمات").without_bookmarks()
    for words in sent.row("Words")._tr.iter("{*}t"):
        words.text = words.text.replace(f"{made.pk}-ar-", "9999999999-ar-", 1)
    assert states(sent.bytes)[-1] == "refused"


def test_an_upload_without_a_file_is_refused_in_words(admin_client):
    assert "Choose the Word file that came back." in admin_client.post(BACK, {}).content.decode()
