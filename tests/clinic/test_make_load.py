"""A large site to be measured: only in an empty database that may be played with, and as if it had been published."""

import pytest
from django.core.management import CommandError, call_command

from clinic import large_site
from clinic.management.commands import make_load
from doctors.models import Review
from pages.drafting import drafts
from pages.linking import dead_ends, link_index, wordings
from pages.models import Edition, EditionLink, NameKey, Page, ShortAddress
from pages.publishing import progress
from pages.search import index
from pageviews import rollups
from pageviews.models import DailyViews, Feedback
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def allowed(settings):
    settings.DEMO_ALLOWED = True


def made(**size):
    call_command("make_load", **{"editions": 14, "topics": 3, "days": 2} | size)


def test_its_pages_are_read_found_listed_and_counted_like_any_other(allowed, client, capsys):
    made()
    told = capsys.readouterr().out
    current = Edition.objects.current()
    assert current.count() == 14
    for edition in current:
        assert client.get(edition.get_absolute_url()).status_code == 200
    assert "article number 3" in client.get("/en/search/?q=physician").content.decode().lower()
    assert "procedure number 2" in client.get("/en/procedures/").content.decode().lower()
    assert client.get("/ar/topics/موضوع-1/").status_code == 200
    assert DailyViews.objects.count() == 28
    assert told == "14 editions, 3 topics and 28 days of views are made.\n"


def test_all_that_is_derived_is_what_publishing_would_have_made(allowed, monkeypatch):
    monkeypatch.setattr(large_site, "AT_ONCE", 12)  # so that later ones link to earlier ones
    made(editions=108)
    assert list(progress.differences()) == []
    assert list(link_index.differences()) == []
    assert list(index.differences()) == []
    assert list(rollups.differences()) == []
    copy = Page.objects.filter(kind="procedure").last()
    named = list(names())
    kept = Page.objects.values("fingerprints", "digests", "refusals", "finding_words", "topics", "author").get(
        pk=copy.pk
    )
    drafts.record(copy, by=None)
    assert Page.objects.values(*kept).get(pk=copy.pk) == kept
    assert list(names()) == named


def test_pages_link_to_each_other_and_readers_and_doctors_answered(allowed, monkeypatch):
    monkeypatch.setattr(large_site, "AT_ONCE", 12)
    made(editions=108)
    assert {name: EditionLink.objects.filter(kind=name).count() > 100 for name in ("text", "line")} == {
        "text": True,
        "line": True,
    }
    assert 0 < dead_ends.dead_ends().count() < 10 < dead_ends.orphans().count() < 54
    assert wordings.waiting().exists()
    for edition in Edition.objects.filter(number=1)[4:]:
        of_its_text = Review.objects.filter(
            page=edition.page, language=edition.language, digest=edition.content["digest"]
        )
        assert of_its_text.exists() == ("reviewer" in edition.content["byline"])
    assert Review.objects.count() > 80
    assert set(Feedback.objects.values_list("helped", flat=True)) == {True, False}
    assert ShortAddress.objects.count() == 54 * (1 + large_site.SECTIONS)


def names():
    return NameKey.objects.order_by("name__page", "name__words", "key").values_list("name__page", "name__words", "key")


def test_nothing_is_made_where_nobody_allowed_it_or_a_clinic_is(settings, allowed):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="DEMO_ALLOWED"):
        made()
    settings.DEMO_ALLOWED = True
    factories.article()
    with pytest.raises(CommandError, match="holds a clinic"):
        made()
    assert Edition.objects.count() == 0


@pytest.mark.parametrize("size", [{"editions": 2}, {"editions": 15}, {"topics": 0}, {"days": -1}])
def test_no_site_is_smaller_than_one(size, allowed):
    with pytest.raises(CommandError, match="at least"):
        made(**size)


def test_it_says_how_far_it_is(allowed, monkeypatch):
    told = []
    monkeypatch.setattr(make_load.Command, "tell", lambda command, done, total: told.append((done, total)))
    made()
    assert told == [(10, 16), (15, 16), (16, 16)]
