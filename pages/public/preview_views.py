"""The page behind a preview link: the one public view that shows a draft, to whoever has its address."""

from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from pages.public import preview_links, reading
from pages.public.views import show
from pages.secret_addresses import HEADERS

# Neither has an address in the other language, nor one that others should be told.
ALONE = {"alternates": {}, "speaks_one_language": True}


@require_safe
def preview(request, token):
    """The draft as it stands now, in the language of the link; a kind 410 where the link has ended, a kind 404 where none has this token."""
    shown = preview_links.shown_by(token)
    ended_in = None if shown else preview_links.ended_in(token)
    request.LANGUAGE_CODE = shown.edition.language if shown else ended_in or request.LANGUAGE_CODE
    with translation.override(request.LANGUAGE_CODE):
        response = _draft(request, shown) if shown else _unseen(request, has_ended=bool(ended_in))
    for name, value in {**HEADERS, "Content-Language": request.LANGUAGE_CODE}.items():
        response.headers[name] = value
    return response


def _draft(request, shown):
    """No address of the published page goes with it: that one says something else, if it is there at all."""
    found = reading.preview(shown.edition)
    found.edition.short_code = ""
    return show(request, found, is_preview=True, shown_until=shown.until, **ALONE)


def _unseen(request, has_ended):
    context = ALONE | {"language": request.LANGUAGE_CODE, "has_ended": has_ended}
    return render(request, "pages/preview_ended.html", context, status=410 if has_ended else 404)
