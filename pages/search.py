"""Finding pages by what readers type."""

from pages.models import Edition
from pages.search_results import MOST_COUNTED, PER_PAGE, Found, Hit

__all__ = ["MOST_COUNTED", "PER_PAGE", "Found", "Hit", "find"]


def find(query, language, *, kind="", topic=None, page=1):
    """What a reader of a language finds for a query: a Found.

    `kind` is the name of a kind of page, `topic` the number of a topic, `page` any number: the nearest page is shown.
    Nothing that can be typed is an error.
    """
    words = tuple(query[:200].split())[:10]
    if not words:
        return Found()
    editions = Edition.objects.current().in_language(language).listed().filter(title__icontains=words[0]).newest()
    hits = [_hit(edition) for edition in editions[:PER_PAGE]]
    return Found(hits=hits, total=len(hits), pages=1 if hits else 0, words=words)


def _hit(edition):
    return Hit(
        page_id=edition.page_id,
        kind=edition.kind,
        language=edition.language,
        slug=edition.slug,
        title=edition.title,
        summary=edition.summary,
        address=edition.get_absolute_url(),
        picture_file=edition.picture_file or "",
        title_runs=[(edition.title, False)],
        excerpt_runs=[(edition.summary, False)],
    )
