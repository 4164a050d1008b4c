"""Linking in three taps: a page, "Link" at one of its parts, and the page or part that it shall lead to."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doctors.desk import links, own
from doctors.desk.access import for_doctors
from pages import languages
from pages.linking import finding, places
from pages.models import Link, Page

# In the session: the lines that this person made since they signed in, and may take back.
MADE = "desk_links"
MOST_KEPT, MOST_OFFERED = 50, 6


@require_http_methods(["GET", "HEAD", "POST"])
@for_doctors("to", "after")
def choose(request, doctor, number, language):
    """A search among all pages, and what it found; POST links to what was tapped."""
    page = own.page_of(doctor, number)
    if request.method == "POST":
        return _linked(request, page, language)
    after, query = request.GET.get("after", ""), request.GET.get("q", "")
    context = {
        "page": page,
        "page_language": language,
        "after": after,
        "place": places.name(page, after, language),
        "q": query,
        "results": finding.find(query, page) if query.strip() else finding.results(near(doctor, page)),
    }
    return render(request, "doctors/desk/link.html", context)


@require_POST
@for_doctors("language")
def take_back(request, doctor, number):
    """Takes a line that was just made out of the draft again."""
    line = own_line(request, doctor, number)
    links.undo(line, by=request.user)
    return back_to(line.from_page_id, language_of(request), said="taken-back")


@require_POST
@for_doctors("language")
def link_back(request, doctor, number):
    """Links the other way too, where the other page is the doctor's own."""
    line = own_line(request, doctor, number)
    target = own.page_of(doctor, line.to_page_id)
    back, is_new = links.link(target, line.to_anchor, line.from_page, line.after_anchor, by=request.user)
    if is_new:
        _remember(request, back)
    return back_to(line.from_page_id, language_of(request), made=line.pk)


def near(doctor, page):
    """What is offered before anything is typed: pages under the same topics, then the doctor's own."""
    topics = page.topics.values("pk")
    alike = Page.objects.filter(topics__in=topics).exclude(pk=page.pk).distinct().order_by("-pk")[:MOST_OFFERED]
    mine = own.pages_of(doctor).exclude(pk=page.pk).order_by("-pk")[:MOST_OFFERED]
    return list(dict.fromkeys([*alike, *mine]))[:MOST_OFFERED]


def own_links(request):
    """The numbers of the lines that this person made since they signed in."""
    return request.session.get(MADE, [])


def made(request, doctor):
    """What is told of the line that was just made: itself, and whether it can be linked back; None where there is none."""
    number = request.GET.get("made", "")
    kept = [pk for pk in own_links(request) if str(pk) == number]
    line = Link.objects.filter(pk__in=kept, to_page__isnull=False).select_related("to_page").first()
    if line is None:
        return None
    return {"line": line, "leads_back": links.leads_back(line), "is_own": own.is_own(doctor, line.to_page)}


def own_line(request, doctor, number):
    """A line that this person made, on a page that is theirs."""
    line = Link.objects.filter(pk__in=[pk for pk in own_links(request) if pk == number]).first()
    if line is None or line.to_page is None or not own.is_own(doctor, line.from_page):
        raise PermissionDenied(_("This link is not one that you made. Nothing was changed."))
    return line


def language_of(request):
    """The language of the page that a button stood on."""
    posted = request.POST.get("language")
    return posted if posted in languages.CODES else languages.current()


def back_to(number, language, **told):
    """Back to a page, where it says what was done."""
    return redirect(f"{reverse('desk-page', args=[number, language])}?{urlencode(told)}#told")


def _linked(request, page, language):
    target, anchor = _chosen(request.POST.get("to", ""))
    try:
        line, is_new = links.link(page, request.POST.get("after", ""), target, anchor, by=request.user)
    except links.NotLinked as refused:
        raise PermissionDenied(str(refused)) from refused
    if not is_new:
        return back_to(page.pk, language, there=line.pk)
    _remember(request, line)
    return back_to(page.pk, language, made=line.pk)


def _chosen(text):
    """`17:risks` as a page and an anchor."""
    number, _colon, anchor = text.partition(":")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    target = Page.objects.filter(pk=number).first() if is_number else None
    if target is None:
        raise PermissionDenied(_("This page is not there any more."))
    return target, anchor


def _remember(request, line):
    request.session[MADE] = [*own_links(request), line.pk][-MOST_KEPT:]
