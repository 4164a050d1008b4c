"""What the form of a page needs in a browser: its scripts, and what they are told of unsaved text."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from js_asset import ImportMap, Media, Script

from pages import kinds, languages
from pages.models import Revision

MODULES = ("parts", "part-dragging", "languages", "copies", "copy-differences", "remembered")
SCRIPTS = Media(
    importmap=ImportMap({f"bayan/{name}": f"admin-bayan/{name}.js" for name in MODULES}),
    js=[
        Script(f"admin-bayan/{name}.js", type="module")
        for name in ("places", "presence", "choosers", "unsaved", "advice", "search-result")
    ],
)
# Posted with the text of a copy that a browser kept: the form is shown with it, and nothing is saved.
RESTORE = "_restore"


def opened(request, kind, page):
    """What the form says of itself: when it was opened, and when the person last saved what it is about.

    By these a browser knows whether a text that it sent off was saved: both are this server's time, in seconds.
    """
    is_posted = request.method == "POST"
    return {
        "opened": f"{timezone.now().timestamp():.3f}",
        "last_saved": _last_saved(request.user, kind, page),
        "is_unsaved": is_posted,
        "is_restored": is_posted and RESTORE in request.POST,
        "replaces": request.POST.get("_opened", ""),
        "search_results": _search_results(request, kinds.by_name(kind)),
    }


def _last_saved(person, kind, page):
    saved = Revision.objects.filter(by=person, unsaved=False)
    saved = saved.filter(page_number=page.pk) if page else saved.filter(kind=kind, number=1)
    last = saved.order_by("-at").values_list("at", flat=True).first()
    return f"{last.timestamp():.3f}" if last else "0"


def _search_results(request, kind):
    """For each language, what stands before the page's own words in its address, as a search engine shows it."""
    host = urlsplit(settings.SITE_URL).netloc or request.get_host()
    return [
        {"language": code, "direction": languages.DIRECTIONS[code], "folder": f"{host}/{code}/{kind.prefix}"}
        for code in languages.CODES
    ]
