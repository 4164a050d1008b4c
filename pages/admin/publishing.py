"""Preview, publish and schedule: each for one language, and publishing for both."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from pages import clock, languages
from pages.admin import confirming, done, form_problems, left_out, linking, proposals
from pages.admin.publishing_forms import PublishForm
from pages.admin.replacing import BOTH, Readable
from pages.models import Edition
from pages.public import reading
from pages.public.views import show
from pages.publishing import editions, publishers
from pages.states import plans


class PublishingMixin:
    """Adds the pages behind the buttons to the admin of a page."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        actions = [
            ("preview", self.preview),
            ("publish", self.publish),
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
        codes = languages.CODES if BOTH in request.GET else (language,)
        return Readable.as_view(admin_site=self.admin_site, number=number, codes=codes)(request)

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
        with confirming.once(request, page) as earlier:
            if earlier:
                return self._told(request, page, earlier)
            linked, planned = linking.around(page), plans.of(page, language, clock.now())
            form = PublishForm(request.POST or None, ends=[planned.end()], **self._asked(page, [language], linked))
            return self._publish(request, page, [language], form, **linked)

    def publish_both(self, request, number):
        """The same for each language in which something is new and nothing is scheduled: both are published, or neither is."""
        page = self._publishers_page(request, number)
        with confirming.once(request, page) as earlier:
            return self._told(request, page, earlier) if earlier else self._publish_both(request, page)

    def _publish_both(self, request, page):
        new, left = left_out.stands(page)
        if not new:
            messages.info(request, _nothing_new([one for one in left if one.is_scheduled]))
            return self._back(page)
        codes, linked = [one.language for one in new], linking.around(page)
        ends = [plans.of(page, code, clock.now()).end() for code in codes]
        form = PublishForm(request.POST or None, ends=ends, **self._asked(page, codes, linked))
        return self._publish(request, page, codes, form, is_both=True, left_out=left, **linked)

    def _publish(self, request, page, codes, form, **context):
        refused = {}
        if request.method == "POST" and form.is_valid():
            made, refused = self._published(request, page, codes, form)
            if made:
                done.tell_published(request, made, bool(form.cleaned_data["at"]))
                return self._back(page)
            page = self._page(request, page.pk)
        end = form.end if form.is_bound and form.is_valid() else None
        context["proposals"] = [proposals.of(request, page, code, refused.get(code, ()), end) for code in codes]
        context["has_questions"] = any(proposal.questions for proposal in context["proposals"])
        is_unseen = any(proposal.is_unseen for proposal in context["proposals"])
        context["is_confirmed"] = "confirmed" in request.POST and not is_unseen
        context["is_unconfirmed"] = bool(refused) and "confirmed" not in request.POST and context["has_questions"]
        context["is_blocked"] = any(proposal.is_blocked for proposal in context["proposals"])
        language = "both" if "is_both" in context else codes[0]
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

    def _told(self, request, page, deeds):
        """Says again what an earlier post of the same confirmation did."""
        for deed in reversed(deeds):
            edition = Edition.objects.get(page=page.pk, language=deed.language, number=deed.details["edition"])
            done.tell_published(request, [edition], deed.what == "scheduled")
        return self._back(page)

    def _asked(self, page, codes, linked):
        own = {"page": page, "codes": codes, "admin_site": self.admin_site}
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
        context["refused"] = form_problems.of_form(context.get("form"))
        context |= {"opts": self.opts, "original": page, "page_language": language, "media": media, "title": str(page)}
        return render(request, template, common | context | {"confirmation": confirming.token()})


def _nothing_new(scheduled):
    """Why there is nothing to publish in both languages at once."""
    if scheduled:
        return _(
            "Nothing was published: what is new is scheduled. To publish it at once, publish one language by itself."
        )
    return _("Patients read all of it already: nothing is new in either language.")
