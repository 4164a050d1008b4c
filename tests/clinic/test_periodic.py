import io
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from clinic import periodic
from pages.drafting import drafts
from pages.models import Revision
from pageviews.models import Feedback, UnansweredSearch
from tests.factories import article, published

NOW = timezone.now()


@pytest.fixture
def rounds():
    """A list of tasks of which the middle one fails, and what was done."""
    done = []
    tasks = [
        periodic.Task("first", timedelta(hours=1), lambda: done.append("first")),
        periodic.Task("broken", timedelta(hours=1), lambda: 1 / 0),
        periodic.Task("last", timedelta(days=1), lambda: done.append("last")),
    ]
    return tasks, done


@pytest.mark.django_db
def test_each_task_fails_alone_and_says_why(rounds, caplog):
    tasks, done = rounds
    assert periodic.run_due({}, NOW, tasks) == ["broken"]
    assert done == ["first", "last"]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db
def test_a_task_is_done_again_when_it_is_due(rounds):
    tasks, done = rounds
    noted = {}
    for minutes, expected in ((0, ["broken"]), (5, []), (10, ["broken"]), (61, ["broken"])):
        assert periodic.run_due(noted, NOW + timedelta(minutes=minutes), tasks) == expected
    assert done == ["first", "last", "first"]


@pytest.mark.django_db
def test_a_round_deletes_what_is_past_its_time_and_nothing_else():
    page = article()
    for number in range(2, 14):
        Revision.objects.create(page=page, page_number=page.pk, kind="article", number=number, content={})
    Revision.objects.filter(number__lte=3).update(at=NOW - timedelta(days=drafts.KEPT_DAYS + 1))
    for model, kept in ((AccessLog, 89), (AccessFailureLog, 89), (AccessAttempt, 0)):
        defaults = {"failures_since_start": 1} if model is AccessAttempt else {}
        for days in (kept, kept + 2):
            row = model.objects.create(username=f"u{days}", ip_address="192.0.2.1", **defaults)
            model.objects.filter(pk=row.pk).update(attempt_time=timezone.now() - timedelta(days=days))
    Session.objects.create(session_key="old", session_data="", expire_date=NOW - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=NOW + timedelta(days=1))

    call_command("run_periodically", "--once", stdout=io.StringIO())

    assert set(Revision.objects.values_list("number", flat=True)) == set(range(4, 14))
    assert [model.objects.count() for model in (AccessLog, AccessFailureLog, AccessAttempt)] == [1, 1, 1]
    assert Session.objects.get().session_key == "new"


@pytest.mark.django_db
def test_a_round_forgets_what_readers_wrote_in_its_time():
    edition, today = published(article(), "en"), timezone.localdate()
    for days in (89, 90):
        Feedback.objects.create(edition=edition, helped=False, sentence="Why?", day=today - timedelta(days=days))
    for days in (364, 365):
        last = today - timedelta(days=days)
        UnansweredSearch.objects.create(language="en", words=f"{days}", times=3, first_day=last, last_day=last)

    call_command("run_periodically", "--once", stdout=io.StringIO())

    assert list(Feedback.objects.values_list("sentence", flat=True)) == ["Why?", ""]
    assert UnansweredSearch.objects.get().words == "364"


@pytest.mark.django_db
def test_a_single_round_tells_by_its_status_that_something_failed(rounds, monkeypatch):
    monkeypatch.setattr(periodic, "TASKS", rounds[0])
    with pytest.raises(CommandError, match="Failed: broken"):
        call_command("run_periodically", "--once")
