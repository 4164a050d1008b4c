"""Writing rich text in the admin: what is not touched stays as it is."""

import pytest
from playwright.sync_api import expect

from pages.rich_text import clean_html
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editing(signed_in):
    """`editing(page, language, **options)`: the form of a page, with the English text of its only section opened."""

    def opened(made, language, **options):
        address = f"/admin/{made._meta.app_label}/{made._meta.model_name}/{made.pk}/change/"
        page = signed_in(address, language, **options)
        page.locator(".rich-text-view[lang=en]").first.focus()
        expect(page.locator(".ProseMirror[lang=en]").first).to_be_focused()
        return page

    return opened


def saved(page):
    """Saves the form, which stays open."""
    page.locator("[name=_continue]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def written(html):
    """An article whose only section says `html` in English."""
    made = factories.article(parts=0)
    factories.section(made, body_en=html)
    return made


@pytest.mark.parametrize(
    "html",
    [
        '<p>Read <a data-page="{0}" data-part="risks">the risks</a> and <a data-page="{0}">all of it</a>.</p>',
        '<p>By <a href="https://who.int/a?b=1&amp;c">a site</a>, <a href="mailto:a@b.example">mail</a>, '
        '<a href="tel:+2025550101">telephone</a>.</p>',
        "<p>One line<br>and <strong>bold</strong> <em>italic</em> H<sub>2</sub>O x<sup>2</sup></p>",
        '<h3>One</h3><h4>Two</h4><ol start="3"><li><p>c</p></li></ol><ul><li><p>d</p></li></ul>'
        "<blockquote><p>said</p></blockquote>",
        '<table><tbody><tr><th colspan="1" rowspan="1" scope="col"><p>A</p></th></tr>'
        '<tr><td colspan="1" rowspan="1"><p>1</p></td></tr></tbody></table>',
    ],
    ids=["page links", "addresses", "text", "blocks", "table"],
)
def test_one_key_changes_nothing_else(html, editing):
    made = written("")
    stored = html.format(factories.procedure().pk) + "<p>End.</p>"
    assert clean_html(stored) == stored
    made.sections.update(body_en=stored)
    page = editing(made, "en")
    page.keyboard.press("Control+End")
    page.keyboard.type("!")
    saved(page)
    assert made.sections.get().body_en == stored.replace("End.", "End.!")
    assert page.complaints == []
