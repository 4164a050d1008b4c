"""Restoring an edition into the draft, and the difference of two editions."""

import pytest

from pages import clock
from pages.content import translations
from pages.drafting import drafts
from pages.models import Link, Revision
from pages.publishing import editions
from procedures.models import Procedure, Risk
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db


def composed(page, language="en"):
    edition, _ = editions.compose(Procedure.objects.get(pk=page.pk), language)
    return edition.slug, edition.title, edition.summary, edition.content


def test_a_restored_edition_composes_again_to_what_it_was(user):
    page = factories.everything(
        slug_en="chosen", aliases_en="one\ntwo", search_title_en="Find", search_description_en="Me"
    )
    before = published(page, "en", confirmed=True)
    for part in [*page.risks.all(), *page.sections.all(), *page.links.all(), *page.sources.all()]:
        part.delete()
    page.title_en, page.summary_en, page.aliases_en, page.search_title_en, page.duration_en = (
        "Other",
        "Other",
        "",
        "",
        "",
    )
    page.save()
    page.slug_en = "moved"
    page.save()
    page.steps.filter(pk=page.steps.first().pk).update(body_en="<p>Other</p>", order=5)
    factories.part(Risk, page)
    assert editions.difference(before, published(page, "en", confirmed=True)) != []
    editions.restore(before, by=user)
    assert composed(page) == (before.slug, before.title, before.summary, before.content)


def test_restoring_leaves_the_other_language_as_it_is(user):
    page = factories.procedure()
    english = published(page, "en")
    risk = page.risks.get()
    risk.heading_ar, page.title_ar, page.summary_en = "خطر آخر", "عنوان آخر", "Other"
    risk.save()
    page.save()
    arabic = composed(page, "ar")
    editions.restore(english, by=user)
    assert composed(page, "ar") == arabic
    assert composed(page)[2] == english.summary


def test_what_the_edition_does_not_have_loses_its_text_in_that_language_only(user):
    page = factories.procedure()
    edition = published(page, "en")
    both_languages = factories.part(Risk, page)
    english_only = factories.part(Risk, page, heading_ar="", body_ar="")
    editions.restore(edition, by=user)
    both_languages.refresh_from_db()
    assert (both_languages.has_text("en"), both_languages.has_text("ar")) == (False, True)
    assert not Risk.objects.filter(pk=english_only.pk).exists()


def test_restoring_one_language_leaves_the_other_one_s_parts_where_they_stand(user):
    page = factories.page(parts=0)
    names = ("a", "only", "b", "c")
    made = {name: factories.section(page, heading_en=name, order=order) for order, name in enumerate(names)}
    made["only"].not_for_language = "ar"
    made["only"].save()
    edition = published(page, "ar")
    made["b"].order, made["only"].heading_ar = 9, "نص متروك"
    for section in made.values():
        section.save()
    editions.restore(edition, by=user)
    assert [section.heading_en for section in page.sections.all()] == ["a", "only", "b", "c"]
    assert page.sections.get(anchor=made["only"].anchor).heading_ar == "نص متروك"


def test_a_section_that_has_a_video_or_a_picture_is_not_lost(user):
    page = factories.page(parts=0)
    edition = published(page, "en", confirmed=True)
    video = factories.section(page, heading_ar="", body_ar="", video="https://example.org/v")
    picture = factories.section(page, heading_ar="", body_ar="", picture=factories.picture())
    editions.restore(edition, by=user)
    assert set(page.sections.all()) == {video, picture}


def test_patients_see_nothing_of_a_restored_text_before_it_is_published(user):
    page = factories.procedure()
    first = published(page, "en")
    page.title_en = "Second"
    page.save()
    second = published(page, "en")
    editions.restore(first, by=user)
    assert (factories.current(page), factories.current(page).title) == (second, "Second")


def test_the_draft_as_it_was_is_kept_as_a_revision(user):
    page = factories.procedure()
    edition = published(page, "en")
    page.title_en = "Never recorded"
    page.save()
    editions.restore(edition, by=user)
    newest, before = Revision.objects.filter(page_number=page.pk)[:2]
    assert (before.content["page"]["title_en"], newest.content["page"]["title_en"]) == ("Never recorded", edition.title)
    drafts.restore(before, by=user)
    assert Procedure.objects.get(pk=page.pk).title_en == "Never recorded"


def test_a_restored_original_makes_its_newer_translation_outdated(user):
    page = factories.procedure()
    first = published(page, "en")
    page.summary_en, page.summary_ar = "Newer.", "أحدث."
    page.save()
    editions.restore(first, by=user)
    assert translations.state_of(Procedure.objects.get(pk=page.pk), "ar") == ("outdated", ("summary",))


def test_a_restored_original_makes_the_translation_that_was_made_from_it_current(user):
    page = factories.procedure()
    first = published(page, "en")
    page.summary_en = "Newer."
    page.save()
    editions.restore(first, by=user)
    assert translations.state_of_page(Procedure.objects.get(pk=page.pk), "ar") == "current"


def test_restoring_what_the_draft_says_already_changes_nothing(user):
    page = factories.everything()
    edition = published(page, "ar", confirmed=True)
    count = Revision.objects.count()
    editions.restore(edition, by=user)
    assert (composed(page, "ar")[3], Revision.objects.count()) == (edition.content, count)


def test_a_restored_translation_of_an_older_original_is_not_taken_for_current(user):
    page = factories.procedure()
    first = published(page, "ar")
    risk = page.risks.get()
    risk.body_en, risk.body_ar = "<p>Worse than we thought.</p>", "<p>أسوأ مما ظننا.</p>"
    risk.save()
    editions.restore(first, by=user)
    assert translations.state_of(page.risks.get(), "ar") == ("outdated", ("body",))


def test_a_translation_that_restoring_does_not_change_stays_current(user):
    page = factories.procedure()
    editions.restore(published(page, "ar"), by=user)
    assert translations.state_of_page(page, "ar") == "current"


def test_a_restored_line_to_a_page_that_is_gone_is_left_out(user):
    page, target = factories.page(), factories.page()
    Link.objects.create(from_page=page, to_page=target)
    edition = published(page, "en")
    drafts.delete(target, by=user)
    page.links.all().delete()
    editions.restore(edition, by=user)
    assert page.links.count() == 0


def test_the_difference_of_two_editions_names_every_place():
    page = factories.procedure(duration_en="An hour")
    section, risk, step = page.sections.get(), page.risks.get(), page.steps.get()
    source = factories.source(page)
    first = published(page, "en", confirmed=True)
    page.title_en, page.duration_en = "Other", "Two hours"
    page.save()
    section.body_en, risk.heading_en, source.citation_en = "<p>Changed.</p>", "Worse", "Another guideline."
    for row in (section, risk, source):
        row.save()
    step.delete()
    changes = editions.difference(first, published(page, "en", confirmed=True))
    assert [(change.place, change.old, change.new) for change in changes] == [
        (("", "title"), first.title, "Other"),
        (("", "duration"), "An hour", "Two hours"),
        ((section.anchor, "body"), first.content["sections"][0]["texts"]["body"][3:-4], "Changed."),
        ((risk.anchor, "heading"), first.content["groups"]["risks"][0]["texts"]["heading"], "Worse"),
        (("sources", "1"), "A guideline.", "Another guideline."),
        ((step.anchor, "heading"), step.heading_en, ""),
        ((step.anchor, "body"), step.body_en[3:-4], ""),
    ]
    assert changes[1].runs == [("removed", "An hour"), ("added", "Two hours")]


def test_there_is_no_difference_between_an_edition_and_itself_and_another_mark_up_is_one_without_words():
    page = factories.procedure()
    first = published(page, "en")
    page.steps.update(body_en=f"<h3>{page.steps.get().body_en[3:-4]}</h3>")
    second = published(page, "en")
    assert editions.difference(first, first) == []
    (change,) = editions.difference(first, second)
    assert change.has_same_words
    assert first.starts_at < clock.now()
