"""`manage.py send_reminders`: tells doctors, and publishers, whose reviews are due."""

from django.core.management.base import BaseCommand, CommandError

from doctors.reminders import reminding

OUTCOMES = {"sent": "sent", "failed": "FAILED, tried again at the next run", "before": "had it this week"}


class Command(BaseCommand):
    help = (
        "Writes to doctors whose reviews are due, and to publishers of those that nobody stands for: once a week each."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say who would get what; send and mark nothing")

    def handle(self, *args, dry_run=False, **options):
        if dry_run:
            for recipient in reminding.recipients():
                self.tell(recipient, "had it this week" if reminding.was_sent(recipient) else "would get")
                for one in recipient.dues:
                    self.stdout.write(f"  {one.on} {one.language} {one.page.name_in(one.language)}")
            return
        counts = reminding.send(lambda recipient, outcome: self.tell(recipient, OUTCOMES[outcome]))
        self.stdout.write(f"Reminders: {counts['sent']} sent, {counts['before']} before, {counts['failed']} failed.")
        if counts["failed"]:
            raise CommandError(f"{counts['failed']} could not be sent; the log says why.")

    def tell(self, recipient, outcome):
        self.stdout.write(f"{recipient.address}: {len(recipient.dues)} due, {outcome}")
