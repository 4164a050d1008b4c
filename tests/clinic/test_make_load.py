"""A large site to be measured: only in an empty database that may be played with, and as if it had been published."""

import pytest
from django.core.management import CommandError, call_command

from clinic.management.commands import make_load
from pages.models import Edition
from pageviews import rollups
from pageviews.models import DailyViews
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
    assert list(rollups.differences()) == []
    assert told == "14 editions, 3 topics and 28 days of views are made.\n"


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
