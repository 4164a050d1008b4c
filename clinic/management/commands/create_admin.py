"""`manage.py create_admin`: the first person who can sign in."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from clinic import administrators


class Command(BaseCommand):
    help = "Makes an administrator. One who is there already is left as they are."

    def add_arguments(self, parser):
        parser.add_argument("--username", help="asked for where it is missing")
        parser.add_argument("--email", help="asked for where both are missing")
        parser.add_argument("--password-file", help="a file with the password, - for standard input; else generated")
        parser.add_argument("--if-none", action="store_true", help="only where there is no administrator yet")

    def handle(self, *args, username=None, email=None, password_file=None, if_none=False, **options):
        if if_none and administrators.there_is_one():
            return
        if not username:
            username, email = self.asked(email)
        password = self.password(password_file)

        def tell(generated):
            self.stdout.write(f"Administrator: {username}\nPassword, shown only now: {generated}")
            self.stdout.flush()

        try:
            made = administrators.create(username, email or "", password, tell)
        except administrators.NotMade as reason:
            raise CommandError(str(reason)) from reason
        if not made:
            self.stdout.write(f"{username} is already an administrator.")
        elif password is not None:
            self.stdout.write(f"Administrator: {username}")

    def asked(self, email):
        if not sys.stdin.isatty():
            raise CommandError("Say who it is: --username NAME [--email ADDRESS]")
        username = input("User name: ").strip()
        return username, email if email is not None else input("E-mail (may stay empty): ").strip()

    def password(self, path):
        """The first line of a file or of standard input; None where there is none to read."""
        if path is None:
            return None
        try:
            text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The password could not be read: {error}") from error
        return text.partition("\n")[0].rstrip("\r")
