"""Suggested links under the form of a page: each button saves the form and then links, or refuses for good."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from pages import languages
from pages.admin.link_report import numbered
from pages.drafting import mention_links
from pages.linking import namesakes

LINK, REFUSE = "_link_mention", "_refuse_mention"


class MentionsMixin:
    """Adds the suggestions to the admin of a page. They are about the text as it was last saved."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_suggestions"
        view = self.admin_site.admin_view(never_cache(self.suggestions))
        return [path("<int:number>/suggestions/", view, name=name), *super().get_urls()]

    def suggestions(self, request, number):
        """What a script puts under the form, which would open later if it had to wait for the reading of all texts."""
        found = _suggested(self._page(request, number))
        return render(request, "admin/links/_suggestions.html", {"suggestions": found})

    def with_suggestions(self, request, page):
        """The context of what the form says of suggestions: themselves where they are asked for, else where they are."""
        if request.method != "GET" or not self.has_change_permission(request, page):
            return {}
        if request.GET.get("suggestions") == "open":
            return {"suggestions": _suggested(page)}
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_suggestions"
        return {"suggestions_at": reverse(name, args=[page.pk])}

    def answer_suggestion(self, request, page):
        """Does what a button under the form asks of the text that was just saved; the caller records it."""
        if LINK in request.POST:
            _link(request, page, request.POST[LINK])
        elif number := numbered(request.POST.get(REFUSE, "")):
            mention_links.refuse(page.pk, number, by=request.user)
            messages.success(request, _("Your text was saved. This link will not be suggested on this page again."))

    def response_change(self, request, obj):
        if {LINK, REFUSE}.isdisjoint(request.POST):
            return super().response_change(request, obj)
        return HttpResponseRedirect(f"{request.path}?suggestions=open#suggestions")


def _suggested(page):
    found = mention_links.kept(page)
    namesakes.tell(mention.to_page for mention in found)
    return found


def _link(request, page, asked):
    language, _dot, rest = asked.partition(".")
    number, _dot, anchor = rest.partition(".")
    try:
        if language not in languages.CODES or not numbered(number):
            raise mention_links.Gone
        mention_links.insert(page, language, numbered(number), anchor)
        messages.success(request, _("Your text was saved, and the words were linked."))
    except mention_links.Gone:
        messages.warning(request, _("Your text was saved. These words no longer stand there, so no link was set."))
