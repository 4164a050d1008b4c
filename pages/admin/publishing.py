"""Preview, publish, schedule, cancel and withdraw: each for one language, and publishing for both."""

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

from pages import editions, languages, publishers, reading
from pages.admin import proposals
from pages.admin.linking import leading_to, stands_in_for
from pages.admin.replacing import Readable, ReplacementForm
from pages.models import Edition
from pages.standing import standing
from pages.views import show


class DayAndTime(AdminSplitDateTime):
    """A day and a time, each of which says what it is for to who hears it."""

    def __init__(self, label):
        super().__init__()
        self.label = label

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, words in zip(context["widget"]["subwidgets"], (_("day"), _("time")), strict=True):
            part["attrs"]["aria-label"] = f"{self.label}: {words}"
        return context


class WhenForm(forms.Form):
    """When, and why."""

    at = forms.SplitDateTimeField(
        label=gettext_lazy("Publish at"),
        required=False,
        widget=DayAndTime(gettext_lazy("Publish at")),
        help_text=gettext_lazy("Empty: now."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Why; only colleagues see it."),
    )

    def told(self):
        """What `editions.publish` is told."""
        return {name: value for name, value in self.cleaned_data.items() if name != "without"}


class PublishForm(WhenForm, ReplacementForm):
    """When, until when, what is read instead from then on, and why."""

    until = forms.SplitDateTimeField(
        label=gettext_lazy("Until"),
        required=False,
        widget=DayAndTime(gettext_lazy("Until")),
        help_text=gettext_lazy("Empty: without end."),
    )
    field_order = ("at", "until", "replacement", "without", "note")

    def ends(self, cleaned):
        return bool(cleaned.get("until"))


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
            path("<int:number>/publish/both/", self.admin_site.admin_view(self.publish_both), name=f"{name}_both"),
            *super().get_urls(),
        ]

    def replacements(self, request, number, language):
        """What may stand in for the page, as the field for a replacement asks."""
        self._publishers_page(request, number)
        return Readable.as_view(admin_site=self.admin_site, number=number, language=language)(request)

    def preview(self, request, number, language):
        """The page as publishing would give it, through the patients' own view and template; without a script beside the form."""
        page = self._page(request, number)
        edition, _problems = editions.compose(page, language)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = show(request, reading.preview(edition), is_preview=True, is_beside="beside" in request.GET)
        response.headers["Cache-Control"] = "no-store"
        return xframe_options_sameorigin(lambda _request: response)(request)

    def publish(self, request, number, language):
        """Shows what would change and every problem; publishes when that is confirmed, and exactly what was shown."""
        page = self._publishers_page(request, number)
        linked = _linked(page)
        form = PublishForm(request.POST or None, **self._asked(page, language, linked))
        return self._publish(request, page, [language], form, **linked)

    def publish_both(self, request, number):
        """The same for each language in which something is new: both are published, or neither is."""
        page = self._publishers_page(request, number)
        new = [code for code in languages.CODES if standing(page, code).state != "published"]
        if not new:
            messages.info(request, _("Patients read all of it already: nothing is new in either language."))
            return self._back(page)
        return self._publish(request, page, new, WhenForm(request.POST or None))

    def _publish(self, request, page, codes, form, **context):
        refused = {}
        if request.method == "POST" and form.is_valid():
            made, refused = self._published(request, page, codes, form)
            if made:
                done = _("“%(title)s” is scheduled.") if form.cleaned_data["at"] else _("“%(title)s” is published.")
                for edition in made:
                    messages.success(request, done % {"title": edition.title})
                return self._back(page)
            page = self._page(request, page.pk)
        context["proposals"] = [proposals.of(request, page, code, refused.get(code, ())) for code in codes]
        context["has_questions"] = any(proposal.questions for proposal in context["proposals"])
        language = codes[0] if len(codes) == 1 else "both"
        return self._render(request, "admin/writing/publish.html", page, language, form=form, **context)

    def _published(self, request, page, codes, form):
        """The new editions, one for each language; or [] and why one was refused, by its language: then none is published."""
        made, confirmed = [], "confirmed" in request.POST
        try:
            with transaction.atomic():
                for code in codes:
                    told = {"shown": proposals.seal_of(request, code), "confirmed": confirmed, **form.told()}
                    made.append(editions.publish(page, code, by=request.user, **told))
        except editions.Refused as refusal:
            return [], {code: refusal.problems}
        return made, {}

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
