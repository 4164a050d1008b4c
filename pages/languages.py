"""The two languages of the site: names, directions, and which one a request is answered in."""

import unicodedata

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers

CODES = ("en", "ar")
NAMES = {"en": "English", "ar": "العربية"}
DIRECTIONS = {"en": "ltr", "ar": "rtl"}


def other(language):
    """The language that `language` is translated to or from."""
    return "ar" if language == "en" else "en"


def of_path(path):
    """The language that a path fixes (`/ar/…`), or None where it fixes none (`/admin/`)."""
    first = path.lstrip("/").split("/", 1)[0]
    return first if first in CODES else None


def of_script(text):
    """The language that most letters of a text are written in, or None where it has no letter."""
    directions = [unicodedata.bidirectional(character) for character in text if character.isalpha()]
    if not directions:
        return None
    return "ar" if directions.count("AL") * 2 >= len(directions) else "en"


def current():
    """The language that is being spoken; the admin writes its log in none, which counts as English."""
    language = translation.get_language()
    return language if language in CODES else CODES[0]


def preferred(request):
    """The language that a person chose (cookie) or that their browser asks for."""
    language = translation.get_language_from_request(request)
    return language if language in CODES else settings.LANGUAGE_CODE


class LanguageConverter:
    """`<language:language>` in a URL pattern."""

    regex = "|".join(CODES)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class LanguageMiddleware:
    """Answers in the language that the address fixes, else in the one that the person prefers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        fixed = of_path(request.path_info)
        language = fixed or preferred(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if not fixed:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response
