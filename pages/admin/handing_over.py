"""Handing a page over to those who may publish, and back to whoever wrote it: in its form, before publishing, on the first page."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages import languages, log, plain_text
from pages.admin import field_places, first_page, matrix, notes, page_addresses
from pages.models import Handover
from pages.publishing import editions, handovers, publishers

RIGHT = "pages.add_handover"
BOTH = "both"
MOST = 20
IN = {"en": gettext_lazy("In English"), "ar": gettext_lazy("In Arabic")}

# In the address of publishing: the language in which something was to be handed back without a reason.
LACKING = "lacking"


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
            held = context["handovers"] = handovers.by_language(obj)
            context["may_hand_over"] = request.user.has_perm(RIGHT)
            context["may_hand_over_both"] = all(one.state != "missing" for one in context.get("standings", ()))
            context["may_take_back_both"] = all(held.values())
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        """After saving, "hand over" tells publishers that the draft is ready as it was saved, and says so in the form."""
        action, _dash, asked = request.POST.get("_then", "").partition("-")
        codes = languages.CODES if asked == BOTH else [code for code in languages.CODES if code == asked]
        if action != "handover" or not codes:
            return super().response_change(request, obj)
        _refuse_without_right(request.user)
        _hand_over(request, obj, codes)
        return self._back(obj)

    def take_back(self, request, number, language):
        """Takes back what was handed over in a language, or in both (POST only)."""
        page = self._page(request, number)
        _refuse_without_right(request.user)
        if request.method == "POST":
            _each(
                request,
                language,
                lambda code: handovers.take_back(page, code, by=request.user),
                _("It is no longer with the publishers."),
            )
        return self._back(page)

    def hand_back(self, request, number, language):
        """Gives back what was handed over in a language, or in both, with one reason (POST only)."""
        page = self._publishers_page(request, number)
        form = BackForm(request.POST)
        if request.method == "POST" and not form.is_valid():
            messages.error(request, _("Say in a few words why it is handed back."))
            return redirect(
                f"{page_addresses.of(page.kind, page.pk, 'publish', language)}?{LACKING}={language}#reason-{language}"
            )
        if request.method == "POST":
            reason = plain_text.clean(form.cleaned_data["reason"])
            _each(
                request,
                language,
                lambda code: handovers.hand_back(page, code, by=request.user, reason=reason),
                _("Handed back. Whoever handed it over finds your reason on their first page."),
            )
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
    held = handovers.by_language(page)
    found = [
        one for code in languages.original_first(page) if (one := held[code]) and (may_publish or not one.is_waiting)
    ]
    return render_to_string("admin/writing/handovers.html", {"handovers": found}, request) if found else ""


def of_publishing(request, page, edition):
    """Who handed over what is about to be published, and how it is handed back."""
    found = handovers.by_language(page)
    held = found[edition.language]
    if held is None or not held.is_waiting:
        return ""
    held.is_joint = request.resolver_match.url_name.endswith("_both") and _are_one(found.values())
    if held.is_joint and getattr(request, "joint_handover_told", False):
        return ""
    request.joint_handover_told = held.is_joint
    back = page_addresses.of(page.kind, page.pk, "handback", edition.language)
    told = {"handovers": [held], "back": back, "longest": Handover.LONGEST}
    told["is_lacking"] = request.GET.get(LACKING) == edition.language
    told["is_both"] = all(one and one.is_waiting for one in found.values())
    return render_to_string("admin/writing/handovers.html", told, request)


def _are_one(found):
    """Whether both languages wait, handed over by one person with one note."""
    found = list(found)
    told = {(one.by_id, one.note, one.is_changed) for one in found if one and one.is_waiting}
    return len(told) == 1 and all(one and one.is_waiting for one in found)


def _panel(template, found, action, request):
    rows = list(found[:MOST])
    for held in rows:
        rest = [held.language] if action == "publish" else []
        held.address = page_addresses.of(held.page.kind, held.page_id, action, *rest)
    number = len(rows) if len(rows) < MOST else found.count()
    told = {"rows": rows, "number": number, "more": number - len(rows)}
    return render_to_string(template, told, request) if rows else ""


def _told(found):
    return found.select_related("page", "by", "returned_by")


def _hand_over(request, page, codes):
    """Hands a page over in each of some languages, with one note, and says of each what came of it."""
    note, handed = _note(request, codes), []
    for code in codes:
        try:
            held, is_new = handovers.hand_over(page, code, by=request.user, note=note)
        except handovers.NothingNew:
            messages.info(request, _said_of(code, _nothing_new(page, code)))
            continue
        if is_new or held.by_id == request.user.pk:
            handed.append(code)
            continue
        told = {"who": log.name_of(held.by) or _("Somebody")}
        messages.info(request, _said_of(code, _("%(who)s has handed it over already.") % told))
    if handed:
        title = page.text("title", languages.current() if len(handed) > 1 else handed[0])
        messages.success(request, _handed_over(title, handed))
    for code in handed:
        _tell_refusals(request, page, code)


def _note(request, codes):
    """What was noted for publishers: of both languages at once, what stands beside either."""
    told = (plain_text.clean(request.POST.get(f"_handover_note_{code}", "")) for code in codes)
    return " ".join(dict.fromkeys(filter(None, told)))[: Handover.LONGEST]


def _nothing_new(page, language):
    if not page.text("title", language):
        return _("The draft was saved. It is not handed over: it has no title in this language.")
    return _("The draft was saved. Nothing in it is new for patients in this language.")


def _said_of(language, told):
    return f"{IN[language]}: {told}"


def _tell_refusals(request, page, language):
    refusals = [one for one in editions.compose(page, language)[1] if not one.confirmable]
    if refusals:
        told = format_html_join(" ", "{}", ([one] for one in _led_to(page, refusals, language)))
        told = format_html(
            _("Before it can be published, this must be mended: %(problems)s") % {"problems": "{}"}, told
        )
        messages.warning(request, format_html("{}: {}", IN[language], told))


def _led_to(page, problems, language):
    """What each problem says, as a link to where the form has it."""
    for problem, address in field_places.of_problems(page, problems, language):
        is_in_form = address and not address.startswith("#")
        yield format_html('<a href="{}">{}</a>', address, problem.message) if is_in_form else problem.message


def _handed_over(title, codes):
    said = {
        "en": _("Saved, and handed over to the publishers in English: “%(title)s”."),
        "ar": _("Saved, and handed over to the publishers in Arabic: “%(title)s”."),
        BOTH: _("Saved, and handed over to the publishers in both languages: “%(title)s”."),
    }
    return said[BOTH if len(codes) > 1 else codes[0]] % {"title": title}


def _each(request, language, do, done):
    """Does something in a language, or in both where that was pressed: says that it is done, and where it came too late."""
    codes = languages.CODES if BOTH in request.POST else [language]
    late = [code for code in codes if not do(code)]
    if len(late) < len(codes):
        messages.success(request, done)
    for code in late:
        told = _("It waits no longer: it was published or taken back meanwhile.")
        messages.info(request, _said_of(code, told) if len(codes) > 1 else told)


def _refuse_without_right(user):
    if not user.has_perm(RIGHT):
        raise PermissionDenied
