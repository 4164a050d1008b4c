"""Translations in Word: the file of texts to translate, and taking it back: first what would happen, then the drafts."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from importers.document import ImportRefused
from importers.word import outcomes, reading, taking
from importers.word.keys import Key
from importers.word.reading import Returned, Unknown
from importers.word.writing import write
from pages import languages, plain_text
from pages.admin import confirming
from pages.admin.matrix import Asked, kinds_for
from pages.models import Page
from pages.publishing import progress

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SALT = "translations-in-word"
A_DAY = 24 * 3600


def urls(site):
    """The addresses within an admin site."""
    wrap = site.admin_view
    return [
        path("translations/", wrap(never_cache(lambda request: show(request, site))), name="translations"),
        path("translations/file/", wrap(never_cache(lambda request: send(request, site))), name="translations_file"),
    ]


def send(request, site):
    """The file of what is to be translated into a language (`into`): of the chosen pages, else of all that are asked for."""
    allowed = _allowed(request, site)
    into = request.GET.get("into", "")
    if into not in languages.CODES:
        return redirect("admin:translations")
    asked = Asked.of(request.GET)
    waiting = progress.condition("missing", into) | progress.condition("outdated", into)
    chosen = _numbers(request.GET.getlist("page"))
    pages = asked.pages(allowed, request.user).filter(Q(pk__in=chosen) if chosen else waiting)
    try:
        content, count = write(pages.iterator(chunk_size=100), into)
    except ImportRefused as error:
        return _back(request, asked, chosen, str(error))
    if not count:
        told = {
            "en": _("Nothing is to be translated into English there."),
            "ar": _("Nothing is to be translated into Arabic there."),
        }
        return _back(request, asked, chosen, told[into])
    name = f"translations-{into}-{timezone.localdate().isoformat()}.docx"
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def show(request, site):
    """The way out and back for a page, or for all; POST shows what a file would do, and then does it."""
    allowed = _allowed(request, site)
    refused = ""
    if request.method == "POST" and "returned" in request.POST:
        return _taken(request, site, allowed)
    if request.method == "POST":
        try:
            return _outcomes(request, site, allowed, *_uploaded(request))
        except ImportRefused as error:
            refused = str(error)
    numbers = _numbers(request.GET.getlist("page"))[:1]
    page = Page.objects.filter(pk__in=numbers, kind__in=allowed).first()
    into = languages.other(page.original_language) if page else languages.other(languages.current())
    return _render(request, site, "word.html", page=page, into=into, languages=Page.LANGUAGES, refused=refused)


def _uploaded(request):
    file = request.FILES.get("file")
    if file is None:
        raise ImportRefused(_("Choose the Word file that came back."))
    rows = reading.read(file.read(reading.MOST_BYTES + 1))
    if not any(isinstance(row, Returned) for row in rows):
        raise ImportRefused(
            _("The file has no text that can be known again. Was it made here, and does it still have its table?")
        )
    return rows, plain_text.clean(file.name)[:200]


def _outcomes(request, site, allowed, rows, file, chosen=None):
    """What a file would do, with what was `chosen` before, where somebody saved a page meanwhile."""
    found = outcomes.of_rows(rows, allowed)
    returned = [row for row in rows if isinstance(row, Returned)]
    versions = {of_page.page.pk: of_page.page.version for of_page in found if of_page.page}
    kept = {"file": file, "rows": returned, "versions": list(versions.items()), "by": request.user.pk}
    kept["confirmation"] = confirming.token()
    states = [outcome.state for of_page in found for outcome in of_page.outcomes]
    return _render(
        request,
        site,
        "word_outcomes.html",
        file=file,
        found=[of_page for of_page in found if of_page.told],
        unknown=[row.words for row in rows if isinstance(row, Unknown)],
        unchanged=states.count(outcomes.UNCHANGED) + states.count(outcomes.STILL_RIGHT),
        empty=states.count(outcomes.EMPTY),
        is_offered=any(outcome.is_offered for of_page in found for outcome in of_page.outcomes),
        chosen=chosen,
        returned=signing.dumps(kept, salt=SALT, compress=True),
    )


def _taken(request, site, allowed):
    try:
        kept = signing.loads(request.POST["returned"], salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        kept = {}
    if kept.get("by") != request.user.pk:
        messages.error(request, _("This was shown too long ago. Upload the file again."))
        return redirect("admin:translations")
    rows = [Returned(Key(*key), html, tuple(lines), *original) for key, html, lines, *original in kept["rows"]]
    chosen = set(request.POST.getlist("take"))
    told = {"versions": dict(kept["versions"]), "allowed": allowed, "by": request.user}
    told |= {name: kept[name] for name in ("file", "confirmation")}
    written, unseen = taking.take(rows, chosen, **told)
    if written:
        count = sum(written.values())
        said = ngettext("%(count)s text is saved in the drafts.", "%(count)s texts are saved in the drafts.", count)
        messages.success(request, f"{said % {'count': count}} {_('Patients read it once it is published.')}")
    if unseen:
        messages.warning(
            request, _("Somebody saved a page since you opened this one. Look again at what would happen there.")
        )
        left = [row for row in rows if row.key.page in unseen]
        return _outcomes(request, site, allowed, left, kept["file"], chosen)
    if not written:
        messages.info(request, _("Nothing was taken."))
    return redirect("admin:matrix")


def _allowed(request, site):
    if not (allowed := kinds_for(site, request)):
        raise PermissionDenied
    return allowed


def _numbers(values):
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 19]


def _back(request, asked, chosen, said):
    messages.warning(request, said)
    alone = len(chosen) == 1 and request.GET.get("from") == "page"
    return redirect(f"{reverse('admin:translations')}?page={chosen[0]}" if alone else asked.address())


def _render(request, site, template, **context):
    told = site.each_context(request) | {"title": _("Translations in Word")} | context
    return render(request, f"admin/writing/{template}", told)
