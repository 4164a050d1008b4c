"""What a clinic's desk prints: a page's short addresses and QR codes, and sheets of cards to cut."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from doctors.handing_out import published_parts
from doctors.handing_out.people import of_the_clinic
from pages import languages
from pages.models import Edition
from pages.public import short_addresses

# Cards on a sheet of A4, by size: 85 by 55 mm, A6 and A5.
SIZES = {"business": 10, "a6": 4, "a5": 2}


@require_safe
@never_cache
@of_the_clinic
def addresses(request, page):
    """The short addresses and QR codes of a page, of each of its parts and of each row, in each language."""
    editions, codes = _editions(page), short_addresses.codes_of(page)
    shown = editions.get(request.LANGUAGE_CODE) or next(iter(editions.values()))
    context = {
        "edition": shown,
        "published": [code for code in languages.CODES if code in editions],
        "code": codes[""],
        "codes": codes,
        "parts": published_parts.of(editions),
        "sizes": SIZES,
    }
    return render(request, "handouts/addresses.html", context)


@require_safe
@never_cache
@of_the_clinic
def cards(request, page):
    """A sheet of equal cards: `size` is one of SIZES, `language` one of the page's, or both."""
    editions = _editions(page)
    size = request.GET.get("size") if request.GET.get("size") in SIZES else "business"
    asked = request.GET.get("language", "")
    told_in = [asked] if asked in editions else [code for code in ("ar", "en") if code in editions]
    fixed = f"{told_in[0]}/" if len(told_in) == 1 else ""
    context = {
        "edition": editions[told_in[0]],
        "sides": [editions[code] for code in told_in],
        "size": size,
        "copies": range(SIZES[size]),
        "code": short_addresses.code_of(page),
        "fixed": fixed,
        "choices": [code for code in languages.CODES if code in editions],
    }
    return render(request, "handouts/cards.html", context)


def _editions(page):
    """What can be read of a page today, by language. Raises Http404 for nothing."""
    found = {edition.language: edition for edition in Edition.objects.current().filter(page=page)}
    if not found:
        raise Http404
    return found
