"""What the first readers of a new process would otherwise wait for: addresses, words, templates and the SQL of pages."""

from contextlib import suppress
from itertools import product
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.http import Http404
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from pages import kinds, languages
from pages.public import reading

# The folders of the templates that patients are shown; what stands deeper in them is for doctors.
SHOWN = ("articles", "clinic", "doctors", "pages", "pageviews", "procedures")


def warm():
    """Reads and makes them all. Nothing needs the database: it may be away, or have no tables yet, while a process starts."""
    for code in languages.CODES:
        with translation.override(code):
            reverse("home", kwargs={"language": code})
            reverse("admin:index")
    for name in templates():
        get_template(name)
    ask()


def ask():
    """Asks for a page of each kind and language that nobody has, so that the SQL for them is made."""
    with suppress(Error):
        for kind, code in product(kinds.every(), languages.CODES):
            with suppress(Http404):
                reading.look(kind.name, code, "")
    connection.close()


def templates():
    """The names of the templates that patients are shown."""
    folder = Path(settings.BASE_DIR, "templates")
    found = [path for name in SHOWN for path in sorted((folder / name).glob("*.html"))]
    return [path.relative_to(folder).as_posix() for path in [*sorted(folder.glob("*.html")), *found]]
