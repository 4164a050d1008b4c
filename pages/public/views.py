"""The public views of pages: one page, a topic, and an address that leads to none."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.encoding import iri_to_uri
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pages import kinds, languages, paging
from pages.content import arranging
from pages.models import Edition, Topic
from pages.prepared import snapshot_of
from pages.public import kept_pages, reading, topic_list, whereabouts
from serving.public import public

MOST_LISTED = 24
LISTED = ("procedure", "article")


@require_safe
@public
def page(request, language, slug, kind="page"):
    """One page; whoever looks for it where it was is sent to where it is."""
    try:
        look = reading.look(kind, language, slug, snapshot_of(request))
    except Http404:
        return elsewhere(request)
    response = HttpResponse(kept_pages.shown(request, look, rendered))
    response.public_until = look.ends_at
    return response


def show(request, found, **extra):
    """A Reading as a patient sees it; a preview is shown by the same means."""
    return HttpResponse(rendered(request, found, **extra))


def rendered(request, found, **extra):
    """The HTML of a Reading."""
    edition, kind = found.edition, kinds.by_name(found.edition.kind)
    blocks = arranging.blocks(edition.content, kind, found.also_read)
    context = {
        "reading": found,
        "edition": edition,
        "content": edition.content,
        "language": edition.language,
        "alternates": found.alternates,
        "original": edition.content["original_language"],
        "blocks": blocks,
        "also_read": arranging.lines_at_the_end(edition.content, blocks, found.also_read),
        "compared_with": found.compared_with,
    }
    return render_to_string(kind.template, context | extra, request)


@require_safe
@public
def topics(request, language):
    """All topics on which something can be read, from A to Z."""
    found = topic_list.of(language, request.GET)
    context = {
        "language": language,
        "listed": found,
        "canonical": found.here and f"/{language}/topics/{found.here}",
        "alternates": {code: f"/{code}/topics/" for code in languages.CODES},
    }
    return render(request, "pages/topics.html", context)


@require_safe
@public
def topic(request, language, slug):
    """A topic: its procedures, then its articles; where there are many, a page of one of them at a time."""
    found = Topic.objects.filter(**{f"slug_{language}": slug, f"name_{language}__gt": ""}).first()
    if found is None:
        return elsewhere(request)
    editions = Edition.objects.current().listed()
    lists = {kind: editions.filed_under(found, language, kind) for kind in LISTED}
    shelves = paging.shelves(lists, request.GET, MOST_LISTED)
    further = paging.place(shelves)
    context = {
        "language": language,
        "topic": found.name_in(language),
        "feed": f"/{language}/topics/{slug}/feed/",
        "shelves": shelves,
        "canonical": further and f"/{language}/topics/{slug}/{further}",
        "alternates": {
            code: f"/{code}/topics/{getattr(found, f'slug_{code}')}/"
            for code in languages.CODES
            if getattr(found, f"name_{code}")
        },
    }
    return render(request, "pages/topic.html", context)


@cache_control(no_cache=True)  # else a browser goes by it for ever: what moved may come back
def elsewhere(request, path=""):
    """An address that leads to no page of its own: moved, gone, or never known."""
    if not request.path.endswith("/") and _is_known(f"{request.path}/"):
        return HttpResponsePermanentRedirect(iri_to_uri(f"{request.path}/"))
    found = whereabouts.find(request.get_full_path() if request.GET else request.path)
    if request.GET and not (found.moved_to or found.gone):
        found = whereabouts.find(request.path)
    if found.moved_to and found.moved_to != request.path:
        return HttpResponsePermanentRedirect(iri_to_uri(found.moved_to))
    return not_here(request, found)


@cache_control(no_cache=True)
def not_here(request, found):
    """What a reader is told of a page that ended (410) or is not in their language (404); `found`: its Whereabouts."""
    context = {"language": request.LANGUAGE_CODE, "twin": found.twin, "alternates": {}}
    if found.gone:
        return render(request, "410.html", context, status=410)
    return render(request, "404.html", context, status=404)


def _is_known(path):
    try:
        return resolve(path).func is not elsewhere
    except Resolver404:
        return False
