"""Translation states: missing, outdated, current; what changed since; and that it is still right."""

import pytest

from pages.content import translations
from pages.content.translations import CURRENT, MISSING, OUTDATED
from pages.drafting import drafts
from pages.models import Page, Section
from procedures.models import Procedure, Risk
from tests import factories

pytestmark = pytest.mark.django_db


def state(row, language="ar"):
    return translations.state_of(row, language)


def stored(row):
    return type(row).objects.get(pk=row.pk)


def test_a_text_that_only_the_original_has_is_missing_in_the_translation():
    section = factories.section(factories.page(), heading_ar="", body_ar=None)
    assert state(section) == (MISSING, ("heading", "body"))
    assert state(section, "en") == (CURRENT, ("heading", "body"))


def test_a_text_that_neither_language_has_is_in_no_state():
    section = factories.section(factories.page(), heading_en=None, heading_ar="", body_en="<p></p>", body_ar=None)
    assert state(section) == state(section, "en") == (None, ())


def test_a_translation_is_current_until_its_original_changes():
    section = factories.section(factories.page())
    assert state(section) == (CURRENT, ("heading", "body"))
    section.body_en = "<p>Other words.</p>"
    section.save()
    assert state(stored(section)) == (OUTDATED, ("body",))
    assert state(stored(section), "en") == (CURRENT, ("heading", "body"))


def test_writing_the_translation_again_makes_it_current():
    section = stored(factories.section(factories.page()))
    section.body_en = "<p>Other words.</p>"
    section.save()
    section.body_ar = "<p>كلمات أخرى.</p>"
    section.save()
    assert state(stored(section)) == (CURRENT, ("heading", "body"))


def test_both_texts_changed_in_one_save_are_current():
    section = stored(factories.section(factories.page()))
    section.body_en, section.body_ar = "<p>Other words.</p>", "<p>كلمات أخرى.</p>"
    section.save()
    assert state(stored(section)) == (CURRENT, ("heading", "body"))


def test_a_page_can_be_written_in_arabic_first():
    page = factories.page(original_language="ar", title_en="", summary_en="")
    section = page.sections.get()
    assert (state(page, "en"), state(page, "ar")) == ((MISSING, ("title", "summary")), (CURRENT, ("title", "summary")))
    section.body_ar = "<p>تغير</p>"
    section.save()
    assert (state(section, "en"), state(section, "ar")[0]) == ((OUTDATED, ("body",)), CURRENT)
    assert translations.changed_since(section, "body")[-1] == ("added", "تغير")


def test_the_original_lacks_what_only_the_translation_has():
    section = factories.section(factories.page(), heading_en="", body_en="")
    assert state(section, "en") == (MISSING, ("heading", "body"))
    assert state(section, "ar") == (CURRENT, ("heading", "body"))


def test_the_worst_text_tells_the_state_of_a_part():
    section = factories.section(factories.page(), heading_ar="")
    section.body_en = "<p>Other words.</p>"
    section.save()
    assert state(section) == (MISSING, ("heading",))


@pytest.mark.parametrize(
    "same",
    ["One\r\ntwo", " One two ", "One\u00a0 two", "One\ttwo\n"],
)
def test_newlines_and_spaces_do_not_count(same):
    page = stored(factories.page(summary_en="One\ntwo", summary_ar="واحد\nاثنان"))
    page.summary_en = same
    page.save()
    assert state(stored(page)) == (CURRENT, ("title", "summary"))


def test_a_translation_that_came_back_with_other_newlines_was_not_written_again():
    page = stored(factories.page(summary_en="One", summary_ar="واحد\nاثنان"))
    page.summary_en = "Other"
    page.save()
    page.summary_ar = "واحد\r\nاثنان "
    page.save()
    assert state(stored(page)) == (OUTDATED, ("summary",))


def test_mark_up_alone_does_not_count():
    section = stored(factories.section(factories.page(), body_en="<p>One two</p>", body_ar="<p>واحد</p>"))
    section.body_en = "<h3>One <strong>two</strong></h3>"
    section.save()
    assert state(stored(section))[0] == CURRENT
    section.body_en = "<p>Three</p>"
    section.save()
    section.body_ar = "<h3>واحد</h3>"
    section.save()
    assert state(stored(section)) == (OUTDATED, ("body",))


def test_hostile_mark_up_leaves_a_translation_current():
    section = factories.section(factories.page(), body_en="<p>One</p><object>two</object><template>x</template>")
    assert state(stored(section))[0] == CURRENT


def test_a_part_that_is_not_for_a_language_needs_nothing_there():
    section = factories.section(factories.page(), heading_ar="", body_ar="", not_for_language="ar")
    assert (state(section), state(section, "en")[0]) == ((None, ()), CURRENT)


def test_a_translation_that_is_taken_away_is_missing_and_forgets_its_original():
    section = stored(factories.section(factories.page()))
    section.body_ar = ""
    section.save()
    assert (state(section), "body" in stored(section).translated_from) == ((MISSING, ("body",)), False)


def test_what_changed_since_is_told_in_runs_of_words():
    section = factories.section(factories.page(), body_en="<p>It takes ten minutes.</p>")
    section.body_en = "<p>It takes twenty minutes.</p>"
    section.save()
    assert translations.changed_since(section, "body") == [
        ("same", "It takes "),
        ("removed", "ten "),
        ("added", "twenty "),
        ("same", "minutes."),
    ]


def test_saying_still_right_makes_a_part_current():
    section = factories.section(factories.page())
    section.heading_en, section.body_en = "Other", "<p>Other words.</p>"
    section.save()
    translations.still_right(section)
    assert state(stored(section)) == (CURRENT, ("heading", "body"))
    assert stored(section).translated_from == {"heading": "Other", "body": "<p>Other words.</p>"}


def test_saying_still_right_holds_for_a_translation_into_english_too():
    section = factories.section(factories.page(original_language="ar"))
    section.body_ar = "<p>تغير</p>"
    section.save()
    translations.still_right(section)
    assert state(stored(section), "en") == (CURRENT, ("heading", "body"))


def test_saying_still_right_does_not_turn_a_missing_text_into_a_current_one():
    page = factories.procedure(duration_en="Ten minutes", summary_ar="")
    page.title_en = "Other"
    page.save()
    translations.still_right(page)
    page = stored(page)
    assert translations.state_of_text(page, "title", "ar") == CURRENT
    assert state(page) == (MISSING, ("summary", "duration"))


def test_slug_aliases_and_search_texts_are_no_translations_of_each_other():
    page = factories.page(aliases_en="a\nb", search_title_en="x", search_description_en="y")
    assert state(page) == (CURRENT, ("title", "summary"))


def test_a_page_is_as_good_as_its_worst_part():
    page = factories.procedure(parts=2)
    assert translations.state_of_page(page, "ar") == CURRENT
    risk = page.risks.first()
    risk.body_en = "<p>Worse.</p>"
    risk.save()
    assert translations.state_of_page(page, "ar") == OUTDATED
    Section.objects.create(page=page, heading_en="Only English")
    assert (translations.state_of_page(page, "ar"), translations.state_of_page(page, "en")) == (MISSING, CURRENT)


def test_standings_name_the_page_and_every_part_of_each_group():
    page = factories.procedure()
    groups = [standing.group for standing in translations.standings(Page.objects.get(pk=page.pk), "ar")]
    assert groups == [
        "page",
        "sections",
        "indications",
        "candidates",
        "steps",
        "benefits",
        "risks",
        "aspects",
        "questions",
    ]


def test_fields_stand_in_the_order_of_the_model():
    assert Section.translated_fields() == ["heading", "body", "closing"]
    assert Procedure.translated_fields()[:4] == ["title", "slug", "summary", "search_title"]
    assert Procedure.tracked_fields()[-1] == "compared_with_name"


def test_saving_a_draft_again_changes_no_state():
    page = factories.procedure(parts=2)
    risk = page.risks.first()
    risk.body_en = "<p>Worse.</p>"
    risk.save()
    before = [(s.group, s.part.pk, s.state, s.fields) for s in translations.standings(page, "ar")]
    for part in Risk.objects.filter(procedure=page):
        part.save()
    stored(page).save()
    drafts.record(page, by=None)
    assert [(s.group, s.part.pk, s.state, s.fields) for s in translations.standings(stored(page), "ar")] == before
