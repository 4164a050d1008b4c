"""What speaks against publishing: what is refused, and what must be confirmed."""

from datetime import timedelta

import pytest
from django.utils import translation

from articles.models import Article
from clinic.models import Clinic
from pages import clock
from pages.content import composing, translations
from pages.models import Page
from pages.publishing import editions
from procedures.models import Candidate, Procedure, Risk
from tests import factories

pytestmark = pytest.mark.django_db


def problems(page, language="ar"):
    return [(p.code, p.anchor, p.field, p.confirmable) for p in editions.compose(page, language)[1]]


def without_arabic(part, *fields):
    for field in fields or part.tracked_fields():
        part.set_text(field, "ar", "")
    part.save()
    return part


def test_a_complete_draft_has_no_problems_in_either_language():
    page = factories.procedure(parts=2)
    assert problems(page, "en") == problems(page, "ar") == []


def test_a_page_needs_a_title_in_the_language():
    page = factories.page(title_ar="")
    assert problems(page) == [("no_title", "", "title", False)]
    page.title_ar = " \u200f "
    page.save()
    assert problems(page)[0] == ("no_title", "", "title", False)


def test_a_summary_and_text_are_asked_for():
    page = factories.page(parts=0, summary_en="", summary_ar="")
    assert problems(page) == [("no_summary", "", "summary", True), ("no_text", "", "text", True)]


def test_a_title_that_is_outdated_must_be_confirmed():
    page = factories.page()
    page.title_en = "Other hours"
    page.save()
    assert problems(page) == [("part_outdated", "", "title", True)]
    assert problems(page, "en") == []


def test_an_address_of_the_site_itself_is_refused():
    assert problems(factories.page(slug_en="contact"), "en") == [("reserved_address", "", "slug", False)]
    assert problems(factories.article(slug_en="contact"), "en") == []


def test_an_address_that_ever_led_to_another_page_is_refused():
    first = factories.page(slug_en="hours")
    factories.published(first, "en")
    first.slug_en = "times"
    first.save()
    factories.published(first, "en")
    assert problems(factories.page(slug_en="hours"), "en") == [("address_taken", "", "slug", False)]
    assert problems(factories.page(slug_ar="hours"), "ar") == []


def test_a_picture_needs_its_description_where_it_is_shown():
    page = factories.page(picture=factories.picture(alt_ar=""))
    section = page.sections.get()
    section.picture = factories.picture(alt_ar="")
    section.save()
    expected = [("picture_without_description", "", "picture", False)]
    assert problems(page) == [*expected, ("picture_without_description", section.anchor, "picture", False)]
    section.not_for_language = "ar"
    section.save()
    factories.section(page)
    assert problems(page) == expected
    page.picture.decorative = True
    page.picture.save()
    assert problems(page) == []


@pytest.mark.parametrize("model", [Risk, Candidate])
def test_a_risk_or_candidate_that_the_other_language_has_is_refused(model):
    page = factories.procedure()
    part = without_arabic(factories.part(model, page))
    expected = [("guarded_part_missing", part.anchor, "heading", False)]
    assert problems(page) == expected
    assert problems(page, "en") == []
    part.not_for_language = "ar"
    part.save()
    assert problems(page) == []


@pytest.mark.parametrize("model", [Procedure, Article, Page])
def test_an_urgent_section_that_the_other_language_has_is_refused(model):
    page = factories.page(model)
    part = without_arabic(factories.section(page, kind="urgent"))
    assert problems(page) == [("guarded_part_missing", part.anchor, "heading", False)]
    part.not_for_language = "ar"
    part.save()
    assert problems(page) == []


def test_the_guard_holds_for_a_page_written_in_arabic_first():
    page = factories.procedure(original_language="ar")
    risk = factories.part(Risk, page, heading_ar="", body_ar="")
    urgent = factories.section(page, kind="urgent", heading_en="", body_en="")
    assert problems(page, "ar") == [("guarded_part_missing", risk.anchor, "heading", False)]
    assert problems(page, "en") == [("guarded_part_missing", urgent.anchor, "heading", False)]


def test_half_a_risk_is_refused_like_a_whole_one():
    page = factories.procedure()
    risk = without_arabic(factories.part(Risk, page), "body")
    assert problems(page) == [("guarded_part_missing", risk.anchor, "body", False)]


def test_any_other_missing_part_is_listed_and_must_be_confirmed():
    page = factories.procedure()
    missing = [
        *page.sections.all(),
        *page.benefits.all(),
        *page.steps.all(),
        *page.aspects.all(),
        *page.questions.all(),
    ]
    for part in missing:
        without_arabic(part)
    page.summary_ar = ""
    page.save()
    found = problems(page)
    assert {code for code, *_ in found} == {"part_missing"}
    assert {confirmable for *_, confirmable in found} == {True}
    assert sorted(anchor for _, anchor, *_ in found) == sorted(["", *(part.anchor for part in missing)])


def test_an_outdated_part_must_be_confirmed_even_a_risk():
    page = factories.procedure()
    risk = page.risks.get()
    risk.body_en = "<p>Worse than we thought.</p>"
    risk.save()
    assert problems(page) == [("part_outdated", risk.anchor, "body", True)]
    translations.still_right(risk)
    assert problems(page) == []


def test_every_problem_is_reported_at_once(user):
    page = factories.procedure(title_ar="", picture=factories.picture(alt_ar=""))
    risk = without_arabic(page.risks.get())
    benefit = without_arabic(page.benefits.get())
    with pytest.raises(editions.Refused) as refusal:
        editions.publish(page, "ar", by=user, at=clock.now() - timedelta(days=1))
    told = [(p.code, p.anchor) for p in refusal.value.problems]
    assert told == [
        ("start_in_the_past", ""),
        ("no_title", ""),
        ("picture_without_description", ""),
        ("part_missing", benefit.anchor),
        ("guarded_part_missing", risk.anchor),
    ]
    assert all(problem.message for problem in refusal.value.problems)


def test_confirming_answers_questions_and_never_a_refusal(user):
    page = factories.procedure()
    without_arabic(page.benefits.get())
    with pytest.raises(editions.Refused) as refusal:
        editions.publish(page, "ar", by=user)
    assert [problem.code for problem in refusal.value.problems] == ["part_missing"]
    edition = editions.publish(page, "ar", by=user, confirmed=True)
    assert edition.content["groups"]["benefits"] == []
    risk = without_arabic(page.risks.get())
    with pytest.raises(editions.Refused) as refusal:
        editions.publish(page, "ar", by=user, confirmed=True)
    assert [(p.code, p.anchor) for p in refusal.value.problems] == [("guarded_part_missing", risk.anchor)]
    assert factories.current(page, "ar") == edition


def test_the_message_names_a_part_by_the_words_that_it_has():
    page = factories.procedure()
    risk = without_arabic(page.risks.get())
    with translation.override("ar"):
        message = editions.compose(page, "ar")[1][0].message
    assert risk.heading_en in message


def test_upper_rooms_register_what_they_demand(monkeypatch):
    page = factories.page()
    demanded = composing.Problem("too_plain", "Too plain.")
    monkeypatch.setattr(composing, "_demands", [])
    composing.demand(check := lambda page, language, content: [demanded])
    composing.demand(check)
    assert editions.compose(page, "en")[1] == [demanded]


def test_a_clinic_can_demand_a_review():
    page = factories.page()
    Clinic.objects.create(requires_review=True)
    assert problems(page, "en") == [("unreviewed", "", "review", False)]
