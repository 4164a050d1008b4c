"""What messengers would show of a draft: its share card, and the words under it. For editors, as it was last saved."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import path

from clinic import profile, share_card_making
from clinic import share_card_drawing as drawing
from clinic.context import site_url
from clinic.models import Clinic
from pages import kinds, languages
from pages.admin import notes
from pages.models import Page


def register():
    """Shows the cards in the form of a page."""
    notes.below_search_results(of_form)


def urls(site):
    """The address of a draft's card within an admin site, which lets no cache keep what it answers."""
    view = site.admin_view(lambda request, number, language: card(request, site, number, language))
    return [path("share-cards/<int:number>/<language:language>/", view, name="share_card")]


def card(request, site, number, language):
    """The card as publishing would make it; 404 where the draft has no title, 403 for whoever may not change the page."""
    page = Page.objects.filter(pk=number).first() if number < 2**62 else None
    if page is None:
        raise Http404
    if not site.get_model_admin(kinds.of(page).model).has_change_permission(request, page):
        raise PermissionDenied
    title = page.text("title", language)
    if not title:
        raise Http404
    return HttpResponse(share_card_making.drawn(title, profile.load(language)).read(), "image/png")


def of_form(request, page):
    """What the form of a page shows, in each language.

    The page is asked for anew: a form that is refused has changed the one that it holds.
    """
    saved, clinic = Page.objects.get(pk=page.pk), Clinic.objects.filter(pk=1).first() or Clinic()
    host = urlsplit(site_url(request)).netloc
    shown = [_in(language, saved, clinic, host) for language in languages.original_first(page)]
    return render_to_string("admin/writing/_share_cards.html", {"original": page, "cards": shown})


def _in(language, page, clinic, host):
    title, name = page.text("title", language), clinic.text("name", language)
    return {
        "language": language,
        "card_title": title,
        "title": page.text("search_title", language) or title,
        "description": page.text("search_description", language) or page.text("summary", language),
        "site": name or host,
        "lacks_arabic": not drawing.can_shape_arabic() and bool(drawing.ARABIC.search(f"{title} {name}")),
    }
