"""The two languages of the site: names, directions, and which one a request is answered in."""

import unicodedata

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

CODES = ("en", "ar")
NAMES = {"en": "English", "ar": "العربية"}
DIRECTIONS = {"en": "ltr", "ar": "rtl"}


def other(language):
    """The language that `language` is translated to or from."""
    return "ar" if language == "en" else "en"


def of_path(path):
    """The language that a path fixes (`/ar/…`, `/go/k7m3p/ar/`), or None where it fixes none (`/admin/`)."""
    words = path.lstrip("/").split("/", 3)
    fixed = words[2] if words[0] == "go" and len(words) > 2 else words[0]
    return fixed if fixed in CODES else None


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


def asked_for(request):
    """The language that a person chose (cookie) or that their browser asks for, None where neither says."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wanted = (name.partition("-")[0] for name, quality in asked if quality)
    return chosen if chosen in CODES else next((code for code in wanted if code in CODES), None)


def preferred(request):
    """The language that a person asks for, else the site's own."""
    return asked_for(request) or settings.LANGUAGE_CODE


def original_first(page=None):
    """Both languages, a page's original first; where there is no page yet, the language that is being spoken."""
    first = getattr(page, "original_language", "") or current()
    return first, other(first)


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


def listed(words):
    """Words one after the other, as the interface's language parts them."""
    return ("، " if current() == "ar" else ", ").join(words)
