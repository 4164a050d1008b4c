from django.core.management.base import BaseCommand, CommandError

from importers.document import ImportRefused
from importers.importing import import_file
from pages import kinds, languages


class Command(BaseCommand):
    """Makes a draft of a file, or fills a page's other language from one."""

    help = "Makes a draft of a plain text, HTML or Markdown file. Nothing is published."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--as", dest="kind", default="", choices=[kind.name for kind in kinds.every()])
        parser.add_argument("--language", required=True, choices=languages.CODES)
        parser.add_argument("--title", default="", help="The page's title in that language.")
        parser.add_argument("--old-url", default="", help="The address that the text had on the site it comes from.")
        parser.add_argument("--into", metavar="PAGE", help="The number or slug of the page whose language to fill.")

    def handle(self, *, file, kind, language, title, old_url, into, **options):
        try:
            report = import_file(file, kind=kind, language=language, title=title, old_url=old_url, into=into)
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(report.text())
