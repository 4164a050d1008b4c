"""What every public template knows: the clinic, the language, and where the site is."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from clinic import profile as profiles
from pages import languages


def profile(request):
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    clinic = SimpleLazyObject(lambda: profiles.load(language))
    return {
        "clinic": clinic,
        "original": SimpleLazyObject(lambda: clinic.default_language),
        "language": language,
        "other_language": languages.other(language),
        "site_url": site_url(request),
    }


def site_url(request):
    """The public address of the site, without a slash at its end."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
