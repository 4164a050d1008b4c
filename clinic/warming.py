"""What the first readers of a new process would otherwise wait for: addresses, words and templates are read at its start."""

from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from pages import languages

# The folders of the templates that patients are shown; what stands deeper in them is for doctors.
SHOWN = ("articles", "clinic", "doctors", "pages", "pageviews", "procedures")


def warm():
    """Reads them all. Asks the database nothing: it may be away while a process starts."""
    for code in languages.CODES:
        with translation.override(code):
            reverse("home", kwargs={"language": code})
            reverse("admin:index")
    for name in templates():
        get_template(name)


def templates():
    """The names of the templates that patients are shown."""
    folder = Path(settings.BASE_DIR, "templates")
    found = [path for name in SHOWN for path in sorted((folder / name).glob("*.html"))]
    return [path.relative_to(folder).as_posix() for path in [*sorted(folder.glob("*.html")), *found]]
