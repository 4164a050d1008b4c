"""Comments beside the form of a page: editors' threads, and with them what others want changed, each at its part."""

import re
from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from pages import kinds, languages, plain_text
from pages.admin import confirming, first_page, matrix, notes, page_addresses
from pages.content import part_names
from pages.drafting import remarks
from pages.models import Remark

RIGHT = "pages.add_remark"
MOST = 20
ANCHOR = re.compile(r"[\w-]{0,80}")

_wishes = []


@dataclass(frozen=True)
class Wish:
    """What somebody who is no editor wants changed: at a part ("": the page), who, when, of which language, and where it is dealt with."""

    anchor: str
    who: str
    at: object
    language: str
    text: str
    address: str


@dataclass
class Place:
    """Where something was said: a part, or the page. `is_part`: it stands in the form; else it is read at the page."""

    anchor: str
    name: str = ""
    is_part: bool = False
    wishes: list = field(default_factory=list)
    open: list = field(default_factory=list)
    settled: list = field(default_factory=list)

    @property
    def number(self):
        """How much of it waits."""
        return len(self.wishes) + len(self.open)


def wishes(function):
    """Lets an upper room show what others want changed: `function(page)` gives Wishes."""
    if function not in _wishes:
        _wishes.append(function)


class RemarksMixin:
    """Adds the address at which comments are read, written and settled; by a script beside the form, or as a page of its own."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_remarks"
        return [
            path("<int:number>/comments/", self.admin_site.admin_view(self.remarks), name=name),
            *super().get_urls(),
        ]

    def remarks(self, request, number):
        """All comments of a page; what is posted is written or settled first. `?beside`: only they, for a script."""
        page = self._page(request, number)
        is_beside, told = "beside" in request.GET, ""
        if request.method == "POST":
            told = _answer(request, page)
        if is_beside and told:
            return HttpResponseBadRequest(told)
        if is_beside:
            return TemplateResponse(request, "admin/writing/_remarks.html", shown(request, page))
        if request.method == "POST":
            (messages.error if told else messages.success)(request, told or _("The comments are saved."))
            return redirect(request.path)
        return self._render(request, "admin/writing/remarks.html", page, "", **shown(request, page))


def register():
    """Adds comments to forms, before publishing, and to the first page."""
    notes.on_forms(of_form)
    notes.before_publishing(of_publishing)
    first_page.panels(waiting, place=first_page.WAITED_FOR)


def of_form(request, page):
    """The comments at the head of a form, from where a script moves each to its part."""
    return render_to_string("admin/writing/_remarks.html", shown(request, page), request)


def of_publishing(request, page, _edition):
    """That comments are open, which hinders nothing."""
    number = sum(place.number for place in places(page))
    told = {"number": number, "address": f"{page_addresses.of(page.kind, page.pk)}#remarks"}
    return render_to_string("admin/writing/_remarks_open.html", told, request) if number else ""


def waiting(request, site):
    """The open threads that concern whoever asks and in which another had the last word."""
    found = remarks.waiting_for(request.user).filter(page__kind__in=matrix.kinds_for(site, request))
    rows = list(found.select_related("page", "by").prefetch_related("answers__by")[: MOST + 1])
    for first in rows:
        first.last = [first, *first.answers.all()][-1]
        first.address = f"{page_addresses.of(first.page.kind, first.page.pk)}#thread-{first.pk}"
    told = {"rows": rows[:MOST], "is_more": len(rows) > MOST}
    return render_to_string("admin/first_page/remarks.html", told, request) if rows else ""


def shown(request, page):
    """What the templates are told of a page's comments."""
    found = places(page)
    open_at = next((place for place in found if place.number), None)
    options = kinds.by_name(page.kind).model._meta
    may_settle = request.user.has_perm(f"{options.app_label}.change_{options.model_name}")
    return {
        "places": found,
        "open_remarks": sum(place.number for place in found),
        "first_open": f"remarks-at-{open_at.anchor}" if open_at else "remarks",
        "may_settle": may_settle,
        "may_remark": may_settle and request.user.has_perm(RIGHT),
        "remarks_at": page_addresses.of(page.kind, page.pk, "remarks"),
        "token": confirming.token(),
        "longest": Remark.LONGEST,
    }


def places(page):
    """The page as a whole, then each part at which something was said, in the order of the form, then those that are gone."""
    found = {"": Place("", _("The page as a whole"))}
    for wish in (one for function in _wishes for one in function(page)):
        found.setdefault(wish.anchor, Place(wish.anchor)).wishes.append(wish)
    for thread in remarks.threads(page):
        place = found.setdefault(thread.anchor, Place(thread.anchor))
        (place.settled if thread.settled_at else place.open).append(thread)
    return [found[""], *_named(page, {anchor: place for anchor, place in found.items() if anchor})]


def _named(page, found):
    """Places with their names, in the order of the form."""
    if not found:
        return []
    here = languages.current()
    for _group, part in kinds.parts_of(kinds.specific(page)):
        if place := found.get(part.anchor):
            place.name, place.is_part = part_names.of_part(part, here, languages.other(here)) or part.anchor, True
            yield found.pop(part.anchor)
    for anchor, place in found.items():
        name = (part_names.GROUPS | part_names.AROUND).get(anchor)
        place.name = name or _("A part that was removed")
        yield place


def _answer(request, page):
    """Does what was posted, and gives what is to be said against it, "" for nothing."""
    if "settle" in request.POST:
        remarks.settle(page, _number(request.POST["settle"]), by=request.user)
        return ""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    to, token = request.POST.get("write", ""), request.POST.get("token", "")
    text = plain_text.clean(request.POST.get(f"text_{to}", "")).strip()
    if not text or len(text) > Remark.LONGEST or not confirming.TOKEN.fullmatch(token):
        return _("Write a comment of at most %(number)s characters.") % {"number": Remark.LONGEST}
    place = {"anchor": _anchor(to.removeprefix("at-"))} if to.startswith("at-") else {"to": _number(to)}
    try:
        remarks.write(page, text, by=request.user, token=token, **place)
    except Remark.DoesNotExist:
        raise Http404 from None
    return ""


def _anchor(text):
    if not ANCHOR.fullmatch(text):
        raise Http404
    return text


def _number(text):
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404
    return int(text)
