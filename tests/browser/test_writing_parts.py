"""The parts of a page in its form: moved, folded, added and removed by keyboard, dragged, and put where they are read."""

import pytest
from playwright.sync_api import expect

from tests.browser.writing_desk import names_of, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_parts_are_moved_folded_added_and_removed_by_keyboard(language, width, desk, made):
    first, second = names_of(made.risks)
    page = desk(language, width)
    risks, said = page.locator("#chapter-risks .part[data-prefix=risks]"), page.locator("#desk-told")
    risks.first.locator(".part-toggle").focus()
    page.keyboard.press("Enter")
    expect(risks.first.locator(".part-body")).to_be_hidden()
    page.keyboard.press("Alt+ArrowDown")
    expect(said).to_contain_text({"ar": "2 من 2", "en": "2 of 2"}[language])
    expect(risks.last.locator(".part-toggle")).to_be_focused()
    risks.first.locator(".part-remove").focus()
    page.keyboard.press("Enter")
    expect(risks.first.locator(".part-back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(risks.first.locator(".part-body")).to_be_visible()
    page.locator("#chapter-risks .add-part[data-prefix=risks]").focus()
    page.keyboard.press("Enter")
    expect(risks).to_have_count(3)
    risks.last.locator("[name$=heading_en]").fill("A third")
    saved(page)
    assert [row.heading_en for row in made.risks.all()][2] == "A third"
    assert names_of(made.risks)[:2] == [second, first]
    risks.last.locator(".part-remove").click()
    saved(page)
    assert names_of(made.risks) == [second, first]
    assert page.complaints == []


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1440)])
def test_a_part_is_dragged_by_its_handle(language, width, desk, made):
    first, second = names_of(made.steps)
    page = desk(language, width)
    steps = page.locator("#chapter-steps .part[data-prefix=steps]")
    steps.last.locator(".part-handle").scroll_into_view_if_needed()
    steps.last.locator(".part-handle").hover()
    page.mouse.down()
    page.mouse.move(*[page.evaluate("innerWidth / 2"), 0])
    other = steps.first.bounding_box()
    page.mouse.move(other["x"] + 10, other["y"] + 2, steps=4)
    page.mouse.up()
    saved(page)
    assert names_of(made.steps) == [second, first]
    assert page.complaints == []


def test_a_section_of_another_kind_goes_where_it_is_read(desk, made):
    page = desk("en")
    page.locator("#chapter-recovery [name$=-kind]").first.select_option("cost")
    expect(page.locator("#chapter-cost .part")).to_have_count(1)
    saved(page)
    assert made.sections.filter(kind="cost").exists()
    page.locator("#chapter-urgent .add-part").click()
    page.locator("#chapter-urgent [name$=heading_en]").fill("Go to hospital")
    saved(page)
    assert made.sections.get(kind="urgent").heading_en == "Go to hospital"


def test_a_part_begins_with_its_text_and_has_closing_words_only_where_it_heads_a_group(desk, made):
    page = desk("en", 390)
    place = page.locator("#chapter-recovery .part").first.get_attribute("id")
    part = page.locator(f"[id='{place}']")
    shown = part.locator(".field:visible").evaluate_all("(all) => all.map((one) => one.id.split('-').at(-1))")
    assert shown[:7] == ["heading_en", "heading_ar", "body_en", "body_ar", "kind", "picture", "video"]
    expect(page.locator("#chapter-risks .part[data-prefix=sections] .field-closing_en:visible")).not_to_have_count(0)
    kind, closing = part.locator("[name$=-kind]"), page.locator(f"[id='{place}-closing_en']")
    kind.select_option("benefits")
    expect(closing).to_be_visible()
    kind.select_option("recovery")
    expect(closing).to_be_hidden()
    kind.select_option("benefits")
    closing.locator(".rich-text-view").focus()
    expect(closing.locator(".ProseMirror")).to_be_focused()
    page.keyboard.type("Words at the end.")
    kind.select_option("recovery")
    saved(page)
    assert "Words at the end." in made.sections.get(anchor=place.removeprefix("part-")).closing_en
    expect(closing).to_be_visible()
