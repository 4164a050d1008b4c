"""`manage.py check_links`: are the pages of other sites that ours lead to still there?"""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pages.management import progress_bar
from pages.other_sites import link_rounds

EVERY = 50


class Command(BaseCommand):
    help = "Looks at every address of another site that a page leads to, one at a time at each site. Changes no text."

    def add_arguments(self, parser):
        parser.add_argument("--older", type=int, metavar="DAYS", help="only what was not checked for so many days")

    def handle(self, *args, older=None, **options):
        before = timezone.now() - timedelta(days=min(older, 36_500)) if older is not None else None
        try:
            counts = link_rounds.check_all(self.tell, before=before)
        except link_rounds.Underway as error:
            raise CommandError("Another check is going on: wait for it to end.") from error
        if unreached := counts.pop("unreached", 0):
            self.stdout.write(f"No other site answered, so this machine may be offline: {unreached} are as they were.")
        told = ", ".join(f"{counts[state]} {state}" for state in sorted(counts)) or "nothing to check"
        self.stdout.write(f"Checked: {told}.")

    def tell(self, done, total, row, result):
        if self.stdout.isatty():
            progress_bar.show(self.stdout, done, total, f"{done}/{total}")
        elif done % EVERY == 0 or done == total:
            self.stdout.write(f"  {done}/{total}")
