"""Wordings: what waits for a page, and which page it turns out to be."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.drafting import drafts
from pages.linking import wordings
from pages.linking.wording_matches import matches
from pages.models import Link, Wording
from pages.public import reading
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db


def named(wording):
    """The page that a wording leads to by now."""
    return Wording.objects.get(pk=wording.pk).page_id


def renamed(page, title):
    """A page whose draft is called otherwise."""
    page.title_en = title
    page.save()
    drafts.record(page, by=None)
    return page


def test_a_wording_leads_to_a_page_of_that_name_once_one_is_published():
    waiting = wordings.wording("Vertebroplasty")
    page = factories.procedure(title_en="Vertebroplasty")
    assert (waiting.page, named(waiting)) == (None, None)
    published(page, "en")
    assert named(waiting) == page.pk


def test_saving_a_draft_under_the_name_that_a_line_waits_for_changes_nothing_that_patients_read():
    """Its readers would be led by a title that nobody published."""
    leading, other = factories.page(), factories.article(title_en="Spine cement")
    Link.objects.create(from_page=leading, wording=wordings.wording("Vertebroplasty"))
    published(leading, "en"), published(other, "en")
    renamed(other, "Vertebroplasty")
    drafts.record(factories.page(title_en="Another", aliases_en="vertebroplasty"), by=None)
    wordings.wording("vertebroplasty")
    assert reading.read("page", "en", leading.slug_en).also_read == {}
    assert [match.page.pk for match in matches(Wording.objects.get())][:1] == [other.pk], "one click away"
    published(other, "en")
    assert [line["text"] for line in reading.read("page", "en", leading.slug_en).also_read[""]] == ["Vertebroplasty"]


@pytest.mark.parametrize(
    "called",
    [
        {"title_en": "VERTEBROPLASTY!"},
        {"title_ar": "رأب الفقرات"},
        {"aliases_en": "spine cement\nvertebro-plasty\nvertebroplasty"},
        {"aliases_ar": "رَأْب  الفِقْـرات"},
        {"medical_name_en": "Vertebroplasty"},
    ],
)
def test_a_wording_is_found_by_title_or_other_name_in_either_language(called):
    english, arabic = wordings.wording("Vertebroplasty"), wordings.wording("راب الفقرات")
    page = factories.procedure(**called)
    published(page, confirmed=True)
    assert page.pk in (named(english), named(arabic))
    assert wordings.wording("“Vertebroplasty”").pk == english.pk


def test_a_scheduled_edition_is_known_by_its_name_once_it_has_begun():
    waiting, page = wordings.wording("Vertebroplasty"), factories.procedure(title_en="Vertebroplasty")
    published(page, "en", at=timezone.now() + timedelta(hours=3))
    assert (wordings.resolve_begun(), named(waiting)) == (0, None)
    factories.time_passes(hours=4)
    assert (wordings.resolve_begun(), named(waiting)) == (1, page.pk)


@pytest.mark.parametrize(
    "wording", ["Vertebroplasty Cost", "The Vertebroplasty", "Vertebro", "Vertebroplasty Vertebroplasty"]
)
def test_a_wording_does_not_lead_to_a_page_of_another_name(wording):
    before = wordings.wording(wording)
    published(factories.procedure(title_en="Vertebroplasty", aliases_en="spine cement"), "en")
    assert (named(before), wordings.wording(f"{wording}.").page) == (None, None)


def test_a_wording_of_a_page_that_is_published_leads_to_it_at_once():
    page = factories.procedure(title_en="Vertebroplasty", aliases_ar="حقن الأسمنت")
    published(page)
    assert wordings.wording("vertebroplasty").page_id == page.pk
    assert wordings.wording("حقن الاسمنت").page_id == page.pk
    assert wordings.page_named("") is None


@pytest.mark.parametrize("text", ["x" * 400, "ﷺ" * 250, "word " * 90, "🙂🙂", "a\u202eb\x00c"])
def test_any_wording_can_be_kept_and_is_found_again(text):
    assert wordings.wording(text) == wordings.wording(text)
    assert Wording.objects.count() == 1


def test_a_wording_in_english_is_resolved_by_a_page_that_only_has_the_arabic_name_of_its_line():
    english, arabic = wordings.wording("Hip wash"), wordings.wording("غسل الورك")
    Link.objects.create(from_page=factories.page(), wording=english, label_ar="غسل الورك")
    page = factories.article(title_en="", title_ar="غَسل الوِرك", original_language="ar")
    published(page, "ar", confirmed=True)
    assert [named(english), named(arabic)] == [page.pk, page.pk]


def test_a_wording_of_two_pages_leads_to_neither_until_one_of_them_is_published_by_another_name():
    one, two = factories.procedure(title_en="Vertebroplasty"), factories.article(title_en="Vertebroplasty")
    published(one, "en"), published(two, "en")
    waiting = wordings.wording("Vertebroplasty")
    renamed(one, "Spine cement")
    assert (waiting.page, named(waiting)) == (None, None)
    published(one, "en", confirmed=True)
    assert named(waiting) == two.pk


def test_publishing_resolves_what_its_lines_wait_for():
    page, target = factories.page(), factories.procedure(title_en="Vertebroplasty")
    published(target, "en")
    waiting = wordings.wording("Vertebroplasty")
    Wording.objects.update(page=None)
    Link.objects.create(from_page=page, wording=waiting)
    published(page, "en")
    assert named(waiting) == target.pk


def test_only_wordings_that_a_line_waits_with_are_waiting():
    page, target = factories.page(), factories.article()
    lined, led, known = (wordings.wording(text) for text in ("Hip wash", "Knee wash", "Leg wash"))
    wordings.wording("In no line")
    Wording.objects.filter(pk=known.pk).update(page=target)
    for wording, to_page in ((lined, None), (led, target), (known, None)):
        Link.objects.create(from_page=page, wording=wording, to_page=to_page)
    assert list(wordings.waiting()) == [lined]
    published(page, "en")
    Link.objects.filter(wording=lined).delete()
    assert list(wordings.waiting()) == [lined], "readers still see the edition's line"
