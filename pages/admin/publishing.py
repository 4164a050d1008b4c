"""Preview, publish, schedule, cancel and withdraw, each for one language."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin

from pages import composing, drafts, editions, languages, publishers, reading
from pages.admin import field_places, notes
from pages.admin.linking import leading_to, stands_in_for
from pages.admin.replacing import Readable, ReplacementForm
from pages.models import Edition
from pages.standing import standing
from pages.views import show


class PublishForm(ReplacementForm):
    """When, until when, what is read instead from then on, and why."""

    at = forms.SplitDateTimeField(
        label=gettext_lazy("Publish at"),
        required=False,
        widget=AdminSplitDateTime,
        help_text=gettext_lazy("Empty: now."),
    )
    until = forms.SplitDateTimeField(
        label=gettext_lazy("Until"),
        required=False,
        widget=AdminSplitDateTime,
        help_text=gettext_lazy("Empty: without end."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Why; only colleagues see it."),
    )
    field_order = ("at", "until", "replacement", "without", "note")

    def ends(self, cleaned):
        return bool(cleaned.get("until"))

    def told(self):
        """What `editions.publish` is told."""
        return {name: value for name, value in self.cleaned_data.items() if name != "without"}


class WithdrawForm(ReplacementForm):
    """Where readers are sent instead, and whether in both languages."""

    both = forms.BooleanField(
        label=gettext_lazy("In both languages"),
        required=False,
        help_text=gettext_lazy("Withdraws the other language too, with the same replacement."),
    )
    field_order = ("replacement", "both", "without")

    def __init__(self, *args, is_twin_readable, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_twin_readable:
            del self.fields["both"]


def _linked(page):
    return {"leading": leading_to(page), "stands_in": stands_in_for(page)}


class PublishingMixin:
    """Adds the pages behind the buttons to the admin of a page."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        actions = [
            ("preview", self.preview),
            ("publish", self.publish),
            ("withdraw", self.withdraw),
            ("cancel", self.cancel),
        ]
        return [
            path(
                f"<int:number>/{action}/<language:language>/",
                self.admin_site.admin_view(view),
                name=f"{name}_{action}",
            )
            for action, view in actions
        ] + [
            path(
                "<int:number>/autocomplete/<language:language>/",
                self.admin_site.admin_view(self.replacements),
                name=f"{name}_replacements",
            ),
            *super().get_urls(),
        ]

    def replacements(self, request, number, language):
        """What may stand in for the page, as the field for a replacement asks."""
        self._publishers_page(request, number)
        return Readable.as_view(admin_site=self.admin_site, number=number, language=language)(request)

    def preview(self, request, number, language):
        """The page as publishing would give it, through the patients' own view and template."""
        page = self._page(request, number)
        edition, _problems = editions.compose(page, language)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = show(request, reading.preview(edition), is_preview=True)
        response.headers["Cache-Control"] = "no-store"
        return xframe_options_sameorigin(lambda _request: response)(request)

    def publish(self, request, number, language):
        """Shows what would change and every problem; publishes when that is confirmed, and exactly what was shown."""
        page = self._publishers_page(request, number)
        linked = _linked(page)
        form, refusals = PublishForm(request.POST or None, **self._asked(page, language, linked)), []
        if request.method == "POST" and form.is_valid():
            told = {"shown": request.POST.get("shown", ""), "confirmed": "confirmed" in request.POST}
            try:
                made = editions.publish(page, language, by=request.user, **told, **form.told())
            except editions.Refused as refused:
                refusals = refused.problems
                page = self._page(request, number)
            else:
                messages.success(
                    request,
                    _("“%(title)s” is published.") % {"title": made.title}
                    if not form.cleaned_data["at"]
                    else _("“%(title)s” is scheduled.") % {"title": made.title},
                )
                return self._back(page)
        edition, problems = editions.compose(page, language)
        shown = composing.seal(edition, problems)
        is_unseen = request.method == "POST" and request.POST.get("shown") != shown
        problems = problems if is_unseen else refusals or problems
        current = Edition.objects.current().in_language(language).filter(page=page.pk).first()
        return self._render(
            request,
            "admin/writing/publish.html",
            page,
            language,
            form=form,
            refusals=[p for p in problems if not p.confirmable],
            questions=[p for p in problems if p.confirmable],
            placed=field_places.of_problems(page, problems, language),
            changes=editions.difference(current, edition) if current else [],
            current=current,
            notes=notes.of_publishing(request, page, edition),
            **linked,
            shown=shown,
            is_unseen=is_unseen,
            meanwhile=drafts.changes_since(page, request.POST.get("version", ""), language) if is_unseen else [],
        )

    def withdraw(self, request, number, language):
        """Withdraws the current edition, with a replacement if one is named."""
        page = self._publishers_page(request, number)
        linked, other = _linked(page), languages.other(language)
        asked = self._asked(page, language, linked) | {"is_twin_readable": standing(page, other).is_readable}
        form = WithdrawForm(request.POST if request.method == "POST" else None, **asked)
        refusals = []
        if request.method == "POST" and form.is_valid():
            chosen = (language, other) if form.cleaned_data.get("both") else (language,)
            try:
                with transaction.atomic():
                    for code in chosen:
                        told = {"replacement": form.cleaned_data["replacement"]}
                        told["shown"] = request.POST.get(f"edition_{code}", "")
                        editions.withdraw(page, code, by=request.user, **told)
            except editions.Refused as refused:
                refusals = refused.problems
            else:
                messages.success(request, _("The page was withdrawn. Readers see it no more."))
                return self._back(page)
        readable = Edition.objects.current().filter(page=page.pk)
        told = {"form": form, "refusals": refusals, "readable": readable, **linked}
        return self._render(request, "admin/writing/withdraw.html", page, language, **told)

    def cancel(self, request, number, language):
        """Cancels the scheduled edition (POST only)."""
        page = self._publishers_page(request, number)
        found = standing(page, language)
        if request.method == "POST" and found.state == "scheduled":
            try:
                editions.cancel(found.edition, by=request.user)
                messages.success(request, _("The scheduled edition was cancelled."))
            except editions.Refused as refused:
                messages.error(request, refused.problems[0].message)
        return self._back(page)

    def _asked(self, page, language, linked):
        own = {"page": page, "language": language, "admin_site": self.admin_site}
        return own | {"is_linked": any(linked.values())}

    def _page(self, request, number, may=None):
        """The page of a number, for whoever `may(request, page)`: who may change it, if nothing is said."""
        page = self.get_queryset(request).filter(pk=number).first() if number < 2**62 else None
        if page is None:
            raise Http404
        if not (may or self.has_change_permission)(request, page):
            raise PermissionDenied
        return page

    def _publishers_page(self, request, number):
        page = self._page(request, number)
        publishers.refuse_others(request.user)
        return page

    def _back(self, page):
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[page.pk]))

    def _render(self, request, template, page, language, **context):
        common = self.admin_site.each_context(request)
        media = self.media + (context["form"].media if "form" in context else self.media)
        context |= {"opts": self.opts, "original": page, "page_language": language, "media": media, "title": str(page)}
        return render(request, template, common | context)
