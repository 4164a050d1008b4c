"""The revisions of a page: who saved what and when, what changed, and restoring."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from pages import drafts
from pages.models import Revision

MOST_LISTED = 100


class RevisingMixin:
    """Adds the list of revisions, one revision, and its restoring to the admin of a page."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<int:number>/revisions/", wrap(self.revisions), name=f"{name}_revisions"),
            path("<int:number>/revisions/<int:revision>/", wrap(self.revision), name=f"{name}_revision"),
            *super().get_urls(),
        ]

    def revisions(self, request, number):
        """The revisions of a page, the newest first."""
        page = self._page(request, number)
        found = Revision.objects.filter(page_number=page.pk).select_related("by").defer("content")[:MOST_LISTED]
        return self._render(request, "admin/writing/revisions.html", page, "", revisions=found)

    def revision(self, request, number, revision):
        """What a revision would change of the draft; POST restores it."""
        page = self._page(request, number)
        found = get_object_or_404(Revision, page_number=page.pk, number=min(revision, 2**30))
        if request.method == "POST":
            drafts.restore(found, by=request.user)
            messages.success(
                request, _("The draft is again what it was at revision %(number)s.") % {"number": found.number}
            )
            return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[page.pk]))
        now = drafts.plain(drafts.snapshot(page))
        changes = drafts.difference_of(now, found.content, page.kind)
        return self._render(request, "admin/writing/revision.html", page, "", revision=found, changes=changes)
