"""What happened in the demo clinic lately: readers came, work waits, and it happens once."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from clinic.demo import lately, loading, removing
from clinic.models import DemoRow
from doctors.reminders import due
from pages import languages
from pages.models import Deed, Edition, Handover, Page, Revision
from pages.publishing import progress
from pageviews import reports, rollups
from pageviews.models import DailyViews, Feedback, PageViews, SiteViews, UnansweredSearch
from tests import factories
from tests.clinic.test_demo import small_pictures  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(small_pictures, settings):  # noqa: F811
    settings.DEMO_ALLOWED = True
    call_command("load_demo", verbosity=0)


def keys(found):
    """What the demo calls some pages."""
    names = {row.number: row.key for row in DemoRow.objects.filter(key__startswith="page:")}
    return sorted(names[page.pk].removeprefix("page:") for page in found)


def in_state(state, language):
    return keys(Page.objects.filter(progress.condition(state, language)))


def test_work_waits_in_the_demo(demo):
    assert in_state("outdated", "en") == ["dry-eye"]
    assert in_state("outdated", "ar") == []
    assert in_state("next", "ar") == in_state("next", "en") == ["prices"]
    assert in_state("draft", "ar") == ["lately"]
    assert in_state("changed", "ar") == ["dry-eye", "reading-an-mri-report"]
    assert keys(Page.objects.filter(title_en="")) == ["lately"]
    assert [(str(one.page.title_en)[:10], one.language) for one in due.soon()] == [
        ("Going home", "ar"),
        ("Going home", "en"),
    ]
    waits = {held.language: (held.by.first_name, held.note) for held in Handover.objects.waiting()}
    assert waits["ar"][0] == "منى"
    assert {code: languages.of_script(note) for code, (_who, note) in waits.items()} == {"ar": "ar", "en": "en"}
    notes = Edition.objects.values_list("language", "note")
    assert {(code, languages.of_script(note)) for code, note in notes} == {("en", "en"), ("ar", "ar")}
    assert not User.objects.get().is_active
    assert not User.objects.get().has_usable_password()


def test_readers_came_for_thirty_days_and_all_sums_of_views_are_right(demo):
    days = reports.by_day()
    assert len(days) == 30
    assert all(counts["ar"] > counts["en"] > 0 for _day, counts in days)
    fridays = [counts["ar"] for day, counts in days if day.weekday() == 4]
    sundays = [counts["ar"] for day, counts in days if day.weekday() == 6]
    assert max(fridays) < min(sundays)
    assert len(set(PageViews.objects.values_list("count", flat=True))) > 10
    assert list(rollups.differences()) == []
    assert {(search.language, search.times) for search in UnansweredSearch.objects.all()} == {("ar", 7), ("en", 4)}
    assert sorted(Feedback.objects.values_list("helped", flat=True)) == [False, True, True]


def test_it_happens_once(demo):
    def state():
        models = (
            Page,
            Edition,
            Revision,
            Deed,
            Handover,
            DailyViews,
            SiteViews,
            Feedback,
            UnansweredSearch,
            User,
            DemoRow,
        )
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = state()
    call_command("load_demo", verbosity=0)
    assert not lately.happen()
    assert state() == before


def test_it_goes_with_the_demo_and_the_views_of_other_pages_stay(demo):
    own = factories.article()
    factories.viewed(own, "en", timezone.localdate(), 3)
    removing.remove()
    assert [row.count for row in DailyViews.objects.all()] == [row.count for row in SiteViews.objects.all()] == [3]
    assert not any(model.objects.exists() for model in (Handover, Feedback, UnansweredSearch, User, DemoRow))
    assert list(rollups.differences()) == []


def test_a_demo_whose_pages_people_changed_still_loads(small_pictures, settings):  # noqa: F811
    settings.DEMO_ALLOWED = True
    loading.load()
    kept = DemoRow.objects.get(key="page:reading-an-mri-report").number
    Page.objects.get(pk=kept).sections.all().delete()
    Page.objects.get(pk=DemoRow.objects.get(key="page:dry-eye").number).sections.update(body_ar="<p>نص آخر.</p>")
    call_command("load_demo", verbosity=0)
    assert DemoRow.objects.filter(key="lately").exists()
