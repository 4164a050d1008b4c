"""What the form of a page needs in a browser: its scripts, and what they are told of unsaved text."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from js_asset import ImportMap, Media, Script

from pages import kinds, languages

MODULES = (
    "parts",
    "part-dragging",
    "languages",
    "copies",
    "copy-differences",
    "remembered",
    "preview-frame",
    "preview-place",
    "picture-dialog",
    "picture-adding",
    "picture-describing",
)
SCRIPTS = Media(
    importmap=ImportMap({f"bayan/{name}": f"admin-bayan/{name}.js" for name in MODULES}),
    js=[
        Script(f"admin-bayan/{name}.js", type="module")
        for name in (
            "places",
            "desk-bar",
            "presence",
            "choosers",
            "picture-fields",
            "files",
            "unsaved",
            "advice",
            "search-result",
            "suggestions",
            "still-right",
            "preview-pane",
            "remarks",
        )
    ],
)
# Posted with the text of a copy that a browser kept: the form is shown with it, and nothing is saved.
RESTORE = "_restore"
# Where a session keeps which forms of this browser were saved: a copy of any other is still wanted.
SAVED = "saved_forms"
MOST_SAVED = 100
MOST_HELD = 5


def opened(request, kind, page):
    """What the form says of itself: its languages, when it was opened (this server's time, in seconds), which were saved.

    By these a browser knows whether a text that it sent off was saved, whatever was saved in another tab.
    """
    is_posted, codes = request.method == "POST", languages.original_first(page)
    return {
        "languages": codes,
        "opened": f"{timezone.now().timestamp():.3f}",
        "saved": " ".join(request.session.get(SAVED, [])),
        "is_unsaved": is_posted,
        "is_restored": is_posted and RESTORE in request.POST,
        "replaces": " ".join(held(request)),
        "search_results": _search_results(request, kinds.by_name(kind), codes),
    }


def note_saved(request):
    """Remembers that what a form holds was saved, by when the form was opened."""
    if found := held(request):
        request.session[SAVED] = [*request.session.get(SAVED, []), *found][-MOST_SAVED:]


def held(request):
    """Whose text a posted form holds: its own, and that of openings whose place it took, by when they were opened.

    Its script forgets their copies, unless the form is posted before its script has come.
    """
    told = f"{request.POST.get('_replaces', '')} {request.POST.get('_opened', '')}".split()
    return [opened for opened in told if len(opened) < 20][-MOST_HELD:]


def _search_results(request, kind, codes):
    """For each of the languages, what stands before the page's own words in its address, as a search engine shows it."""
    host = urlsplit(settings.SITE_URL).netloc or request.get_host()
    return [
        {"language": code, "direction": languages.DIRECTIONS[code], "folder": f"{host}/{code}/{kind.prefix}"}
        for code in codes
    ]
