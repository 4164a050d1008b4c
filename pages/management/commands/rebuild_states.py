"""`manage.py rebuild_states`: notes anew how every page stands in each language, or says where that is wrong."""

from django.core.management.base import BaseCommand, CommandError

from pages.publishing import progress


class Command(BaseCommand):
    help = "Notes anew how every page stands in each language, from its draft and its editions, some pages at a time."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; fail where a page is noted wrongly")

    def handle(self, *args, check=False, **options):
        if not check:
            self.stdout.write(f"Noted how {progress.rebuild(self.tell)} pages stand.")
            return
        differences = list(progress.differences())
        for line in differences:
            self.stdout.write(line)
        if differences:
            raise CommandError(f"{len(differences)} pages are noted wrongly: run rebuild_states.")
        self.stdout.write("How every page stands is noted rightly.")

    def tell(self, done, total):
        self.stdout.write(f"  {done}/{total}")
        self.stdout.flush()
