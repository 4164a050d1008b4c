"""`manage.py remove_demo`: takes the fictional clinic away and leaves an empty one."""

from django.core.management.base import BaseCommand

from clinic.demo import removing


class Command(BaseCommand):
    help = "Removes the demo clinic. What people wrote themselves stays."

    def handle(self, *args, **options):
        self.stdout.write(f"Removed the demo clinic and its {removing.remove()} pages.")
