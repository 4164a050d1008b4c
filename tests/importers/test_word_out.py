"""The Word file of texts to translate: what is in it, how it reads in both directions, and who gets it."""

from io import BytesIO

import docx
import pytest
from django.utils import translation
from docx.oxml.ns import qn

from importers.document import ImportRefused
from importers.word import writing
from importers.word.keys import PATTERN, found_in
from pages.drafting import drafts
from pages.models import Page
from tests import factories
from tests.importers.word_files import Sent

pytestmark = pytest.mark.django_db

MATRIX, FILE = "/admin/matrix/", "/admin/translations/file/"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def half_translated(**columns):
    """An article whose section lacks its Arabic, and whose summary was translated from another original."""
    made = factories.article(**columns)
    made.sections.update(heading_ar="", body_ar="")
    made.summary_en = f"{made.summary_en} Call first."
    made.save()
    drafts.record(made, by=None)
    return made


def test_only_what_is_missing_or_outdated_is_in_it_and_the_slug_never():
    made = half_translated(search_title_en="Found as", aliases_en="One\nTwo")
    told = [(row.cells[0].text, row.cells[1].text) for row in Sent(made).rows()]
    section = made.sections.get()
    assert len(told) == 5
    assert "Summary · outdated" in told[0][0]
    assert made.summary_en in told[0][0]
    assert told[0][1] == made.summary_ar
    assert [right for _left, right in told[1:]] == [""] * 4
    for (left, _right), said in zip(told[1:], ("Found as", "One\nTwo", section.heading_en, "Words"), strict=True):
        assert said in left
    assert all(PATTERN.search(left) for left, _right in told)
    assert not any("Opening hours" in left.split("\n")[-1] for left, _right in told)  # the title is translated


def test_a_page_with_nothing_to_translate_is_not_in_it():
    whole, half = factories.article(), half_translated()
    text = "\n".join(paragraph.text for paragraph in Sent(whole, half).document.paragraphs)
    assert half.title_en in text
    assert "Article" in text
    assert whole.title_en not in text
    assert writing.write([whole], "ar")[1] == 0


def test_what_is_left_out_in_a_language_and_what_its_original_lacks():
    made = half_translated()
    made.sections.update(not_for_language="ar")
    assert len(Sent(made).rows()) == 1
    assert Sent(made, language="en").rows() == []
    made.sections.update(heading_en="", heading_ar="قسم", not_for_language="")
    assert [row.cells[0].paragraphs[-1].text for row in Sent(made, language="en").rows()] == ["قسم"]


def test_each_cell_stands_in_its_own_direction():
    made = half_translated(summary_ar="نستخدم MRI 3T قبل الجلسة.")
    row = Sent(made).row("Call first")
    english, arabic = row.cells[0].paragraphs[-1]._p, row.cells[1].paragraphs[0]._p
    assert english.find(f".//{qn('w:bidi')}") is None
    assert arabic.find(f".//{qn('w:bidi')}") is not None
    told = [
        (
            run.find(qn("w:t")).text,
            run.find(f".//{qn('w:rtl')}") is not None,
            dict(run.find(f".//{qn('w:lang')}").attrib),
        )
        for run in arabic.iter(qn("w:r"))
    ]
    is_arabic, is_english = {qn("w:bidi"): "ar-EG"}, {qn("w:val"): "en-GB"}
    assert told == [("نستخدم ", True, is_arabic), ("MRI 3T", False, is_english), (" قبل الجلسة.", True, is_arabic)]
    empty = Sent(made).row("Words").cells[1].paragraphs[0]._p
    assert empty.find(f".//{qn('w:bidi')}") is not None  # so that what is typed stands on its side


def test_the_head_of_each_table_is_repeated_and_names_both_languages():
    table = Sent(half_translated()).document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["English", "العربية"]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert len(table.columns) == 2


def test_what_changed_in_the_original_is_marked():
    row = Sent(half_translated()).row("Call first")
    changed = next(p for p in row.cells[0].paragraphs if p._p.find(f".//{qn('w:shd')}") is not None)
    marked = [run.text for run in changed.runs if run._r.find(f".//{qn('w:shd')}") is not None]
    assert "".join(marked).strip() == "Call first."


def test_each_row_has_its_key_twice():
    for row in Sent(half_translated()).rows():
        marks = [mark.get(qn("w:name")) for mark in row._tr.iter(qn("w:bookmarkStart"))]
        assert len(marks) == 1
        assert len(marks[0]) <= 40
        assert found_in(marks[0]) == found_in(row.cells[0].text)


def test_a_file_that_would_be_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(writing, "MOST_TEXTS", 5)
    with pytest.raises(ImportRefused, match="more than 5 texts"):
        writing.write([half_translated(), half_translated()], "ar")


def rows_of(response):
    document = docx.Document(BytesIO(response.content))
    return [row for table in document.tables for row in table.rows[1:]]


def test_the_file_is_of_the_chosen_pages_or_of_all_that_are_listed(admin_client):
    one, _two, plain = half_translated(), half_translated(), factories.page()
    plain.sections.update(body_ar="")
    drafts.record(plain, by=None)
    assert len(rows_of(admin_client.get(FILE, {"into": "ar"}))) == 7
    assert len(rows_of(admin_client.get(FILE, {"into": "ar", "kind": "article"}))) == 6
    response = admin_client.get(FILE, {"into": "ar", "page": one.pk})
    assert len(rows_of(response)) == 3
    assert response["Content-Disposition"].startswith('attachment; filename="translations-ar-')
    assert response["Content-Disposition"].endswith('.docx"')


def test_where_nothing_is_to_be_translated_that_is_said(admin_client):
    page = factories.article()
    response = admin_client.get(FILE, {"into": "ar", "kind": "article"}, follow=True)
    assert response.redirect_chain == [(f"{MATRIX}?kind=article", 302)]
    assert "Nothing is to be translated into Arabic there." in response.content.decode()
    response = admin_client.get(FILE, {"into": "en", "page": page.pk, "from": "page"}, follow=True)
    assert response.redirect_chain == [(f"/admin/translations/?page={page.pk}", 302)]


@pytest.mark.parametrize("odd", ["-1", "abc", "9" * 5000, "٣"])
def test_odd_numbers_of_pages_are_no_pages(odd, admin_client):
    half_translated()
    assert admin_client.get(FILE, {"into": "ar", "page": odd}).status_code in (200, 302)
    assert admin_client.get("/admin/translations/", {"page": odd}).status_code == 200
    assert admin_client.get(FILE, {"into": odd}).status_code == 302


def test_what_xml_cannot_hold_is_left_out_of_it():
    made = half_translated()
    Page.objects.filter(pk=made.pk).update(summary_en="a\x0bb\ufffec ‮d")
    assert Sent(Page.objects.get(pk=made.pk)).row("a b c")
