"""The list of procedures: by topic, and from A to Z in each alphabet."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages import languages, listing
from pages.models import Edition
from serving.public import public


@require_safe
@public
def procedures(request, language):
    """Every procedure that can be read in this language, by topic and by its first letter."""
    editions = Edition.objects.current().in_language(language).of_kind("procedure").listed()
    found = list(editions.prefetch_related("topics"))
    context = {
        "language": language,
        "count": len(found),
        "topics": listing.by_topic(found, language),
        "letters": listing.by_letter(found, language),
        "alternates": {code: f"/{code}/procedures/" for code in languages.CODES},
    }
    return render(request, "procedures/procedures.html", context)
