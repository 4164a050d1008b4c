"""The list of procedures: by topic, and from A to Z in each alphabet; a long one a page at a time."""

from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages import languages, paging
from pages.models import Edition
from pages.public import listing
from serving.public import public

# So many stand on one page, each under its topics and its letter. Where there are more, topics are where to look.
MOST_AT_ONCE = 300
ON_A_PAGE = 24
MOST_TOPICS = 60


@require_safe
@public
def procedures(request, language):
    """The procedures that can be read in this language."""
    editions = Edition.objects.current().in_language(language).of_kind("procedure").listed()
    found = list(editions[: MOST_AT_ONCE + 1])
    shown = _all(found, language) if len(found) <= MOST_AT_ONCE else _some(request, editions, language)
    context = {"language": language, "alternates": {code: f"/{code}/procedures/" for code in languages.CODES}}
    return render(request, "procedures/procedures.html", context | shown)


def _all(found, language):
    """Every procedure by topic and by its first letter."""
    prefetch_related_objects(found, "topics")
    return {"topics": listing.by_topic(found, language), "letters": listing.by_letter(found, language)}


def _some(request, editions, language):
    """A page of them, the newest first, and on the first the topics that have one."""
    shown = paging.listed(editions, request.GET, ON_A_PAGE)
    if not shown.is_first:
        return {"listed": shown, "canonical": f"/{language}/procedures/{shown.here}"}
    filed, has_more_topics = listing.first_topics(language, MOST_TOPICS, kind="procedure")
    return {"listed": shown, "canonical": "", "filed": filed, "has_more_topics": has_more_topics}
