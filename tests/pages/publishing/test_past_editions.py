"""The editions of a page: who, when and why, what patients read on a day, and what restoring one would do."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from pages import clock
from pages.drafting import drafts
from pages.models import Deed, Edition, Link, Revision
from pages.publishing import editions, history
from procedures.models import Risk
from tests import factories
from tests.factories import article, published
from tests.pages.admin.admin_forms import post_as_shown, shown_by

pytestmark = pytest.mark.django_db
CAIRO = ZoneInfo("Africa/Cairo")
DAY = date(2026, 3, 3)


def address(made, action, *rest):
    return reverse(f"admin:{made._meta.app_label}_{made._meta.model_name}_{action}", args=[made.pk, *rest])


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=CAIRO)


def held(made, begins, ends=None, reason="succeeded", language="en", **options):
    """An edition that held from one time in Cairo until another."""
    made.title_en = f"{made.title_en}+"
    made.save()
    edition = published(made, language, confirmed=True, **options)
    ends = ends and at(ends)
    told = {"starts_at": at(begins), "ends_at": ends, "end_reason": reason if ends else ""}
    Edition._base_manager.filter(pk=edition.pk).update(**told)
    return edition


def read(made, day=DAY, language="en"):
    return [
        (f"{spell.begins.astimezone(CAIRO):%d %H:%M}", f"{spell.ends.astimezone(CAIRO):%d %H:%M}",
         spell.edition and spell.edition.number)
        for spell in history.on_day(made, language, day)
    ]  # fmt: skip


def shown(client, made, action, *rest, **asked):
    return BeautifulSoup(client.get(address(made, action, *rest), asked).content, "html.parser")


def words(tag):
    return " ".join(tag.get_text(" ", strip=True).split())


@pytest.fixture
def seer(client, django_user_model):
    """Signed in as somebody who may see pages, and not change them."""
    user = django_user_model.objects.create_user("seer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(user)
    return client


def test_a_day_without_a_change_was_read_in_one_edition():
    made = article()
    held(made, "2026-03-01T09:00", "2026-03-09T09:00")
    assert read(made) == [("03 00:00", "04 00:00", 1)]
    assert read(made, language="ar") == []


def test_a_day_on_which_it_changed_was_read_in_every_edition_that_held_on_it():
    made = article()
    held(made, "2026-03-01T09:00", "2026-03-03T10:15")
    held(made, "2026-03-03T10:15", "2026-03-03T12:00", "withdrawn")
    held(made, "2026-03-03T15:30", "2026-03-05T00:00")
    assert read(made) == [
        ("03 00:00", "03 10:15", 1), ("03 10:15", "03 12:00", 2), ("03 12:00", "03 15:30", None), ("03 15:30", "04 00:00", 3),
    ]  # fmt: skip


def test_an_edition_holds_from_its_start_and_no_more_at_its_end():
    made = article()
    held(made, "2026-03-02T00:00", "2026-03-03T00:00", "expired")
    held(made, "2026-03-04T00:00", "2026-03-05T00:00", "expired")
    assert read(made) == []
    assert [read(made, date(2026, 3, day))[0][2] for day in (2, 4)] == [1, 2]


def test_the_day_is_the_clinic_s_and_not_greenwich_s():
    made = article()
    held(made, "2026-03-03T00:30", "2026-03-03T01:30", "withdrawn")  # the second of March in UTC
    assert read(made) == [("03 00:00", "03 00:30", None), ("03 00:30", "03 01:30", 1), ("03 01:30", "04 00:00", None)]
    assert read(made, date(2026, 3, 2)) == []


def test_what_was_cancelled_or_has_not_begun_was_read_by_nobody():
    made = article()
    editions.cancel(published(made, "en", at=factories.later(hours=1)), by=None)
    factories.time_passes(days=3)
    published(made, "en", at=factories.later(seconds=30))
    today = timezone.localdate(clock.now())
    assert [history.on_day(made, "en", today - timedelta(days=days)) for days in (0, 3, 2)] == [[], [], []]


@pytest.mark.parametrize("day", [date.min, date.max, date(2026, 2, 28)])
def test_nothing_is_kept_of_other_days(day):
    made = article()
    held(made, "2026-03-01T09:00", "2026-03-09T09:00", "expired")
    assert read(made, day) == []


def test_the_list_tells_who_when_and_why(admin_client, admin_user):
    made, other = article(), article()
    published(other, "en")
    held(made, "2026-03-01T09:00", "2026-03-03T10:15", by=admin_user, note="A new leaflet")
    held(made, "2026-03-03T10:15")
    editions.withdraw(made, "en", by=admin_user, replacement=other)
    editions.cancel(published(made, "en", at=factories.later(days=1)), by=None)
    told = [words(row) for row in shown(admin_client, made, "editions", "en").select(".history-rows tbody tr")]
    assert [row.split(": ")[2][2:11] for row in told] == ["Edition 3", "Edition 2", "Edition 1"]
    assert "never: cancelled before it began" in told[0]
    assert "from 3 March 2026, 10:15 a.m. until" in told[1]
    assert f"withdrawn by {admin_user} · replacement: {other.title_en}" in told[1]
    assert "Why —" in told[1]
    assert "from 1 March 2026, 9:00 a.m. until 3 March 2026, 10:15 a.m." in told[2]
    assert f"Published by {admin_user} Why A new leaflet" in told[2]


def test_any_two_are_compared_the_newest_with_the_one_before_it_at_first(admin_client):
    made = article(title_en="T")
    for day in (1, 2, 3):
        held(made, f"2026-03-0{day}T09:00", f"2026-03-0{day + 1}T09:00")
    titles = {
        (): ("T++", "T+++"), (1, 3): ("T+", "T+++"), (3, 1): ("T+", "T+++"), ("x", 2): ("T+", "T++"),
        (10**30, 2**40): ("T++", "T+++"),
    }  # fmt: skip
    for two, (old, new) in titles.items():
        asked = dict(zip(("old", "new"), two, strict=False))
        told = shown(admin_client, made, "editions", "en", **asked).select_one("#difference")
        assert (words(told.select_one("del")), words(told.select_one("ins"))) == (old, new), two
    told = shown(admin_client, made, "editions", "en", old=2, new=2)
    assert "same one twice" in words(told.select_one("#difference"))
    checked = [(radio["name"], radio["value"]) for radio in told.select("input[type=radio][checked]")]
    assert checked == [("old", "2"), ("new", "2")]


def test_one_edition_alone_or_none_offers_nothing_to_compare(admin_client):
    made = article()
    assert "never published in Arabic" in words(shown(admin_client, made, "editions", "ar"))
    published(made, "ar")
    assert shown(admin_client, made, "editions", "ar").select("input[type=radio]") == []
    assert len(shown(admin_client, made, "editions", "ar").select(".history-rows tbody tr")) == 1


def test_a_day_leads_to_what_was_read_on_it_through_the_patients_own_template(admin_client):
    made = article(title_en="Old words")
    held(made, "2026-03-01T09:00", "2026-03-03T10:15")
    held(made, "2026-03-03T10:15")
    response = admin_client.get(address(made, "editions", "en"), {"day": "2026-03-03"})
    assert response["Location"] == address(made, "edition", "en", 1) + "?day=2026-03-03"
    response = admin_client.get(response["Location"])
    page = BeautifulSoup(response.content, "html.parser")
    assert (page.html["lang"], words(page.h1)) == ("en", "Old words+")
    bar = page.select_one(".notice-held")
    assert "What patients read on 3 March 2026 · Edition 1" in words(bar)
    assert [(words(one), one.get("aria-current")) for one in bar.select("ul a")] == [
        ("Edition 1", "page"), ("Edition 2", None),
    ]  # fmt: skip
    assert "12:00 a.m. to 10:15 a.m." in words(bar.ul)
    assert "no-store" in response["Cache-Control"]
    assert page.select(".helped, .views, form[action*=helped]") == []  # nobody is counted or asked
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_the_bar_is_in_the_language_of_who_reads_it_and_the_page_in_its_own(admin_client):
    made = article()
    published(made, "en")
    admin_client.cookies["language"] = "ar"
    page = shown(admin_client, made, "edition", "en", 1)
    bar = page.select_one(".notice-held")
    assert (page.html["lang"], bar["lang"], bar["dir"]) == ("en", "ar", "rtl")
    assert "Edition" not in words(bar)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-02-27", "not yet published in English"),
        ("2026-03-04", "had ended"),
        ("9999-12-31", "has not come yet"),
        ("0001-01-01", "not yet published in English"),
        ("2026-02-30", "There is no day 30 in February 2026"),
        ("2026-02-3x", "Write the date with its day, month and year"),
        ("", "required"),
    ],
)
def test_a_day_on_which_nothing_could_be_read_is_told_so(day, said, admin_client):
    made = article()
    held(made, "2026-03-01T09:00", "2026-03-03T10:15", "withdrawn")
    response = admin_client.get(address(made, "editions", "en"), {"day": day})
    assert (response.status_code, said in response.content.decode()) == (200, True)


def test_a_day_of_the_site_that_a_page_came_from_is_told_apart(admin_client):
    made = article(first_published_on="2020-01-01")
    published(made, "en")
    told = shown(admin_client, made, "editions", "en", day="2021-05-06")
    assert "first published on another site" in words(told.select_one(".history-nothing"))


def test_restoring_asks_first_with_what_it_would_change_and_changes_nothing_by_asking(admin_client):
    made = article(title_en="First")
    published(made, "en")
    made.title_en = "Second"
    made.save()
    drafts.record(made, by=None)
    before = (Revision.objects.count(), Deed.objects.count())
    told = shown(admin_client, made, "restoring", "en", 1)
    assert (words(told.select_one("del")), words(told.select_one("ins"))) == ("Second", "First")
    assert "What does not come back" not in words(told)
    made.refresh_from_db()
    assert (made.title_en, Revision.objects.count(), Deed.objects.count()) == ("Second", *before)


def test_restoring_makes_a_revision_and_is_noted(admin_client, admin_user):
    made = article(title_en="First", title_ar="عنوان")
    published(made, "en")
    made.title_en, made.title_ar = "Second", "آخر"
    made.save()
    drafts.record(made, by=None)
    count = made.revisions.count()
    assert post_as_shown(admin_client, address(made, "restoring", "en", 1)).status_code == 302
    made.refresh_from_db()
    assert (made.title_en, made.title_ar, made.revisions.count()) == ("First", "آخر", count + 1)
    deed = Deed.objects.first()
    assert (deed.what, deed.by, deed.language, deed.details["edition"]) == ("restored_edition", admin_user, "en", 1)
    told = shown(admin_client, made, "restoring", "en", 1)  # the draft says it already
    assert told.select("#content input[type=submit]") == []


def test_what_somebody_saved_since_it_was_shown_is_not_overwritten_unseen(admin_client, user):
    made = article(title_en="First")
    published(made, "en")
    made.title_en = "Second"
    made.save()
    drafts.record(made, by=None)
    page = shown_by(admin_client, address(made, "restoring", "en", 1))
    made.title_en = "Theirs"
    made.save()
    drafts.record(made, by=user)
    for fields in (page, {}, {"version": "x"}):
        response = admin_client.post(address(made, "restoring", "en", 1), fields)
        told = BeautifulSoup(response.content, "html.parser")
        assert "Nothing was changed" in words(told.select_one("[role=alert]"))
        assert words(told.select_one("del")) == "Theirs"
        made.refresh_from_db()
        assert made.title_en == "Theirs"
    assert post_as_shown(admin_client, address(made, "restoring", "en", 1)).status_code == 302
    made.refresh_from_db()
    assert made.title_en == "First"


def test_what_cannot_come_back_is_said(admin_client, user):
    target, gone = article(), article()
    made = factories.procedure(picture=factories.picture(alt_en="A knee"))
    section = factories.section(made, picture=factories.picture(alt_en="A hip"), heading_en="Before")
    section.body_en = f'<p>Read <a data-page="{gone.pk}">this</a>.</p>'
    section.save()
    Link.objects.create(from_page=made, to_page=target, label_en="Also this")
    edition = published(made, "en", confirmed=True)
    made.picture.delete()
    section.picture.delete()
    section.delete()
    made.links.all().delete()
    gone_too = target.pk
    drafts.delete(gone, by=user)
    drafts.delete(target, by=user)
    drafts.record(made, by=None)
    rehearsal = history.rehearsed(edition)
    assert rehearsal.lost == ["Before"]
    assert [(change.place, change.old, change.new) for change in rehearsal.stays] == [
        ((section.anchor, "picture"), "A hip", ""), (("", "picture"), "A knee", ""),
        (("", "also_read"), f"Also this [leads to: page {gone_too}]", "Also this [leads to: ]"),
    ]  # fmt: skip
    told = words(shown(admin_client, made, "restoring", "en", 1))
    assert "“Before” links to a page that was deleted" in told
    assert "In this the draft will still differ" in told


def test_a_risk_that_was_added_since_loses_its_text_and_that_is_shown(admin_client):
    made = factories.procedure()
    published(made, "en")
    factories.part(Risk, made, heading_en="Later", heading_ar="", body_en="", body_ar="")
    drafts.record(made, by=None)
    told = shown(admin_client, made, "restoring", "en", 1)
    assert [words(one) for one in told.select(".changes del")] == ["Later"]


def test_who_may_only_see_pages_sees_and_restores_nothing(seer):
    made = article(title_en="First")
    published(made, "en")
    made.title_en = "Second"
    made.save()
    drafts.record(made, by=None)
    for action, *rest in (("editions", "en"), ("edition", "en", 1)):
        page = seer.get(address(made, action, *rest))
        assert page.status_code == 200
        assert address(made, "restoring", "en", 1) not in page.content.decode()
    for method in (seer.get, seer.post):
        assert method(address(made, "restoring", "en", 1), {"version": "2"}).status_code == 403
    made.refresh_from_db()
    assert made.title_en == "Second"


@pytest.mark.parametrize("action", ["editions", "edition", "restoring"])
def test_strangers_are_refused_and_what_is_not_there_is_not_found(action, client, admin_client, user):
    made = article()
    published(made, "en")
    rest = ("en",) if action == "editions" else ("en", 1)
    assert client.get(address(made, action, *rest)).status_code == 302
    client.force_login(user)
    assert client.get(address(made, action, *rest)).status_code == 403
    path = address(made, action, *rest)
    assert admin_client.get(path.replace(f"/{made.pk}/", f"/{10**30}/")).status_code == 404
    if action != "editions":
        assert admin_client.get(address(made, action, "en", 10**30)).status_code == 404
        assert admin_client.get(address(made, action, "ar", 1)).status_code == 404
