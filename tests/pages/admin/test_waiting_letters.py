"""What waits for somebody is told by mail, handovers and comments: to whom, collected, and never twice."""

import socketserver
from datetime import timedelta
from threading import Thread

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone

from clinic import periodic
from pages.admin import waiting_letters
from pages.drafting import drafts, remarks
from pages.models import LetterChoice, LetterMark, Remark, Revision
from pages.publishing import handovers
from tests import factories
from tests.doctors.reminders.test_reminding import Refusing
from tests.pages.publishing.test_publishing_at_once import at_once

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def people(roles, django_user_model, settings):
    settings.SITE_URL = "https://clinic.example"
    made = {}
    for name, role in (("ed", "Editor"), ("mona", "Editor"), ("pub", "Publisher"), ("boss", "Publisher")):
        made[name] = django_user_model.objects.create_user(name, f"{name}@clinic.example", is_staff=True)
        made[name].groups.set([Group.objects.get(name=role)])
    return made


def written_to():
    return sorted(letter.to[0].partition("@")[0] for letter in mail.outbox)


def wrote(page, by, text="The dose?", **told):
    return remarks.write(page, text, by=by, token=f"t{Remark.objects.count()}", **told)


def plain(letter):
    """What a letter says, without the signs that keep a name in its own direction."""
    return letter.body.replace("\u2068", "").replace("\u2069", "")


def test_publishers_get_one_letter_of_all_and_whoever_handed_over_one_when_it_comes_back(people):
    page, now = factories.article(title_en="Knee", title_ar="الركبة"), timezone.now()
    for language in ("en", "ar"):
        handovers.hand_over(page, language, by=people["ed"], note="Please today")
    assert waiting_letters.send_due(now) == {"sent": 2, "failed": 0}
    assert written_to() == ["boss", "pub"]
    letter = mail.outbox[0]
    assert letter.subject == "صفحة واحدة تنتظرك · 1 page waits for you"
    assert "English · ready to publish, handed over by ed · “Please today”" in plain(letter)
    assert f"https://clinic.example/admin/articles/article/{page.pk}/publish/ar/" in letter.body
    handovers.hand_back(page, "en", by=people["pub"], reason="A source")
    assert waiting_letters.send_due(now + 2 * HOUR) == {"sent": 1, "failed": 0}
    assert (mail.outbox[2].to, "handed back by pub · “A source”" in plain(mail.outbox[2])) == (
        ["ed@clinic.example"],
        True,
    )
    assert waiting_letters.send_due(now + 4 * HOUR) == {"sent": 0, "failed": 0}


def test_at_most_one_in_an_hour_and_nobody_of_their_own(people):
    first, second, now = factories.article(title_en="Knee"), factories.article(title_en="Hip"), timezone.now()
    handovers.hand_over(first, "en", by=people["boss"])
    waiting_letters.send_due(now)
    handovers.hand_over(second, "en", by=people["ed"])
    handovers.take_back(first, "en", by=people["boss"])  # which lets no second letter through
    assert written_to() == ["pub"]
    waiting_letters.send_due(now + timedelta(minutes=59))
    assert written_to() == ["boss", "pub"]
    waiting_letters.send_due(now + timedelta(minutes=61))
    assert written_to() == ["boss", "pub", "pub"]
    assert ["Knee" in mail.outbox[-1].body, "Hip" in mail.outbox[-1].body] == [False, True]


def test_what_could_not_be_sent_is_logged_and_tried_again(people, settings, caplog):
    handovers.hand_over(factories.article(), "en", by=people["ed"])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1  # where no server answers
    task = [one for one in periodic.TASKS if one.do is waiting_letters.send_due]
    assert periodic.run_due({}, timezone.now(), task) == ["tell what waits"]
    assert "could not be sent" in caplog.text
    assert not LetterMark.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert periodic.run_due({}, timezone.now(), task) == []
    assert written_to() == ["boss", "pub"]


def test_comments_come_with_handovers_in_one_letter_each_once_and_at_its_thread(people):
    page, now = factories.article(title_en="Knee", title_ar="الركبة"), timezone.now()
    handovers.hand_over(page, "en", by=people["ed"])
    handovers.hand_back(page, "en", by=people["pub"], reason="A source")
    first = wrote(page, people["ed"])
    wrote(page, people["mona"], "5 <b>mg</b>\n" + "daily " * 40, to=first.pk)
    wrote(page, people["pub"], "أو عشرة", to=first.pk)
    waiting_letters.send_due(now)
    assert written_to() == ["ed", "mona"]
    [to_ed] = [letter for letter in mail.outbox if letter.to == ["ed@clinic.example"]]
    assert to_ed.subject == "صفحة واحدة تنتظرك · 1 page waits for you"
    body = plain(to_ed).partition("* * *")[2]
    address = f"https://clinic.example/admin/articles/article/{page.pk}/change/#thread-{first.pk}"
    assert body.count(address) == 2
    assert [words in body for words in ("handed back by pub", "comment by ed", "comment by pub · “أو عشرة”")] == [
        True, False, True,
    ]  # fmt: skip
    assert f"comment by mona · “5 <b>mg</b> {'daily ' * 27}daily…”" in body
    assert "ملاحظة من mona · «5 <b>mg</b>" in plain(to_ed)
    assert "5 &lt;b&gt;mg&lt;/b&gt;" in to_ed.alternatives[0].content
    assert "Choose which letters you get:\nhttps://clinic.example/admin/letters/\n" in body
    wrote(page, people["pub"], "Or 15", to=first.pk)
    assert waiting_letters.send_due(now + timedelta(minutes=59)) == {"sent": 0, "failed": 0}
    waiting_letters.send_due(now + timedelta(minutes=61))
    [*_before, last] = (letter for letter in mail.outbox if letter.to == ["ed@clinic.example"])
    assert ["Or 15" in last.body, "أو عشرة" in last.body, "handed back" in last.body] == [True, False, False]


def test_a_thread_that_waits_no_longer_is_not_told_and_what_was_told_stays_so(people):
    page, other, now = factories.article(), factories.article(), timezone.now()
    settled, answered = wrote(page, people["ed"]), wrote(other, people["ed"])
    for first in (settled, answered):
        wrote(first.page, people["mona"], "5 mg", to=first.pk)
    remarks.settle(page, settled.pk, by=people["mona"])
    wrote(other, people["ed"], "Thanks", to=answered.pk)
    waiting_letters.send_due(now)
    assert written_to() == ["mona"]  # of the thanks
    remarks.settle(other, answered.pk, by=people["ed"])
    waiting_letters.send_due(now + timedelta(days=40))
    wrote(other, people["ed"], "Sure?", to=answered.pk)  # which opens it again
    waiting_letters.send_due(now + timedelta(days=41))
    assert written_to() == ["mona", "mona"]
    assert ["Sure?" in mail.outbox[1].body, "Thanks" in mail.outbox[1].body] == [True, False]


def test_what_is_too_much_for_one_letter_follows_in_the_next(people):
    page, now = factories.article(), timezone.now()
    first = wrote(page, people["ed"])
    for number in range(waiting_letters.MOST + 2):
        wrote(page, people["mona"], f"Note {number}.", to=first.pk)
    for hours in (0, 2, 4):
        waiting_letters.send_due(now + hours * HOUR)
    told = [letter.body.count("comment by") for letter in mail.outbox if letter.to == ["ed@clinic.example"]]
    assert told == [waiting_letters.MOST, 2]
    assert "Note 51." in mail.outbox[-1].body


def test_nobody_is_told_of_what_they_may_not_open(people):
    page = factories.article()
    first = wrote(page, people["ed"])
    wrote(page, people["mona"], to=first.pk)
    handovers.hand_over(page, "en", by=people["ed"])
    handovers.hand_back(page, "en", by=people["pub"], reason="A source")
    people["ed"].groups.clear()
    assert waiting_letters.send_due() == {"sent": 0, "failed": 0}


def test_what_comes_back_with_a_deleted_draft_is_not_told_again(people):
    page, now = factories.article(), timezone.now()
    first = wrote(page, people["ed"])
    wrote(page, people["mona"], to=first.pk)
    handovers.hand_over(page, "en", by=people["ed"])
    assert waiting_letters.send_due(now) == {"sent": 3, "failed": 0}
    drafts.delete(page, by=people["ed"])
    waiting_letters.send_due(now + timedelta(days=29))
    drafts.bring_back(Revision.objects.filter(page=None).latest("pk"), by=people["ed"])
    assert Remark.objects.count() == 2
    assert waiting_letters.send_due(now + timedelta(days=29, hours=2)) == {"sent": 0, "failed": 0}
    Remark.objects.all().delete()
    waiting_letters.send_due(now + timedelta(days=32))
    assert set(LetterMark.objects.values_list("what", flat=True)) == {"handover"}


def test_what_is_switched_off_is_not_sent_and_switched_on_again_tells_what_still_waits(people):
    page, other, now = factories.article(title_en="Knee"), factories.article(title_en="Hip"), timezone.now()
    choice = LetterChoice.objects.create(person=people["ed"], language="en", remarks=False)
    first, gone = wrote(page, people["ed"]), wrote(other, people["ed"])
    for thread in (first, gone):
        wrote(thread.page, people["mona"], "5 mg", to=thread.pk)
    assert waiting_letters.send_due(now) == {"sent": 0, "failed": 0}
    handovers.hand_over(page, "ar", by=people["ed"])
    handovers.hand_back(page, "ar", by=people["pub"], reason="A source")
    waiting_letters.send_due(now)
    assert ["A source" in mail.outbox[0].body, "5 mg" in mail.outbox[0].body] == [True, False]
    remarks.settle(other, gone.pk, by=people["mona"])
    choice.remarks, choice.handovers = True, False
    choice.save()
    handovers.hand_over(other, "en", by=people["ed"])
    handovers.hand_back(other, "en", by=people["pub"], reason="No more")
    LetterChoice.objects.create(person=people["pub"], handovers=False)
    waiting_letters.send_due(now + 2 * HOUR)
    letter = mail.outbox[1]
    assert (letter.to, letter.subject) == (["ed@clinic.example"], "1 page waits for you")
    assert ["Knee" in letter.body, "Hip" in letter.body, "* * *" in letter.body] == [True, False, False]
    assert '<html lang="en" dir="ltr">' in letter.alternatives[0].content


def test_an_address_that_is_refused_holds_nobody_up(people, settings):
    page = factories.article()
    first = wrote(page, people["ed"])
    wrote(page, people["mona"], to=first.pk)
    handovers.hand_over(page, "en", by=people["mona"])
    for name in ("ed", "pub"):
        type(people[name]).objects.filter(pk=people[name].pk).update(email=f"omar-{name}@clinic.example")
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refusing) as server:
        server.daemon_threads, server.taken = True, []
        Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        with pytest.raises(waiting_letters.Failed, match="'sent': 1, 'failed': 2"):
            waiting_letters.send_due()
        server.shutdown()
    assert [line.strip().lower() for line in server.taken] == ["rcpt to:<boss@clinic.example>"]
    assert LetterMark.objects.get().person == people["boss"]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_moment_send_once(people):
    page = factories.article()
    first = wrote(page, people["ed"])
    wrote(page, people["mona"], to=first.pk)
    handovers.hand_over(page, "en", by=people["mona"])
    results = at_once(*[waiting_letters.send_due] * 4)
    assert sum(counts["sent"] for counts in results) == 3
    assert written_to() == ["boss", "ed", "pub"]
