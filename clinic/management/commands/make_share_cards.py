"""`manage.py make_share_cards`: the cards that are missing."""

from django.core.management.base import BaseCommand, CommandError

from clinic import share_card_making


class Command(BaseCommand):
    help = "Makes the share cards that are missing, as after a change of the clinic's name, logo or colour."

    def handle(self, *args, **options):
        try:
            self.stdout.write(f"Made {share_card_making.make_all()} cards.")
        except OSError as reason:
            raise CommandError(f"A card could not be kept: {reason}") from reason
