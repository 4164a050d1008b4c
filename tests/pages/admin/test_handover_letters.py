"""What is handed over, or comes back, is told by mail: to whom, collected, and never twice."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone

from clinic import periodic
from pages.admin import handover_letters
from pages.models import HandoverLetter
from pages.publishing import handovers
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def people(roles, django_user_model, settings):
    settings.SITE_URL = "https://clinic.example"
    made = {}
    for name, role in (("ed", "Editor"), ("pub", "Publisher"), ("boss", "Publisher")):
        made[name] = django_user_model.objects.create_user(name, f"{name}@clinic.example", is_staff=True)
        made[name].groups.set([Group.objects.get(name=role)])
    return made


def written_to():
    return sorted(letter.to[0].partition("@")[0] for letter in mail.outbox)


def test_publishers_get_one_letter_of_all_and_whoever_handed_over_one_when_it_comes_back(people):
    page, now = factories.article(title_en="Knee", title_ar="الركبة"), timezone.now()
    for language in ("en", "ar"):
        handovers.hand_over(page, language, by=people["ed"], note="Please today")
    assert handover_letters.send_due(now) == {"sent": 2, "failed": 0}
    assert written_to() == ["boss", "pub"]
    letter = mail.outbox[0]
    assert letter.subject == "صفحة واحدة تنتظرك · 1 page waits for you"
    assert "English · ready to publish, handed over by ed · “Please today”" in letter.body
    assert f"https://clinic.example/admin/articles/article/{page.pk}/publish/ar/" in letter.body
    handovers.hand_back(page, "en", by=people["pub"], reason="A source")
    assert handover_letters.send_due(now + 2 * HOUR) == {"sent": 1, "failed": 0}
    assert (mail.outbox[2].to, "handed back by pub · “A source”" in mail.outbox[2].body) == (
        ["ed@clinic.example"],
        True,
    )
    assert handover_letters.send_due(now + 4 * HOUR) == {"sent": 0, "failed": 0}


def test_at_most_one_in_an_hour_and_nobody_of_their_own(people):
    first, second, now = factories.article(title_en="Knee"), factories.article(title_en="Hip"), timezone.now()
    handovers.hand_over(first, "en", by=people["boss"])
    handover_letters.send_due(now)
    handovers.hand_over(second, "en", by=people["ed"])
    handovers.take_back(first, "en", by=people["boss"])  # which lets no second letter through
    assert written_to() == ["pub"]
    handover_letters.send_due(now + timedelta(minutes=59))
    assert written_to() == ["boss", "pub"]
    handover_letters.send_due(now + timedelta(minutes=61))
    assert written_to() == ["boss", "pub", "pub"]
    assert ["Knee" in mail.outbox[-1].body, "Hip" in mail.outbox[-1].body] == [False, True]


def test_what_could_not_be_sent_is_logged_and_tried_again(people, settings, caplog):
    handovers.hand_over(factories.article(), "en", by=people["ed"])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1  # where no server answers
    task = [one for one in periodic.TASKS if one.do is handover_letters.send_due]
    assert periodic.run_due({}, timezone.now(), task) == ["tell of handovers"]
    assert "could not be sent" in caplog.text
    assert not HandoverLetter.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert periodic.run_due({}, timezone.now(), task) == []
    assert written_to() == ["boss", "pub"]
