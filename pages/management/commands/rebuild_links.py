"""`manage.py rebuild_links`: makes the index of links anew, or says where it is wrong."""

from django.core.management.base import BaseCommand, CommandError

from pages.linking import link_index


class Command(BaseCommand):
    help = "Makes the index of links anew from the texts of drafts and editions, some at a time."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; fail where the index is wrong")

    def handle(self, *args, check=False, **options):
        if not check:
            drafts, editions = link_index.rebuild(self.tell)
            self.stdout.write(f"Indexed the links of {drafts} drafts and {editions} editions.")
            return
        differences = list(link_index.differences())
        for line in differences:
            self.stdout.write(line)
        if differences:
            raise CommandError(f"The index is wrong in {len(differences)} places: run rebuild_links.")
        self.stdout.write("The index is right.")

    def tell(self, done, total):
        self.stdout.write(f"  {done}/{total}")
        self.stdout.flush()
