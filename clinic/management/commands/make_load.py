"""`manage.py make_load`: a site of any size in an empty database, to see how fast it is."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from clinic import large_site
from clinic.models import Clinic
from pages.management import progress_bar
from pages.models import Page


class Command(BaseCommand):
    help = "Fills an empty database with a large site of made-up pages, to be measured. Nothing of it is for patients."

    def add_arguments(self, parser):
        parser.add_argument("--editions", type=int, default=100_000, help="half of them in each language (100000)")
        parser.add_argument("--topics", type=int, default=1_000, help="(1000)")
        parser.add_argument(
            "--days", type=int, default=100, help="days of views of each edition (100: 10 million rows)"
        )

    def handle(self, *args, editions, topics, days, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError("Nothing is made up here: DEMO_ALLOWED is not set.")
        if editions < 4 or editions % 2 or topics < 1 or days < 0:
            raise CommandError("There are at least 4 editions, an even number of them, 1 topic and 0 days.")
        if Clinic.objects.exists() or Page.objects.exists():
            raise CommandError("This database holds a clinic. Give it another one with DATABASE_URL, and migrate that.")
        large_site.make(editions, topics, days, self.tell)
        self.stdout.write(f"{editions:,} editions, {topics:,} topics and {editions * days:,} days of views are made.")

    def tell(self, done, total):
        if self.stdout.isatty():
            progress_bar.show(self.stdout, done, total, f"{100 * done // total} %")
