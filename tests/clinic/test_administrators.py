import io
import sys

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from clinic import administrators

pytestmark = pytest.mark.django_db


def create_admin(*arguments):
    """What the command prints."""
    out = io.StringIO()
    call_command("create_admin", *arguments, stdout=out)
    return out.getvalue()


def test_a_password_is_generated_and_shown_once():
    said = create_admin("--username=mona", "--email=mona@clinic.example")
    password = said.partition("only now: ")[2].split()[0]
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.email) == (True, True, "mona@clinic.example")
    assert user.check_password(password)
    assert create_admin("--username=mona") == "mona is already an administrator.\n"
    assert User.objects.get().check_password(password)


def test_generated_passwords_differ_and_are_long():
    made = {administrators.generated_password() for _ in range(100)}
    assert len(made) == 100
    assert {len(password) for password in made} == {23}


def test_a_password_comes_from_a_file(tmp_path):
    file = tmp_path / "password"
    file.write_text("a river of green lamps\n")
    assert "lamps" not in create_admin("--username=mona", f"--password-file={file}")
    assert User.objects.get().check_password("a river of green lamps")


def test_a_password_comes_from_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("a river of green lamps\r\n"))
    create_admin("--username=mona", "--password-file=-")
    assert User.objects.get().check_password("a river of green lamps")


@pytest.mark.parametrize("weak", ["", "short", "password123", "12345678901234", "mona.salem@clinic.example"])
def test_a_weak_password_is_refused(tmp_path, weak):
    file = tmp_path / "password"
    file.write_text(weak)
    with pytest.raises(CommandError):
        create_admin("--username=mona", "--email=mona.salem@clinic.example", f"--password-file={file}")
    assert not User.objects.exists()


def test_a_password_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(CommandError, match="could not be read"):
        create_admin("--username=mona", f"--password-file={tmp_path}/none")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(CommandError, match="could not be read"):
        create_admin("--username=mona", f"--password-file={tmp_path}/bytes")


@pytest.mark.parametrize(("username", "email"), [("mona", "no address"), ("mona salem", ""), ("m" * 200, "")])
def test_a_wrong_name_or_address_is_refused(username, email):
    with pytest.raises(CommandError):
        create_admin(f"--username={username}", f"--email={email}")
    assert not User.objects.exists()


def test_nobody_else_becomes_an_administrator_by_it():
    User.objects.create_user("mona", is_staff=True)
    with pytest.raises(CommandError, match="choose another name"):
        create_admin("--username=mona")
    assert not User.objects.get().is_superuser


def test_only_the_first_one_is_made_where_that_is_asked():
    assert "Password" in create_admin("--username=admin", "--if-none")
    assert create_admin("--username=other", "--if-none") == ""
    assert User.objects.count() == 1


def test_a_name_is_asked_for_only_on_a_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(CommandError, match="--username NAME"):
        create_admin()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    answers = iter(["mona", "mona@clinic.example"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    create_admin()
    assert User.objects.get().email == "mona@clinic.example"


def test_a_run_that_is_cut_off_leaves_no_account_with_an_unknown_password():
    def cut_off(password):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        administrators.create("mona", tell=cut_off)
    assert not User.objects.exists()
