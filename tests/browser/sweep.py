"""The sweep: what of an open page is in the wrong language, order, direction or digits (sweep.js does the looking)."""

import gettext
from pathlib import Path

from django.conf import settings

from pages import languages

LOOK = Path(__file__).with_name("sweep.js").read_text(encoding="utf-8")
CATALOGUE = settings.LOCALE_PATHS[0] / "ar" / "LC_MESSAGES" / "django.mo"


def messages(language):
    """The interface's texts in a language, those that are the same in both left out."""
    with CATALOGUE.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    pairs = {_english(key): text for key, text in catalogue.items() if key}
    return sorted({(english if language == "en" else arabic) for english, arabic in pairs.items() if english != arabic})


def sweep(page, language, digits="western"):
    """The faults of a page that should be in a language: ["kind | element | text"]."""
    told = {"language": language, "digits": digits, "messages": messages(languages.other(language))}
    return page.evaluate(LOOK, told)


def _english(key):
    key = key[0] if isinstance(key, tuple) else key
    return key.rpartition("\x04")[2]
