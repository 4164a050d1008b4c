"""Whose reviews are due is told by mail: to whom, in which words, and never twice in a week."""

import io
import os
import re
import socket
import socketserver
import subprocess
import sys
from datetime import date, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from doctors.models import Reminder
from doctors.reminders import reminding
from doctors.review import review_links
from pages.models import LetterChoice
from tests import factories
from tests.doctors.reminders.test_due import in_days, reviewed
from tests.pages.publishing.test_publishing_at_once import at_once
from tests.test_killed import ROOT, database_url

pytestmark = pytest.mark.django_db
SITE = "https://clinic.example"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def mona():
    return factories.doctor(email="mona@clinic.example")


def publisher(django_user_model, roles, name="pub", role="Publisher", **columns):
    made = django_user_model.objects.create_user(name, f"{name}@clinic.example", **{"is_staff": True} | columns)
    made.groups.add(Group.objects.get(name=role))
    return made


def run(*args):
    out = io.StringIO()
    call_command("send_reminders", *args, stdout=out)
    return out.getvalue()


def test_nothing_due_no_mail(mona, django_user_model, roles):
    publisher(django_user_model, roles)
    reviewed(mona)
    assert run() == "Reminders: 0 sent, 0 before, 0 failed.\n"
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_each_doctor_gets_their_own_once_a_week(mona):
    omar = factories.doctor("Omar Adel", email="omar@clinic.example")
    reviewed(mona, ago=400, title_en="Knee"), reviewed(mona, title_en="Hip", review_due_on=in_days(3))
    reviewed(omar, ago=400, title_en="Back")
    run()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["mona@clinic.example", "omar@clinic.example"]
    to_mona = next(letter for letter in mail.outbox if letter.to == ["mona@clinic.example"])
    assert [name for name in ("Knee", "Hip", "Back") if name in to_mona.body] == ["Knee", "Hip"]
    assert run() == (
        "mona@clinic.example: 2 due, had it this week\nomar@clinic.example: 1 due, had it this week\n"
        "Reminders: 0 sent, 2 before, 0 failed.\n"
    )
    assert len(mail.outbox) == 2
    reminding.send(today=in_days(7))
    assert len(mail.outbox) == 4


def test_publishers_get_what_nobody_stands_for_and_only_they(mona, django_user_model, roles):
    publisher(django_user_model, roles), publisher(django_user_model, roles, "admin", "Administrator")
    publisher(django_user_model, roles, "ed", "Editor"), publisher(django_user_model, roles, "left", is_active=False)
    reviewed(mona, ago=400, title_en="Knee")
    gone = factories.doctor("Sara Nabil", email="sara@clinic.example", active=False)
    page = reviewed(gone, ago=400, title_en="Hip")
    reviewed(factories.doctor("Omar Adel"), ago=400, title_en="Back")
    run()
    to = {letter.to[0]: letter for letter in mail.outbox}
    assert set(to) == {"mona@clinic.example", "pub@clinic.example", "admin@clinic.example"}
    body = to["pub@clinic.example"].body
    assert [name for name in ("Knee", "Hip", "Back") if name in body] == ["Hip", "Back"]
    assert f"{SITE}/admin/articles/article/{page.pk}/change/" in body
    assert "last reviewed by Dr. Sara Nabil" in body


def test_a_publisher_is_spoken_to_in_the_language_that_they_chose(django_user_model, roles):
    chosen, _other = publisher(django_user_model, roles), publisher(django_user_model, roles, "boss")
    LetterChoice.objects.create(person=chosen, language="ar", handovers=False)
    reviewed(factories.doctor(), ago=400)
    run()
    assert {letter.to[0]: letter.subject for letter in mail.outbox} == {
        "pub@clinic.example": "مراجعة واحدة مستحقة",
        "boss@clinic.example": "مراجعة واحدة مستحقة · 1 review is due",
    }


def test_a_doctor_is_written_to_at_their_account_while_it_is_open(django_user_model):
    user = django_user_model.objects.create_user("omar", "omar@clinic.example")
    omar = factories.doctor("Omar Adel", user=user)
    page = reviewed(omar, ago=400)
    (recipient,) = reminding.recipients()
    assert recipient.address == "omar@clinic.example"
    run()
    assert f"{SITE}/desk/pages/{page.pk}/en/" in mail.outbox[0].body
    assert "without an account" not in mail.outbox[0].body
    user.is_active = False
    user.save()
    assert reminding.recipients() == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_doctor_is_spoken_to_as_in_their_last_review_link(mona, language):
    review_links.make(mona, by=None, days=1, language={"en": "ar", "ar": "en"}[language])
    review_links.make(mona, by=None, days=1, language=language)
    reviewed(mona, ago=400, language="ar", title_ar="الركبة", slug_ar="الركبة")
    run()
    (letter,) = mail.outbox
    assert letter.subject == {"en": "1 review is due", "ar": "مراجعة واحدة مستحقة"}[language]
    shown = BeautifulSoup(letter.alternatives[0].content, "html.parser")
    assert (shown.html["lang"], shown.html["dir"]) == (language, {"en": "ltr", "ar": "rtl"}[language])
    assert [side["lang"] for side in shown.select("div")] == [language]
    assert (shown.bdi["lang"], shown.bdi["dir"], shown.bdi.text) == ("ar", "rtl", "الركبة")
    path = "/ar/articles/%D8%A7%D9%84%D8%B1%D9%83%D8%A8%D8%A9/"
    assert shown.a["href"] == SITE + path
    assert f"  {SITE}{path}\n" in letter.body


def test_where_nobody_knows_the_language_it_is_both_arabic_first(mona):
    reviewed(mona, ago=400)
    run()
    (letter,) = mail.outbox
    assert letter.subject == "مراجعة واحدة مستحقة · 1 review is due"
    shown = BeautifulSoup(letter.alternatives[0].content, "html.parser")
    assert [(side["lang"], side["dir"]) for side in shown.select("div")] == [("ar", "rtl"), ("en", "ltr")]
    assert not re.search("[A-Za-z]", " ".join(p.text for p in shown.select("div[lang=ar] p")))
    assert letter.body.index("تحية طيبة") < letter.body.index("Dear Dr. Mona Salem,")


def test_a_title_is_text_in_the_letter(mona):
    reviewed(mona, ago=400, title_en='<b>Knee</b> & "hip"')
    run()
    (letter,) = mail.outbox
    shown = BeautifulSoup(letter.alternatives[0].content, "html.parser")
    assert (shown.bdi.text, shown.find("b")) == ('<b>Knee</b> & "hip"', None)
    assert '- <b>Knee</b> & "hip"\n' in letter.body


def test_without_an_address_of_the_site_nothing_is_linked(mona, settings):
    settings.SITE_URL = ""
    reviewed(mona, ago=400)
    run()
    assert "http" not in mail.outbox[0].body
    assert "<a" not in mail.outbox[0].alternatives[0].content


def test_a_dry_run_says_who_would_get_what_and_does_nothing(mona):
    page = reviewed(mona, title_en="Knee", review_due_on=in_days(3))
    told = f"  {in_days(3)} en {page.title_en}\n"
    assert run("--dry-run") == f"mona@clinic.example: 1 due, would get\n{told}"
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)
    run()
    assert run("--dry-run") == f"mona@clinic.example: 1 due, had it this week\n{told}"


def test_a_mail_server_that_is_down_fails_and_the_next_run_tries_again(mona, settings):
    reviewed(mona, ago=400)
    staying = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match="1 could not be sent"):
        run()
    assert Reminder.objects.count() == 0
    settings.EMAIL_BACKEND = staying
    run()
    assert [letter.to for letter in mail.outbox] == [["mona@clinic.example"]]


class Refusing(socketserver.StreamRequestHandler):
    """A mail server that takes letters for everybody but Omar."""

    def handle(self):
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            if line.upper().startswith(b"RCPT") and b"omar" in line:
                self.wfile.write(b"550 no such person\r\n")
            elif line.upper().startswith(b"RCPT"):
                self.server.taken.append(line.decode())
                self.wfile.write(b"250 ok\r\n")
            elif line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
                self.wfile.write(b"250 ok\r\n")
            else:
                self.wfile.write(b"250 ok\r\n")


def test_a_letter_that_is_refused_stops_no_other(mona, settings):
    reviewed(factories.doctor("Omar Adel", email="omar@clinic.example"), ago=500)
    reviewed(mona, ago=400)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refusing) as server:
        server.daemon_threads, server.taken = True, []
        Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        counts = reminding.send()
        server.shutdown()
    assert counts == {"sent": 1, "failed": 1, "before": 0}
    assert [line.strip().lower() for line in server.taken] == ["rcpt to:<mona@clinic.example>"]
    assert Reminder.objects.get().doctor == mona


def test_letters_are_files_where_the_settings_say_so(mona, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", tmp_path
    reviewed(mona, ago=400)
    run()
    (file,) = tmp_path.iterdir()
    assert "To: mona@clinic.example" in file.read_text()


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_moment_send_once(mona):
    reviewed(mona, ago=400)
    results = at_once(*[reminding.send] * 4)
    assert sorted(counts["sent"] for counts in results) == [0, 0, 0, 1]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_run_that_was_killed_before_its_letter_left_sends_none_this_week(mona):
    reviewed(mona, ago=400)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        env = os.environ | {"DATABASE_URL": database_url(), "EMAIL_URL": f"smtp://127.0.0.1:{silent.getsockname()[1]}"}
        process = subprocess.Popen([sys.executable, ROOT / "manage.py", "send_reminders"], env=env)
        silent.settimeout(60)
        line, _address = silent.accept()  # the letter is about to leave; closing the line would refuse it
        process.kill()
        process.wait()
        line.close()
    assert reminding.send() == {"sent": 0, "failed": 0, "before": 1}
    assert reminding.send(today=in_days(7))["sent"] == 1


def test_a_week_is_that_of_the_clinic_s_time_zone():
    assert [reminding.week_of(date(2026, 12, 31)), reminding.week_of(date(2027, 1, 4))] == ["2026-W53", "2027-W01"]


def test_the_scheduler_sends_by_day_and_fails_where_a_letter_does(mona, settings):
    reviewed(mona, ago=400)
    morning = timezone.now().astimezone(ZoneInfo("Africa/Cairo")).replace(hour=8, minute=0)
    assert reminding.send_by_day(morning - timedelta(minutes=1)) == "not before 8"
    staying, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(reminding.Failed):
        reminding.send_by_day(morning)
    settings.EMAIL_BACKEND = staying
    assert reminding.send_by_day(morning)["sent"] == 1


def test_old_marks_are_forgotten(mona):
    old = Reminder.objects.create(doctor=mona, week="2020-W01")
    Reminder.objects.filter(pk=old.pk).update(at=datetime(2020, 1, 1, tzinfo=ZoneInfo("UTC")))
    reminding.send()
    assert not Reminder.objects.exists()
