"""`manage.py make_pictures`: the smaller sizes of pictures that are not there."""

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from pages import pictures
from pages.models import Picture


class Command(BaseCommand):
    help = "Makes the sizes of uploaded pictures that are missing, as after a backup that left them out."

    def handle(self, *args, **options):
        made, lost = 0, []
        for name in Picture.objects.values_list("file", flat=True):
            try:
                made += len(pictures.complete(name, default_storage))
            except (OSError, ValidationError) as reason:
                lost.append(f"{name}: {reason}")
        self.stdout.write(f"Made {made} files.")
        if lost:
            raise CommandError("\n".join(lost))
