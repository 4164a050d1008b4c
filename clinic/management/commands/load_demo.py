"""`manage.py load_demo`: the fictional clinic, for a look at Bayan."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from clinic.demo import lately, loading
from clinic.models import Clinic
from pages.models import Page


class Command(BaseCommand):
    help = "Loads the fictional demo clinic. Loading it again adds what is missing and changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="only where there is no clinic and no page yet")

    def handle(self, *args, if_empty=False, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo clinic is not loaded here: DEMO_ALLOWED is not set.")
        if if_empty and (Clinic.objects.exists() or Page.objects.exists()):
            return
        if Clinic.objects.filter(is_demo=False).exists():
            raise CommandError("This database holds a real clinic; the demo is not mixed into it.")
        self.stdout.write("Loading the demo clinic (fictional)…")
        made = loading.load(tell=self.tell)
        if lately.happen():
            self.tell("what happened there lately")
        self.stdout.write(f"The demo clinic is loaded: {made} new pages in two languages.")

    def tell(self, line):
        self.stdout.write(f"  {line}")
        self.stdout.flush()
