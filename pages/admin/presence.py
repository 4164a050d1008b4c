"""Who else has the form of a page open, and whether it was saved since: asked by the form every few seconds."""

import re

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path

from pages import log
from pages.admin import conflicts
from pages.models.open_form import OpenForm, forget_gone

NO_CONTENT = 204
TAB = re.compile(r"[0-9.]{1,20}")


class PresenceMixin:
    """Adds the address at which a form says that it is open, and is told of others."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_presence"
        return [
            path("<int:number>/presence/", self.admin_site.admin_view(self.presence), name=name),
            *super().get_urls(),
        ]

    def presence(self, request, number):
        """What is told in the form, as HTML; nothing where nobody else is there. `leaving`: the form is closed."""
        page = self._page(request, number, self.has_change_permission)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        tab = request.POST.get("tab", "")
        if not TAB.fullmatch(tab):
            raise Http404
        forget_gone()
        if "leaving" in request.POST:
            OpenForm.objects.filter(page=page.pk, person=request.user, tab=tab).delete()
            return HttpResponse(status=NO_CONTENT)
        if not OpenForm.objects.seen(page, request.user, tab):
            raise Http404
        there = OpenForm.objects.filter(page=page.pk).select_related("person")
        told = {"opts": self.opts, "page": page, **_others(there, request.user, tab), **_saves(request, page)}
        return TemplateResponse(request, "admin/writing/_others_there.html", told)


def _others(there, person, tab):
    """The people who are there, each once and since when, and whether the same person is there in another tab."""
    first = {}
    for form in there:
        first.setdefault(form.person_id, form)
    others = [form for form in first.values() if form.person_id != person.pk]
    return {
        "others": [{"name": log.name_of(form.person), "since": form.opened_at} for form in others],
        "is_twice": any(form.person_id == person.pk and form.tab != tab for form in there),
    }


def _saves(request, page):
    """Who saved last since the form was opened, and which two revisions to compare."""
    version = conflicts.posted_version(request)
    if not conflicts.is_conflict(page, version) or not (since := conflicts.saved_since(page, version)):
        return {}
    before, last = conflicts.base(page, version), since[-1]
    return {
        "saved_by": conflicts.names_of(one for one in since if one.by_id != request.user.pk),
        "saved_at": last.at,
        "old": before.number if before else None,
        "new": last.number,
    }
