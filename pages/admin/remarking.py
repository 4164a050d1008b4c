"""Comments beside the form of a page: editors' threads, and with them what others want changed, each at its part."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from pages import kinds, languages
from pages.admin import confirming, first_page, matrix, notes, page_addresses, remark_posts
from pages.content import part_names
from pages.drafting import remarks
from pages.models import Remark

MOST = 20

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
    """Where something was said: a part, or the page. `is_part`: it stands in the form; else it is read at the page.

    `is_unfolded`: what is settled is shown without asking.
    """

    anchor: str
    name: str = ""
    is_part: bool = False
    wishes: list = field(default_factory=list)
    open: list = field(default_factory=list)
    settled: list = field(default_factory=list)
    is_unfolded: bool = False

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
        """All comments of a page, after what is posted was done. `?beside`: only they, for a script."""
        page, posted = self._page(request, number), None
        if request.method == "POST":
            posted = remark_posts.answer(request, page)
        if "beside" in request.GET:
            context = shown(request, page, posted)
            return TemplateResponse(
                request, "admin/writing/_remarks.html", context, status=posted.status if posted else 200
            )
        if posted:
            (messages.success if posted.status == 200 else messages.error)(request, posted.told)
        if posted and posted.status == 200:
            return redirect(f"{request.path}#{posted.place}" if posted.place else request.path)
        response = self._render(request, "admin/writing/remarks.html", page, "", **shown(request, page, posted))
        response.status_code = posted.status if posted else 200
        return response


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


def shown(request, page, posted=None):
    """What the templates are told of a page's comments, and of what was posted (an Answer) if anything was."""
    found = places(page, [key.removeprefix("at-") for key in posted.boxes if key.startswith("at-")] if posted else ())
    open_at = next((place for place in found if place.number), None)
    may_settle = kinds.may_change(request.user, page)
    may_remark = may_settle and request.user.has_perm(remark_posts.RIGHT)
    for place in found:
        _mark_own(place, request.user if may_remark else None)
    return {
        "places": found,
        "open_remarks": sum(place.number for place in found),
        "first_open": f"remarks-at-{open_at.anchor}" if open_at else "remarks",
        "may_settle": may_settle,
        "may_remark": may_remark,
        "posted": posted,
        "typed": _typed(posted, found) if posted and posted.boxes else None,
        "remarks_at": page_addresses.of(page.kind, page.pk, "remarks"),
        "token": confirming.token(),
        "longest": Remark.LONGEST,
    }


def places(page, also=()):
    """The page as a whole, then each part at which something was said, in the order of the form, then those that are gone.

    `also` are anchors of parts that are given although nothing was said there.
    """
    found = {"": Place("", _("The page as a whole"))} | {anchor: Place(anchor) for anchor in also if anchor}
    for wish in (one for function in _wishes for one in function(page)):
        found.setdefault(wish.anchor, Place(wish.anchor)).wishes.append(wish)
    for thread in remarks.threads(page):
        place = found.setdefault(thread.anchor, Place(thread.anchor))
        (place.settled if thread.settled_at else place.open).append(thread)
    return [found[""], *_named(page, {anchor: place for anchor, place in found.items() if anchor})]


def _mark_own(place, user):
    """Has each comment tell whether somebody (None: nobody) deletes it, `is_own`, and changes it, `is_changed_here`."""
    for thread in place.open + place.settled:
        for remark in thread.said:
            remark.is_own = bool(user and remark.by_id == user.pk and not remark.deleted_at)
            remark.is_changed_here = remark.is_own and not thread.settled_at


def _typed(posted, found):
    """Where a text stands that was typed and not saved: the first of its boxes that the page has."""
    at = {f"at-{place.anchor}": place for place in found if place.is_part or not place.anchor}
    for place in found:
        for thread in place.open + place.settled:
            at[str(thread.pk)] = place
            at |= {f"change-{remark.pk}": place for remark in thread.said if remark.is_changed_here}
    key = next(key for key in posted.boxes if key in at)
    at[key].is_unfolded = key in [str(thread.pk) for thread in at[key].settled]
    return {"key": key, "text": posted.text, "why": posted.told}


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
        if not (place.number or place.settled):
            continue
        name = (part_names.GROUPS | part_names.AROUND).get(anchor)
        place.name = name or _("A part that was removed")
        yield place
