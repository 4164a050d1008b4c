"""Counting a view: the page's script posts here once the page is seen."""

from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pages import formatting
from pages.models import Edition
from pageviews import counting, readers, totals

LARGEST_NUMBER = 2**62


@csrf_exempt  # the page is cached, so it carries no token; the origin is checked instead
@require_POST
def count(request, page, language):
    """Counts one view of a current edition and tells the new total; what is no view is answered and not counted."""
    edition = _edition(page, language)
    if edition is None:
        return JsonResponse({}, status=404)
    if readers.is_reader(request) and not readers.is_repeat(request, page):
        counting.add(page, language)
        edition = _edition(page, language)
    # In Western digits: the page's script turns them, where the clinic chose the others.
    return JsonResponse({"views": edition.views, "label": formatting.views(edition.views, language)})


def _edition(page, language):
    if page > LARGEST_NUMBER:
        return None
    return (
        Edition.objects.current()
        .in_language(language)
        .filter(page=page)
        .annotate(views=totals.of_page())
        .only("pk")
        .first()
    )
