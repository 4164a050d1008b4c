"""The preview links of a page: who showed its draft to people without an account, until when; one more, or one less."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from pages.admin.copying import COPYING, absolute
from pages.models import Page
from pages.public import preview_links

USUAL_DAYS = 7


class PreviewForm(forms.Form):
    """In which language, and for how long."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    days = forms.TypedChoiceField(
        label=gettext_lazy("Can be opened for"),
        choices=[(1, gettext_lazy("a day")), (7, gettext_lazy("a week")), (30, gettext_lazy("a month"))],
        coerce=int,
        initial=USUAL_DAYS,
    )

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        language.choices = [(code, name) for code, name in Page.LANGUAGES if page.text("title", code)]
        language.initial = page.original_language


class PreviewLinksMixin:
    """Adds the page of its preview links to the admin of a page."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_previews"
        view = self.admin_site.admin_view(never_cache(self.previews))
        return [path("<int:number>/previews/", view, name=name), *super().get_urls()]

    def previews(self, request, number):
        """The live links to a draft; POST makes one and shows its address, this once, or revokes one."""
        page = self._page(request, number)
        _refuse_without(request.user, "view")
        if request.method == "POST" and "revoke" in request.POST:
            return self._revoked(request, page, request.POST["revoke"])
        form, address = PreviewForm(request.POST or None, page=page), ""
        if request.method == "POST":
            _refuse_without(request.user, "add")
            if form.is_valid():
                _link, token = preview_links.make(page, by=request.user, **form.cleaned_data)
                address = absolute(request, reverse("preview-link", args=[token]))
        return self._render(
            request,
            "admin/writing/previews.html",
            page,
            "",
            form=form,
            address=address,
            links=preview_links.live(page).select_related("made_by"),
            may_make=_may(request.user, "add"),
            may_revoke=_may(request.user, "change"),
            copying=COPYING,
        )

    def _revoked(self, request, page, chosen):
        _refuse_without(request.user, "change")
        number = chosen if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19 else 0
        if preview_links.revoke(preview_links.live(page).filter(pk=number), by=request.user):
            messages.success(request, _("The link was revoked."))
        return redirect(request.path)


def _may(user, verb):
    return user.has_perm(f"pages.{verb}_previewlink")


def _refuse_without(user, verb):
    if not _may(user, verb):
        raise PermissionDenied
