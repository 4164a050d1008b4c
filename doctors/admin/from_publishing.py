"""Forms that are opened before publishing: they ask only what is not known there, say what they do, and lead back."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from pages.admin import page_addresses
from pages.models import Page
from pages.publishing import publishers

BOTH = "both"


class FromPublishingMixin:
    """Adds this to an admin whose records are of a page in a language.

    `asks` is its heading there and the word of its button, `means` what it does, `done` what is said once it is done.
    """

    add_form_template = "admin/doctors/of_a_text.html"
    asks = means = done = ""

    class Media:
        css = {"all": ["admin-bayan/admin.css", "admin-bayan/actions.css", "admin-bayan/what-changed.css"]}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None and came_from(request)[0]:
            for name in ("page", "language"):
                form.base_fields[name].widget = forms.HiddenInput()
            if "doctor" in form.base_fields:  # chosen here, and added, changed or looked at elsewhere
                form.base_fields["doctor"].widget = form.base_fields["doctor"].widget.widget
        return form

    def add_view(self, request, form_url="", extra_context=None):
        page, language = came_from(request)
        own = {}
        if page:
            said = {"en": _("In English"), "ar": _("In Arabic")}[language]
            name = format_html("<bdi>{}</bdi> · {}", page.name_in(language), said)
            own = {"title": self.asks, "subtitle": name, "asks": self.asks, "means": self.means}
            own |= {"about": page, "back": _back(request, page, language)}
        return super().add_view(request, form_url, (extra_context or {}) | own)

    def response_add(self, request, obj, post_url_continue=None):
        page, language = came_from(request)
        if page is None:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, self.done)
        return redirect(_back(request, page, language))


def came_from(request):
    """The page and the language of the publishing that a form was opened from, None for both where it was not."""
    return of_fields(request.GET)


def of_fields(fields):
    """The page and the language that some fields name, None for both where they name none."""
    number, language = fields.get("page", ""), fields.get("language", "")
    page = Page.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    return (page, language) if page and language in dict(Page.LANGUAGES) else (None, None)


def _back(request, page, language):
    """Where publishing goes on; the page's form for who may not publish."""
    if not publishers.may_publish(request.user):
        return page_addresses.of(page.kind, page.pk)
    if request.GET.get("of") == BOTH:
        return page_addresses.of(page.kind, page.pk, "both")
    return page_addresses.of(page.kind, page.pk, "publish", language)
