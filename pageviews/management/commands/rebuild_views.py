"""`manage.py rebuild_views`: the sums of views made anew from the views by day, or looked at."""

from django.core.management.base import BaseCommand, CommandError

from pageviews import rollups


class Command(BaseCommand):
    help = "Makes the sums of views anew from the views by day. With --check: says where they are wrong, and changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing, say what is wrong")

    def handle(self, *args, check=False, **options):
        if not check:
            rollups.rebuild()
        wrong = list(rollups.differences())
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} sums of views are wrong; `manage.py rebuild_views` makes them anew.")
        self.stdout.write("Every sum of views is right.")
