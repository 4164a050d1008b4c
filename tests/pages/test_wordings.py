"""Wordings: what waits for a page, and which page it turns out to be."""

import pytest

from pages import drafts, wordings
from pages.models import Link, Wording
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_wording_leads_to_a_page_of_that_name_once_there_is_one():
    waiting = wordings.wording("Vertebroplasty")
    assert waiting.page is None
    page = factories.procedure(title_en="Vertebroplasty")
    waiting.refresh_from_db()
    assert waiting.page_id == page.pk


@pytest.mark.parametrize(
    "names",
    [
        {"title_en": "VERTEBROPLASTY!"},
        {"title_ar": "رأب الفقرات"},
        {"aliases_en": "spine cement\nvertebro-plasty\nvertebroplasty"},
        {"aliases_ar": "رَأْب  الفِقْـرات"},
    ],
)
def test_a_wording_is_found_by_title_or_other_name_in_either_language(names):
    english, arabic = wordings.wording("Vertebroplasty"), wordings.wording("راب الفقرات")
    page = factories.procedure(**names)
    assert page.pk in (Wording.objects.get(pk=english.pk).page_id, Wording.objects.get(pk=arabic.pk).page_id)
    assert wordings.wording("“Vertebroplasty”").pk == english.pk


@pytest.mark.parametrize(
    "wording", ["Vertebroplasty Cost", "The Vertebroplasty", "Vertebro", "Vertebroplasty Vertebroplasty"]
)
def test_a_wording_does_not_lead_to_a_page_of_another_name(wording):
    before = wordings.wording(wording)
    factories.procedure(title_en="Vertebroplasty", aliases_en="spine cement")
    before.refresh_from_db()
    assert (before.page, wordings.wording(f"{wording}.").page) == (None, None)


def test_a_wording_that_names_two_pages_leads_to_neither():
    factories.procedure(title_en="Vertebroplasty")
    factories.article(title_en="Vertebroplasty")
    assert wordings.wording("Vertebroplasty").page is None


def test_a_wording_of_a_page_that_is_there_leads_to_it_at_once():
    page = factories.procedure(title_en="Vertebroplasty", aliases_ar="حقن الأسمنت")
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
    assert [Wording.objects.get(pk=row.pk).page_id for row in (english, arabic)] == [page.pk, page.pk]


def test_a_wording_of_two_pages_is_resolved_once_one_of_them_is_called_otherwise():
    one, two = factories.procedure(title_en="Vertebroplasty"), factories.article(title_en="Vertebroplasty")
    waiting = wordings.wording("Vertebroplasty")
    one.title_en = "Spine cement"
    one.save()
    drafts.record(one, by=None)
    assert Wording.objects.get(pk=waiting.pk).page_id == two.pk


def test_a_wording_of_two_pages_is_resolved_once_one_of_them_is_deleted():
    one, two = factories.procedure(title_en="Vertebroplasty"), factories.article(title_en="Vertebroplasty")
    waiting = wordings.wording("Vertebroplasty")
    drafts.delete(one, by=None)
    assert Wording.objects.get(pk=waiting.pk).page_id == two.pk


def test_publishing_resolves_what_its_lines_wait_for():
    page, target = factories.page(), factories.procedure(title_en="Vertebroplasty")
    waiting = wordings.wording("Vertebroplasty")
    Wording.objects.update(page=None)
    Link.objects.create(from_page=page, wording=waiting)
    factories.published(page, "en")
    assert Wording.objects.get().page_id == target.pk


def test_only_wordings_that_a_line_waits_with_are_waiting():
    page, target = factories.page(), factories.article()
    lined, led, known = (wordings.wording(text) for text in ("Hip wash", "Knee wash", "Leg wash"))
    wordings.wording("In no line")
    Wording.objects.filter(pk=known.pk).update(page=target)
    for wording, to_page in ((lined, None), (led, target), (known, None)):
        Link.objects.create(from_page=page, wording=wording, to_page=to_page)
    assert list(wordings.waiting()) == [lined]
    factories.published(page, "en")
    Link.objects.filter(wording=lined).delete()
    assert list(wordings.waiting()) == [lined], "readers still see the edition's line"
