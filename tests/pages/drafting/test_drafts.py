"""Drafts: what every save leaves behind, and how a revision comes back."""

import pytest

from pages.content import translations
from pages.drafting import drafts, snapshots
from pages.models import Link, Page, Picture, Revision, Section
from pages.publishing import editions
from pages.states.standing import standing
from procedures.models import Procedure, Risk
from tests import factories

pytestmark = pytest.mark.django_db


def content(page):
    return snapshots.plain(snapshots.of(type(page).objects.get(pk=page.pk)))


def last(page):
    return Revision.objects.filter(page_number=page.pk).first()


def test_every_save_leaves_a_revision_and_raises_the_version(user):
    page = factories.page()
    before = Page.objects.get(pk=page.pk).version
    page.summary_ar = "آخر"
    page.save()
    revision = drafts.record(page, by=user)
    assert (revision.by, revision.number, revision.version) == (user, 2, before + 1)
    assert Page.objects.get(pk=page.pk).version == before + 1
    assert revision.content["page"]["summary_ar"] == "آخر"


def test_recording_an_unchanged_draft_leaves_nothing():
    page = factories.everything()
    version, count = Page.objects.get(pk=page.pk).version, Revision.objects.count()
    page.save()
    assert drafts.record(page, by=None) is None
    assert (Page.objects.get(pk=page.pk).version, Revision.objects.count()) == (version, count)


def test_a_page_that_was_read_earlier_does_not_set_the_version_back():
    page = factories.page()
    earlier = Page.objects.get(pk=page.pk)
    page.title_en = "Changed"
    page.save()
    drafts.record(page, by=None)
    version = Page.objects.get(pk=page.pk).version
    earlier.save()
    assert Page.objects.get(pk=page.pk).version == version


def test_a_page_that_was_read_earlier_does_not_give_a_part_number_again():
    page = factories.page(parts=0)
    earlier = Page.objects.get(pk=page.pk)
    first = Section.objects.create(page=page, heading_ar="قسم")
    first_anchor = first.anchor
    first.delete()
    earlier.save()
    assert (first_anchor, Section.objects.create(page=page, heading_ar="قسم").anchor) == ("section-1", "section-2")


def test_a_page_saved_as_a_plain_page_keeps_its_kind():
    page = factories.procedure()
    Page.objects.get(pk=page.pk).save()
    assert Page.objects.get(pk=page.pk).kind == "procedure"
    assert (factories.article().kind, factories.page().kind) == ("article", "page")


def test_text_that_was_not_saved_is_kept_beside_the_draft(user):
    page = factories.page()
    kept = drafts.keep(page, content(page) | {"sources": [{"citation_en": "Mine."}]}, by=user)
    assert (kept.unsaved, kept.version, kept.number) == (True, None, 2)
    assert drafts.record(page, by=user) is None


def test_a_revision_restores_the_whole_draft(user):
    page = factories.everything()
    before, revision, composed = content(page), last(page), editions.compose(page, "en")[0].content
    page.title_en, page.summary_ar, page.type, page.picture = "Other", "", "", None
    page.save()
    page.topics.clear()
    page.performed_by.clear()
    page.links.first().delete()
    Link.objects.create(from_page=page, to_page=factories.page())
    page.sources.update(citation_en="Other")
    factories.source(page)
    kept, *_others, deleted = page.risks.all()
    deleted.delete()
    Risk.objects.filter(pk=kept.pk).update(order=7, body_en="<p>Worse</p>")
    factories.part(Risk, page)
    page.sections.all().delete()
    drafts.record(page, by=user)
    assert content(page) != before
    restored = drafts.restore(revision, by=user)
    assert restored.content == before == content(page)
    assert page.risks.first() == kept
    assert page.links.filter(in_text=True).count() == 1
    assert editions.compose(Procedure.objects.get(pk=page.pk), "en")[0].content == composed


def test_a_revision_holds_every_corner_of_the_draft():
    page = factories.everything()
    kept = last(page).content
    assert {name: len(keys) for name, keys in kept["many"].items()} == {"topics": 1, "performed_by": 1}
    assert {name: len(rows) for name, rows in kept["groups"].items()} == {"sections": 4} | dict.fromkeys(
        ("indications", "steps", "benefits", "aspects", "questions"), 2
    ) | {"candidates": 3, "risks": 3}
    assert [section["kind"] for section in kept["groups"]["sections"]] == ["other"] * 3 + ["recovery"]
    assert [source["accessed_on"] for source in kept["sources"]] == ["2026-01-02"]
    assert [(line["label_ar"], line["in_text"]) for line in kept["links"]] == [("انظر", False), ("", False)]
    derived = {"version", "finding_words", "last_part_number", "changed_at", "title", "id", "kind"}
    derived |= {"fingerprints", "digests", "refusals"}
    assert kept["page"].keys() & derived == set()
    assert kept["page"]["translated_from"]["title"] == page.title_en


def test_restoring_keeps_what_the_draft_was_as_a_revision(user):
    page = factories.page()
    revision = last(page)
    page.title_en = "Never recorded"
    page.save()
    drafts.restore(revision, by=user)
    assert [r.content["page"]["title_en"] == "Never recorded" for r in page.revisions.all()] == [False, True, False]


def test_restoring_brings_the_parts_back_into_their_order(user):
    page = factories.procedure(parts=3)
    anchors, revision = [risk.anchor for risk in page.risks.all()], last(page)
    for order, risk in enumerate(reversed(page.risks.all())):
        Risk.objects.filter(pk=risk.pk).update(order=order)
    drafts.record(page, by=user)
    assert [risk.anchor for risk in page.risks.all()] == anchors[::-1]
    drafts.restore(revision, by=user)
    assert [risk.anchor for risk in page.risks.all()] == anchors


def test_a_part_that_comes_back_has_its_old_anchor_and_its_translation_its_state(user):
    page = factories.procedure()
    risk = page.risks.get()
    risk.body_en = "<p>Worse.</p>"
    risk.save()
    revision, anchor, told = drafts.record(page, by=user), risk.anchor, risk.translated_from
    risk.delete()
    drafts.restore(revision, by=user)
    back = page.risks.get()
    assert (back.anchor, back.translated_from) == (anchor, told)
    assert translations.state_of(back, "ar") == ("outdated", ("body",))


def test_restoring_leaves_out_what_is_gone_for_good(user):
    page, target = factories.page(), factories.page()
    Link.objects.create(from_page=page, to_page=target)
    page.topics.add(topic := factories.topic())
    page.author = factories.doctor()
    page.save()
    revision = drafts.record(page, by=user)
    target.delete()
    topic.delete()
    page.author.delete()
    drafts.restore(revision, by=user)
    page.refresh_from_db()
    assert (page.author, list(page.topics.all()), list(page.links.all())) == (None, [], [])


def test_a_section_that_changes_only_its_kind_says_nothing_else():
    page = factories.page()
    first = last(page)
    page.sections.update(kind="cost")
    (change,) = drafts.difference(first, drafts.record(page, by=None))
    assert (change.place, change.old, change.new) == ((page.sections.get().anchor, "kind"), "Other", "Cost")


def test_an_anchor_that_a_heading_took_is_not_given_again():
    page = factories.page(parts=0)
    made = [Section.objects.create(page=page, heading_en=heading) for heading in ("Part", "Part 1", "Part", "Part")]
    assert [section.anchor for section in made] == ["part", "part-1", "part-2", "part-3"]


def test_the_difference_of_two_revisions_names_the_places():
    page = factories.procedure()
    first, risk = last(page), page.risks.get()
    page.title_ar = "آخر"
    page.save()
    risk.body_en = "<p>Worse.</p>"
    risk.save()
    changes = drafts.difference(first, drafts.record(page, by=None))
    assert [(change.place, change.new) for change in changes] == [
        (("", "title_ar"), "آخر"),
        (("", "slug_ar"), "آخر"),
        ((risk.anchor, "body_en"), "Worse."),
    ]


@pytest.mark.parametrize("place", ["page", "section"])
def test_a_picture_that_is_replaced_or_deleted_changes_what_publishing_the_drafts_that_show_it_would_give(place, media):
    picture, page = factories.picture(), factories.page()
    shows = page if place == "page" else page.sections.get()
    shows.picture = picture
    shows.save()
    drafts.record(page, by=None)
    factories.published(page)
    version = Page.objects.get(pk=page.pk).version

    def noted():
        """Whether what is noted of the draft is what publishing would give; and how the page stands."""
        now = Page.objects.get(pk=page.pk)
        given = [editions.compose(now, code)[0] for code in ("en", "ar")]
        fingerprints = {edition.language: edition.fingerprint for edition in given}
        digests = {edition.language: edition.content["digest"] for edition in given}
        return (now.fingerprints, now.digests) == (fingerprints, digests), standing(now, "en").state

    assert noted() == (True, "published")
    picture.file = factories.image()
    picture.save()
    assert noted() == (True, "changed")
    factories.published(page)
    Picture.objects.filter(pk=picture.pk).delete()
    assert noted() == (True, "changed")
    assert Page.objects.get(pk=page.pk).version == version + 1
    change = drafts.difference(*reversed(Revision.objects.filter(page_number=page.pk)[:2]))
    assert [(one.place[1], one.new) for one in change] == [("picture_id", "")]
