"""Handing a page over to those who may publish, and back to whoever wrote it: in its form, before publishing, on the first page."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _

from pages import kinds, languages, log, plain_text
from pages.admin import first_page, matrix, notes
from pages.models import Handover
from pages.publishing import editions, handovers, publishers

RIGHT = "pages.add_handover"
MOST = 20


class BackForm(forms.Form):
    """Why a page is handed back."""

    reason = forms.CharField(max_length=Handover.LONGEST)


class HandingOverMixin:
    """Adds handing over to the admin of a page, which has `PublishingMixin` too."""

    def get_urls(self):
        name, wrap = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<int:number>/take-back/<language:language>/", wrap(self.take_back), name=f"{name}_recall"),
            path("<int:number>/hand-back/<language:language>/", wrap(self.hand_back), name=f"{name}_handback"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["handovers"] = {code: handovers.of(obj, code) for code in languages.CODES}
            context["may_hand_over"] = request.user.has_perm(RIGHT)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        """After saving, "hand over" tells publishers that the draft is ready as it was saved, and says so in the form."""
        action, _dash, language = request.POST.get("_then", "").partition("-")
        if action != "handover" or language not in languages.CODES:
            return super().response_change(request, obj)
        _refuse_without_right(request.user)
        _hand_over(request, obj, language)
        return self._back(obj)

    def take_back(self, request, number, language):
        """Takes back what was handed over (POST only)."""
        page = self._page(request, number)
        _refuse_without_right(request.user)
        if request.method == "POST":
            if handovers.take_back(page, language, by=request.user):
                messages.success(request, _("It is no longer with the publishers."))
            else:
                messages.info(request, _("It waits no longer: it was published or taken back meanwhile."))
        return self._back(page)

    def hand_back(self, request, number, language):
        """Gives back what was handed over, with a reason (POST only)."""
        page = self._publishers_page(request, number)
        form = BackForm(request.POST)
        if request.method == "POST" and not form.is_valid():
            messages.error(request, _("Say in a few words why it is handed back."))
            return redirect(_address(page, "publish", language))
        if request.method == "POST":
            reason = plain_text.clean(form.cleaned_data["reason"])
            if handovers.hand_back(page, language, by=request.user, reason=reason):
                messages.success(
                    request, _("Handed back. Whoever handed it over finds your reason on their first page.")
                )
            else:
                messages.info(request, _("It waits no longer: it was published or taken back meanwhile."))
        return self._back(page)


def register():
    """Adds to the first page, to forms and to publishing what was handed over."""
    first_page.panels(waiting, place=first_page.WAITED_FOR)
    first_page.panels(returned, place=first_page.WAITED_FOR)
    notes.on_forms(of_form)
    notes.before_publishing(of_publishing)


def waiting(request, site):
    """What publishers are told is ready, the longest first."""
    found = Handover.objects.none()
    if publishers.may_publish(request.user):
        found = _told(Handover.objects.waiting().filter(page__kind__in=matrix.kinds_for(site, request)))
    return _panel("admin/first_page/ready.html", found, "publish", request)


def returned(request, site):
    """What was handed back to whoever asks."""
    return _panel(
        "admin/first_page/handed_back.html", _told(Handover.objects.returned_to(request.user)), "change", request
    )


def of_form(request, page):
    """At the head of a page's form: that it came back and why, and for publishers that it waits for them."""
    may_publish = publishers.may_publish(request.user)
    held = filter(None, (handovers.of(page, code) for code in languages.original_first(page)))
    found = [one for one in held if may_publish or not one.is_waiting]
    return render_to_string("admin/writing/handovers.html", {"handovers": found}, request) if found else ""


def of_publishing(request, page, edition):
    """Who handed over what is about to be published, and how it is handed back."""
    held = handovers.of(page, edition.language)
    if held is None or not held.is_waiting:
        return ""
    told = {"handovers": [held], "back": _address(page, "handback", edition.language), "longest": Handover.LONGEST}
    return render_to_string("admin/writing/handovers.html", told, request)


def _panel(template, found, action, request):
    rows = list(found[:MOST])
    for held in rows:
        held.address = _address(held.page, action, *([held.language] if action == "publish" else []))
    number = len(rows) if len(rows) < MOST else found.count()
    told = {"rows": rows, "number": number, "more": number - len(rows)}
    return render_to_string(template, told, request) if rows else ""


def _told(found):
    return found.select_related("page", "by", "returned_by")


def _hand_over(request, page, language):
    note = plain_text.clean(request.POST.get(f"_handover_note_{language}", ""))[: Handover.LONGEST]
    try:
        held, is_new = handovers.hand_over(page, language, by=request.user, note=note)
    except handovers.NothingNew:
        messages.info(request, _("The draft was saved. Nothing in it is new for patients in this language."))
        return
    if not is_new and held.by_id != request.user.pk:
        told = {"who": log.name_of(held.by) or _("Somebody")}
        messages.info(request, _("%(who)s has handed it over already.") % told)
        return
    messages.success(request, _handed_over(page.text("title", language), language))
    refusals = [one.message for one in editions.compose(page, language)[1] if not one.confirmable]
    if refusals:
        told = {"problems": " ".join(map(str, refusals))}
        messages.warning(request, _("Before it can be published, this must be mended: %(problems)s") % told)


def _handed_over(title, language):
    said = {
        "en": _("Saved, and handed over to the publishers in English: “%(title)s”."),
        "ar": _("Saved, and handed over to the publishers in Arabic: “%(title)s”."),
    }
    return said[language] % {"title": title}


def _refuse_without_right(user):
    if not user.has_perm(RIGHT):
        raise PermissionDenied


def _address(page, action, *language):
    options = kinds.by_name(page.kind).model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{action}", args=[page.pk, *language])
