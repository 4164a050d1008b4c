"""The report of links: addresses of other sites, wordings without a page, mentions, orphans and dead ends."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pages import kinds, languages, log
from pages.admin.long_lists import LongListPaginator
from pages.admin.turning import turned
from pages.drafting import mention_links
from pages.linking import dead_ends, namesakes, wording_matches, wordings
from pages.models import EditionLink, ExternalAddress, FoundMention, Link, Page, Wording

PER_PAGE = 25
WORDINGS_PER_PAGE = 10
MOST_TOLD = 1_000  # of each list; of a longer one it is only said that there are more
MOST_PLACES = 9  # of a wording: one more than are shown
# Heading, and what it holds.
LISTS = {
    "broken": (gettext_lazy("Broken addresses"), gettext_lazy("Pages of other sites that are gone or do not answer.")),
    "moved": (gettext_lazy("Moved addresses"), gettext_lazy("Pages of other sites that live elsewhere for good.")),
    "slow": (gettext_lazy("Slow addresses"), gettext_lazy("Pages of other sites that take more than five seconds.")),
    "unsure": (
        gettext_lazy("Addresses to look at"),
        gettext_lazy("Sites that answer people only: open them to see whether the page is there."),
    ),
    "wordings": (
        gettext_lazy("Wordings without a page"),
        gettext_lazy("“Also read” lines whose page was not known. A link reaches drafts and published pages alike."),
    ),
    "mentions": (
        gettext_lazy("Suggested links"),
        gettext_lazy("Where a text names another page without leading there. Found anew once a day."),
    ),
    "orphans": (
        gettext_lazy("Pages that nothing links to"),
        gettext_lazy("Published pages that no other published page leads to in their language."),
    ),
    "dead-ends": (
        gettext_lazy("Pages that link to nothing"),
        gettext_lazy("Published pages from which no reader can go on to another one."),
    ),
}
STATES = ("broken", "moved", "slow", "unsure")


def urls(site):
    """The addresses of the report within an admin site."""
    report = LinkReport(site)
    return [
        path("links/", site.admin_view(report.overview), name="link_report"),
        path("links/wordings/link/", site.admin_view(report.link_wording), name="link_report_wording"),
        path("links/mentions/answer/", site.admin_view(report.answer_mention), name="link_report_mention"),
        path("links/<slug:name>/", site.admin_view(report.listed), name="link_report_list"),
    ]


def may_see(site, request):
    """Whether somebody may see the report: whoever may change pages of some kind."""
    return any(site.get_model_admin(kind.model).has_change_permission(request) for kind in kinds.every())


class LinkReport:
    """The views of the report."""

    def __init__(self, site):
        self.site = site

    def overview(self, request):
        """How many there are of each."""
        self._allow(request)
        rows = [
            {
                "name": name,
                "heading": told[0],
                "help": told[1],
                "counted": LongListPaginator(self._rows(name)[0], PER_PAGE, most=MOST_TOLD),
            }
            for name, told in LISTS.items()
        ]
        last = ExternalAddress.objects.exclude(checked_at=None).order_by("-checked_at").first()
        return self._render(request, "overview", title=_("Links"), rows=rows, last=last)

    def listed(self, request, name):
        """One list, page by page."""
        self._allow(request)
        if name not in LISTS:
            raise Http404
        rows, order, template = self._rows(name)
        page = turned(rows, order, request.GET, WORDINGS_PER_PAGE if name == "wordings" else PER_PAGE)
        shown = {"external": _addresses, "wordings": _waiting, "mentions": _mentions, "editions": list}[template](page)
        context = {"page": page, "shown": shown, "name": name, "help": LISTS[name][1]}
        if name == "wordings":
            context["may_link"] = self.site.get_model_admin(Wording).has_change_permission(request)
        return self._render(request, template, title=LISTS[name][0], **context)

    def link_wording(self, request):
        """Leads a wording to a page (POST only)."""
        admin = self.site.get_model_admin(Wording)
        if not admin.has_change_permission(request):
            raise PermissionDenied
        return require_POST(self._link_wording)(request, admin)

    def answer_mention(self, request):
        """Links a mention, or refuses it for good (POST only)."""
        return require_POST(self._answer_mention)(request)

    def _link_wording(self, request, admin):
        row = get_object_or_404(Wording, pk=numbered(request.POST.get("wording", "")))
        page = get_object_or_404(Page, pk=numbered(request.POST.get("page", "")))
        if Wording.objects.filter(pk=row.pk, page=None).update(page_id=page.pk):
            row.page = page
            log.note(request.user, "wording_linked", row, to=log.names_of(page))
            names = {"wording": row.text, "page": page}
            messages.success(request, _("“%(wording)s” now leads to “%(page)s”.") % names)
        else:
            messages.warning(request, _("Somebody else has linked “%(wording)s” meanwhile.") % {"wording": row.text})
        return redirect("admin:link_report_list", "wordings")

    def _answer_mention(self, request):
        number, to_page = (numbered(request.POST.get(name, "")) for name in ("page", "to_page"))
        page = get_object_or_404(Page, pk=number)
        if not self.site.get_model_admin(kinds.of(page).model).has_change_permission(request, page):
            raise PermissionDenied
        if request.POST.get("answer") == "refuse":
            mention_links.refuse(page.pk, to_page or 0, by=request.user)
            messages.success(request, _("This link will not be suggested on “%(page)s” again.") % {"page": page})
        else:
            self._accept(request, page, to_page)
        return redirect("admin:link_report_list", "mentions")

    def _accept(self, request, page, to_page):
        language, anchor = request.POST.get("language", ""), request.POST.get("anchor", "")
        try:
            if language not in languages.CODES:
                raise mention_links.Gone
            mention_links.accept(page.pk, language, to_page, anchor, by=request.user)
        except mention_links.Gone:
            mention_links.refresh(page)
            message = _("The text of “%(page)s” was changed meanwhile, so no link was set. Nothing was overwritten.")
            messages.warning(request, message % {"page": page})
        else:
            messages.success(request, _("The words were linked in the draft of “%(page)s”.") % {"page": page})

    def _rows(self, name):
        """The rows of a list, their order, and the template that shows them."""
        if name in STATES:
            since = ["broken_since"] if name == "broken" else []
            return ExternalAddress.objects.filter(state=name), [*since, "pk"], "external"
        if name == "wordings":
            return wordings.waiting(), ["text", "pk"], "wordings"
        if name == "mentions":
            return FoundMention.objects.select_related("page", "to_page"), ["page_id", "language", "pk"], "mentions"
        editions = dead_ends.orphans() if name == "orphans" else dead_ends.dead_ends()
        return editions.select_related("page"), ["-pk"], "editions"

    def _allow(self, request):
        if not may_see(self.site, request):
            raise PermissionDenied

    def _render(self, request, template, **context):
        lists = [(name, told[0]) for name, told in LISTS.items()]
        common = self.site.each_context(request) | {"lists": lists}
        return render(request, f"admin/links/{template}.html", common | context)


def numbered(text):
    """A number that a row could have, or None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _addresses(rows):
    """The rows with the pages where each stands, each once, and whether patients read it there."""
    rows = list(ExternalAddress.objects.filter(pk__in=[row.pk for row in rows]).prefetch_related("places__page"))
    for row in rows:
        found = {}
        for place in row.places.all():
            told = found.setdefault(place.page_id, {"page": place.page, "is_published": False})
            told["is_published"] |= place.is_published
        row.stands = list(found.values())
    return rows


def _mentions(rows):
    """The rows, whose pages are told apart."""
    rows = list(rows)
    namesakes.tell(row.to_page for row in rows)
    return rows


def _waiting(rows):
    """Each wording with the pages where it stands and those that it may mean."""
    rows = list(rows)
    stands = _stands(rows)
    matches = {row.pk: wording_matches.matches(row) for row in rows}
    namesakes.tell(match.page for found in matches.values() for match in found)
    return [{"wording": row, "stands": stands[row.pk], "matches": matches[row.pk]} for row in rows]


def _stands(rows):
    """The pages where each of some wordings stands, in a draft or in what patients read: {number: [page, …]}, the first ones."""
    drafted = Link.objects.filter(wording__in=rows, to_page=None).values_list("wording", "from_page")
    read = EditionLink.objects.of_current_editions().filter(wording__in=rows).values_list("wording", "edition__page")
    found = {row.pk: {} for row in rows}
    for wording, page in [*drafted, *read]:
        found[wording][page] = None
    shown = {wording: list(pages)[:MOST_PLACES] for wording, pages in found.items()}
    pages = Page.objects.in_bulk({page for numbers in shown.values() for page in numbers})
    return {wording: [pages[page] for page in numbers] for wording, numbers in shown.items()}
