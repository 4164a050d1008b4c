"""Withdrawing what patients read, and cancelling what is scheduled."""

from django.contrib import messages
from django.db import transaction
from django.urls import path
from django.utils.translation import gettext as _

from pages import languages
from pages.admin import confirming, done, linking
from pages.admin.publishing_forms import WithdrawForm
from pages.models import Edition
from pages.publishing import editions
from pages.states.standing import standing


class WithdrawingMixin:
    """Adds withdrawing and cancelling to the admin of a page, which has `PublishingMixin` too."""

    def get_urls(self):
        name, wrap = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<int:number>/withdraw/<language:language>/", wrap(self.withdraw), name=f"{name}_withdraw"),
            path("<int:number>/cancel/<language:language>/", wrap(self.cancel), name=f"{name}_cancel"),
            *super().get_urls(),
        ]

    def withdraw(self, request, number, language):
        """Says what ends with it, and withdraws the current edition; with a replacement and a reason, if they are named."""
        page = self._publishers_page(request, number)
        with confirming.once(request, page) as earlier:
            if earlier:
                others = {deed.language for deed in earlier} - {language, ""}
                done.tell_withdrawn(request, page, [language, *others])
                return self._back(page)
            return self._withdrawing(request, page, language)

    def _withdrawing(self, request, page, language):
        linked, own, twin = linking.around(page), standing(page, language), standing(page, languages.other(language))
        asked = self._asked(page, [language], linked) | {"is_twin_readable": twin.is_readable, "end": own.planned.end()}
        form = WithdrawForm(request.POST if request.method == "POST" else None, **asked)
        refusals = []
        if request.method == "POST" and form.is_valid():
            chosen = [own, twin] if form.cleaned_data.get("both") else [own]
            try:
                self._withdraw(request, page, [one.language for one in chosen], form)
            except editions.Refused as refused:
                refusals = refused.problems
            else:
                done.tell_withdrawn(request, page, [one.language for one in chosen])
                return self._back(page)
        told = {"form": form, "refusals": refusals, "own": own, "twin": twin, "both": (own, twin), **linked}
        return self._render(request, "admin/writing/withdraw.html", page, language, **told)

    def _withdraw(self, request, page, codes, form):
        told = {name: form.cleaned_data[name] for name in ("replacement", "note")}
        with transaction.atomic():
            for code in codes:
                seen = {name: request.POST.get(f"{name}_{code}", "") for name in ("shown", "cancels")}
                editions.withdraw(page, code, by=request.user, **told, **seen)

    def cancel(self, request, number, language):
        """Cancels a scheduled edition (POST only): the one of the number `edition`, the last one if none is told."""
        page = self._publishers_page(request, number)
        scheduled = standing(page, language).scheduled if request.method == "POST" else []
        if told := request.POST.get("edition"):
            scheduled = [edition for edition in scheduled if str(edition.number) == told]
        if scheduled:
            try:
                editions.cancel(scheduled[-1], by=request.user)
                messages.success(request, _("The scheduled edition was cancelled."))
            except editions.Refused as refused:
                messages.error(request, refused.problems[0].message)
        elif told and told.isdecimal() and _cancelled(page, language, int(told), request.user):
            messages.success(request, _("The scheduled edition was cancelled."))
        return self._back(page)


def _cancelled(page, language, number, by):
    """Whether somebody cancelled an edition already, as by a double click."""
    own = Edition.objects.filter(page=page.pk, language=language, number=min(number, 2**31 - 1))
    return own.filter(end_reason="cancelled", ended_by=by).exists()
