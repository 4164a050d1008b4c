"""Static files in production: small style sheets joined into one and minified, everything named after its content."""

import re

import rcssmin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import (?:url\()?"([^"]+)"\)?;\n?')
JOINED = ("css/site.css",)


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Puts each style sheet that `css/site.css` imports in its import's place, before names are given.

    In development the browser follows the imports itself.
    """

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in JOINED:
                if name in paths:
                    self._save_over(name, self.joined(name))
                    path = paths[name][1]
                    paths[name] = (self, path)
        yield from super().post_process(paths, dry_run, **options)

    def joined(self, name):
        """The text of a style sheet with the sheets that it imports in their places, without comments and spaces."""
        folder = name.rpartition("/")[0]
        with self.open(name) as file:
            text = file.read().decode()
        return rcssmin.cssmin(IMPORT.sub(lambda match: self._text(f"{folder}/{match[1]}"), text))

    def _text(self, name):
        with self.open(name) as file:
            return file.read().decode()

    def _save_over(self, name, text):
        self.delete(name)
        self._save(name, ContentFile(text.encode()))
