"""Pages that were deleted: who deleted each and when, and bringing one back within 30 days."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models.fields.json import KT
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pages import kinds, languages
from pages.admin.turning import turned
from pages.admin.writing_tags import change_address
from pages.drafting import drafts
from pages.models import Deed, Page

PER_PAGE = 50


def urls(site):
    """The addresses of the deleted pages within an admin site."""
    wrap = site.admin_view
    return [
        path("deleted/", wrap(lambda request: show(request, site)), name="deleted"),
        path(
            "deleted/<int:number>/",
            wrap(require_POST(lambda request, number: bring_back(request, site, number))),
            name="bring_back",
        ),
    ]


def kinds_to_see(site, request):
    """The names of the kinds of page that somebody may see."""
    return [kind.name for kind in kinds.every() if site.get_model_admin(kind.model).has_view_permission(request)]


def kinds_to_bring_back(site, request):
    """The names of the kinds of page that somebody may both add and change."""
    return [
        kind.name for kind in kinds.every()
        if (admin := site.get_model_admin(kind.model)).has_add_permission(request) and admin.has_change_permission(request)
    ]  # fmt: skip


def show(request, site):
    """The deleted pages, those deleted last first; 403 for whoever may see no page."""
    allowed = kinds_to_see(site, request)
    if not allowed:
        raise PermissionDenied
    titles = {f"title_{code}": KT(f"content__page__title_{code}") for code in languages.CODES}
    found = drafts.deleted().filter(kind__in=allowed).select_related("by").defer("content").annotate(**titles)
    page = turned(found, ("-at", "-pk"), request.GET, PER_PAGE)
    own = {"title": _("Deleted pages"), "page": page, "may_bring_back": kinds_to_bring_back(site, request)}
    own["rows"] = [(revision, _title(revision), _kind(revision), _until(revision)) for revision in page]
    return render(request, "admin/writing/deleted.html", site.each_context(request) | own)


def bring_back(request, site, number):
    """Brings a deleted page back, and leads to its draft."""
    allowed = kinds_to_bring_back(site, request)
    if not allowed:
        raise PermissionDenied
    revision = drafts.deleted().filter(page_number=number).first() if number < 2**63 else None
    if revision is None and (back := _brought_back(request, number)):
        return _told_back(request, back)
    if revision is None:
        messages.error(request, _("This page is not among the deleted ones. Perhaps somebody has brought it back."))
        return redirect(reverse("admin:deleted"))
    if revision.kind not in allowed:
        raise PermissionDenied
    return _told_back(request, drafts.bring_back(revision, by=request.user))


def _told_back(request, page):
    messages.success(request, _("The draft “%(title)s” is back, with all of its parts.") % {"title": page})
    return redirect(change_address(page))


def _brought_back(request, number):
    """The page that the same person brought back just before, as by a double click; None where it is none."""
    page = Page.objects.filter(pk=number).first() if number < 2**63 else None
    last = Deed.objects.filter(page=number).first() if page else None
    return page if last and (last.what, last.by) == ("brought_back", request.user) else None


def _title(revision):
    here = languages.current()
    titles = (getattr(revision, f"title_{code}") for code in (here, languages.other(here)))
    return next(filter(None, titles), "—")


def _kind(revision):
    return kinds.by_name(revision.kind).model._meta.verbose_name


def _until(revision):
    return revision.at + timedelta(days=drafts.DELETED_KEPT_DAYS)
