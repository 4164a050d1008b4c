"""The revisions of a page: who saved what and when, what changed between any two, and restoring."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from pages.admin import confirming, conflicts
from pages.admin.comparing import chosen
from pages.drafting import drafts, snapshots
from pages.models import Revision


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
        """The revisions of a page, the newest first, and what changed between two of them."""
        page = self._page(request, number, self.has_view_permission)
        two = chosen(request, Revision.objects.filter(page_number=page.pk).select_related("by").defer("content"))
        changes = drafts.difference(two.old, two.new) if two.old else []
        told = {"two": two, "changes": changes, "may_change": self.has_change_permission(request, page)}
        return self._render(request, "admin/writing/revisions.html", page, "", **told)

    def revision(self, request, number, revision):
        """What a revision would change of the draft; POST restores it, where the draft is still what was shown."""
        page = self._page(request, number, self.has_view_permission)
        may_change, is_unseen = self.has_change_permission(request, page), False
        found = get_object_or_404(Revision, page_number=page.pk, number=min(revision, 2**30))
        if request.method == "POST":
            if not may_change:
                raise PermissionDenied
            with confirming.once(request, page) as done:
                is_restored = done or conflicts.restored(request, page, lambda: drafts.restore(found, by=request.user))
            if is_restored:
                told = _("The draft is again what it was at revision %(number)s.") % {"number": found.number}
                messages.success(request, told)
                return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[page.pk]))
            is_unseen, page = True, self._page(request, number)
        now = snapshots.plain(snapshots.of(page))
        told = {"revision": found, "changes": drafts.difference_of(now, found.content, page.kind)}
        told |= {"may_change": may_change, "is_unseen": is_unseen}
        return self._render(request, "admin/writing/revision.html", page, "", **told)
