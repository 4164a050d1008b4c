"""`manage.py rebuild_search`: makes the index of the search anew, or says where it is wrong."""

from django.core.management.base import BaseCommand, CommandError

from pages.linking import names
from pages.search import index, synonyms

EVERY = 500


class Command(BaseCommand):
    help = "Makes the index of the search anew, in one transaction. Readers search the old one until it is done."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; fail where the index is wrong")

    def handle(self, *args, check=False, **options):
        if not check:
            names.rebuild()
            groups, editions = synonyms.reindex(), index.rebuild(self.tell)
            self.stdout.write(f"Indexed: {editions} editions, {groups} groups of synonyms.")
            return
        differences = list(index.differences())
        for line in differences:
            self.stdout.write(line)
        if differences:
            raise CommandError(f"The index is wrong in {len(differences)} places: run rebuild_search.")
        self.stdout.write("The index is right.")

    def tell(self, done, total):
        if done % EVERY == 0 or done == total:
            self.stdout.write(f"  {done}/{total}")
            self.stdout.flush()
