"""A procedure from its first word to its end, as an editor makes it: by mouse and keyboard, in Arabic and in English."""

import re

import pytest
from playwright.sync_api import expect

from procedures.models import Procedure
from tests.browser.documents import another_document
from tests.browser.rich_text import has_focus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXTS = {
    "en": {
        "title": "Nerve root injection",
        "summary": "A fine needle brings medicine to the nerve that hurts.",
        "body": "The medicine calms the nerve.",
        "more": "It works within days. ",
        "again": "It works in a few days. ",
    },
    "ar": {
        "title": "حقن جذور الأعصاب",
        "summary": "إبرة دقيقة توصل الدواء إلى العصب المؤلم.",
        "body": "يهدئ الدواء العصب.",
        "more": "يظهر أثره خلال أيام. ",
        "again": "يبدأ مفعوله بعد أيام قليلة. ",
    },
}
OTHER = {"en": "ar", "ar": "en"}


class Editor:
    """What somebody does at the desk. `by` is "mouse" or "keyboard"; it is changed as the work goes on."""

    def __init__(self, page):
        self.page, self.by = page, "keyboard"

    def press(self, button):
        if self.by == "mouse":
            return button.click()
        button.focus()
        expect(button).to_be_focused()
        return self.page.keyboard.press("Enter")

    def write(self, place, words):
        """Writes into a field of the page itself."""
        field = self.page.locator(f"#page-{place} :is(input, textarea)").first
        if self.by == "mouse":
            return field.fill(words)
        field.focus()
        self.page.keyboard.press("Control+a")
        return self.page.keyboard.type(words)

    def write_body(self, language, words):
        """Writes at the beginning of what the procedure is."""
        view = self.page.locator(f"#chapter-what_it_is .rich-text-view[lang={language}]").first
        view.scroll_into_view_if_needed()
        view.click() if self.by == "mouse" else view.focus()
        has_focus(self.page.locator(f".ProseMirror[lang={language}]"))
        self.page.keyboard.press("Control+Home")
        self.page.keyboard.type(words)

    def goes_by(self, button):
        """Presses what leads to another document."""
        with another_document(self.page):
            self.press(button)

    def save(self):
        self.goes_by(self.page.locator(".desk-bar [name=_continue]"))
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def publish(self, language):
        """Saves, looks at what changes for patients and publishes; gives the words that are told as new."""
        self.press(self.standing(language).locator("summary"))
        self.goes_by(self.standing(language).locator(f"[value=publish-{language}]"))
        expect(self.page).to_have_url(re.compile(f"/publish/{language}/$"))
        expect(self.page.locator(".submit-row [type=submit]")).to_be_visible()
        assert self.page.locator(".problems:is(.problems-refused, .problems-asked)").all_inner_texts() == []
        new = " ".join(self.page.locator(".changes ins").all_text_contents())
        self.confirm()
        return new

    def withdraw(self, language):
        self.press(self.standing(language).locator("summary"))
        self.goes_by(self.standing(language).locator("a.button-danger"))
        expect(self.page).to_have_url(re.compile(f"/withdraw/{language}/$"))
        self.confirm()

    def confirm(self):
        self.goes_by(self.page.locator(".submit-row [type=submit]"))
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def standing(self, language):
        return self.page.locator(f".desk-bar details.standing[data-language={language}]")

    def outdated(self):
        return self.page.locator("#chapter-what_it_is .part-state-outdated")


@pytest.fixture
def reads(signed_in, visit):
    """`reads(language)`: the status of the procedure's page, as anybody gets it, and its words."""

    def read(language):
        made = Procedure.objects.get()
        page = visit(f"/{language}/procedures/{made.text('slug', language)}/")
        return page.status, page.locator("main").inner_text()

    return read


@pytest.mark.parametrize("first", ["ar", "en"])
def test_a_procedure_is_written_translated_published_changed_translated_again_and_withdrawn(first, signed_in, reads):
    second, width = OTHER[first], {"ar": 1024, "en": 1440}[first]
    page = signed_in("/admin/procedures/procedure/add/", first, width=width)
    editor, written, translated = Editor(page), TEXTS[first], TEXTS[second]

    page.locator("#page-original_language select").select_option(first)
    editor.write(f"title_{first}", written["title"])
    editor.write(f"summary_{first}", written["summary"])
    editor.press(page.locator("#chapter-what_it_is .add-part").first)
    editor.write_body(first, written["body"])
    editor.save()
    made = Procedure.objects.get()
    assert (made.text("title", first), made.text("title", second), made.original_language) == (
        written["title"],
        "",
        first,
    )

    editor.publish(first)
    assert reads(first)[0] == 200
    assert written["body"] in reads(first)[1]

    editor.by = "mouse"
    editor.write(f"title_{second}", translated["title"])
    editor.write(f"summary_{second}", translated["summary"])
    editor.write_body(second, translated["body"])
    editor.save()
    expect(editor.outdated()).to_have_count(0)
    editor.publish(second)
    assert translated["body"] in reads(second)[1]

    editor.write_body(first, written["more"])
    editor.save()
    expect(editor.outdated()).to_have_count(1)
    assert written["more"].strip() not in reads(first)[1]
    assert written["more"].strip() in editor.publish(first)
    assert written["more"].strip() in reads(first)[1]
    assert translated["body"] in reads(second)[1]

    editor.by = "keyboard"
    editor.write_body(second, translated["again"])
    editor.save()
    expect(editor.outdated()).to_have_count(0)
    assert translated["again"].strip() in editor.publish(second)
    assert translated["again"].strip() in reads(second)[1]

    for language in (second, first):
        editor.withdraw(language)
        assert reads(language)[0] == 410
    assert page.complaints == []
