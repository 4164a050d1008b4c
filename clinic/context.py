"""What every public template knows: the clinic, the language, and where the site is."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from clinic import hours, share_cards
from clinic import profile as profiles
from pages import languages
from pages.prepared import snapshot_of


def profile(request):
    language = _language(request)
    clinic = SimpleLazyObject(lambda: of(request))
    return {
        "clinic": clinic,
        "original": SimpleLazyObject(lambda: clinic.default_language),
        "language": language,
        "other_language": languages.other(language),
        "site_url": site_url(request),
    }


def of(request):
    """The clinic's Profile in the language of a request, which is asked for once in it."""
    language = _language(request)
    if getattr(request, "clinic", None) is None or request.clinic.language != language:
        request.clinic = profiles.load(language, snapshot_of(request))
    return request.clinic


def around_a_page(request, columns):
    """What the clinic's part of a page shows beside the edition: its profile, whether it is open now, the share card."""
    clinic = of(request)
    open_now = [hours.today(branch) for branch in clinic.branches]
    return clinic, open_now, site_url(request), share_cards.address(columns["id"], columns["fingerprint"], clinic)


def site_url(request):
    """The public address of the site, without a slash at its end."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def _language(request):
    return getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
