"""`manage.py find_mentions`: what all pages say of each other without a link."""

from django.core.management.base import BaseCommand

from pages.drafting import mention_links

EVERY = 500


class Command(BaseCommand):
    help = "Finds where pages name other pages without a link, for the report of links. Changes no text."

    def handle(self, *args, **options):
        self.stdout.write(f"Found: {mention_links.refresh_all(self.tell)} mentions.")

    def tell(self, done, total):
        if done % EVERY == 0 or done == total:
            self.stdout.write(f"  {done}/{total}")
            self.stdout.flush()
