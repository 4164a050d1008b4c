"""Translating in Word in a browser: the file out of the list, and back through what would happen, in both languages."""

import docx
import pytest
from playwright.sync_api import expect

from pages.drafting import drafts
from pages.models import Page
from tests import factories
from tests.browser.documents import another_document
from tests.importers.word_files import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WORDS = {
    "en": {
        "choose": "Choose “Hip”", "into": "Translate into", "out": "Texts to translate as a Word file",
        "back": "Take translations back from a Word file", "file": "Word file (.docx)", "see": "See what would happen",
        "save": "Save the chosen ones in the drafts", "saved": "2 texts are saved in the drafts.",
        "replace": "Put this in place of what is there now", "page": "Translate in Word",
    },
    "ar": {
        "choose": "اختيار «الورك»", "into": "الترجمة إلى", "out": "نصوص الترجمة في ملف Word",
        "back": "استيراد الترجمات من ملف Word", "file": "ملف Word بامتداد docx", "see": "عرض ما سيحدث",
        "save": "حفظ المختار في المسودات", "saved": "حُفظ نصان في المسودات.",
        "replace": "استبدال النص الحالي بهذا", "page": "الترجمة في Word",
    },
}  # fmt: skip


def hip():
    """An article whose section lacks its Arabic and whose summary is outdated, beside another one."""
    factories.article(title_ar="", summary_ar="")
    made = factories.article(**factories.both("title", "Hip", "الورك"))
    made.sections.update(heading_ar="", body_ar="")
    made.summary_en += " Call first."
    made.save()
    drafts.record(made, by=None)
    return made


def translated(path):
    """The file as its translator sends it back."""
    document = docx.Document(path)
    rows = document.tables[0].rows[1:]
    assert len(rows) == 3
    for row, words in zip(rows, ("متى نفتح. اتصل أولًا.", "المواعيد", "كلمات جديدة."), strict=True):
        row.cells[1].paragraphs[0].text = words
    return {"name": "back.docx", "mimeType": "application/zip", "buffer": saved(document)}


def choose(page, label, file):
    """Chooses a file as a person does: by the button that stands for the field."""
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name=label).click()
    asked.value.set_files(file)
    expect(page.locator(".file-choice-name")).to_have_text(file["name"])


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440), ("en", 390), ("ar", 1440)])
def test_a_page_goes_to_the_translator_and_comes_back(language, width, live_server, signed_in, faults):
    made, say = hip(), WORDS[language]
    page = signed_in("/admin/matrix/", language, width=width)
    page.get_by_label(say["choose"]).check()
    page.get_by_label(say["into"]).select_option("ar")
    assert page.evaluate(WIDER) <= 0
    with page.expect_download() as sent:
        page.get_by_role("button", name=say["out"]).click()
    file = translated(sent.value.path())
    # Somebody changes the summary while the translator works.
    Page.objects.filter(pk=made.pk).update(summary_ar="من المحررة.")
    with another_document(page):
        page.get_by_role("link", name=say["back"]).click()
    assert page.evaluate(WIDER) <= 0
    assert faults(page) == []
    page.reload()
    choose(page, say["file"], file)
    with another_document(page):
        page.get_by_role("button", name=say["see"]).click()
    expect(page.locator(".word-outcome")).to_have_count(3)
    expect(page.locator(".word-conflict del")).to_have_text("من المحررة.")
    expect(page.get_by_label(say["replace"])).not_to_be_checked()
    assert page.evaluate(WIDER) <= 0
    with another_document(page):
        page.get_by_role("button", name=say["save"]).click()
    expect(page.locator(".messagelist")).to_contain_text(say["saved"])
    made, section = Page.objects.get(pk=made.pk), made.sections.get()
    assert (made.summary_ar, section.heading_ar, section.body_ar) == ("من المحررة.", "المواعيد", "<p>كلمات جديدة.</p>")
    assert page.complaints == []


def test_it_is_clean_and_works_without_script_from_the_form_of_a_page(live_server, signed_in, faults):
    made = hip()
    page = signed_in(f"/admin/articles/article/{made.pk}/change/", "ar", width=390)
    with another_document(page):
        page.get_by_role("link", name=WORDS["ar"]["page"]).click()
    with page.expect_download() as sent:
        page.get_by_role("button", name=WORDS["ar"]["out"]).click()
    choose(page, WORDS["ar"]["file"], translated(sent.value.path()))
    with another_document(page):
        page.get_by_role("button", name=WORDS["ar"]["see"]).click()
    expect(page.locator(".word-outcome")).to_have_count(3)
    assert faults(page) == []
    page.reload()
    assert page.complaints == []
