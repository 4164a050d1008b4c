"""The list of articles."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages import languages, paging
from pages.models import Edition
from serving.public import public

ON_A_PAGE = 12


@require_safe
@public
def articles(request, language):
    """The articles that can be read in this language, the newest first; an odd place in the list gives the nearest one."""
    found = Edition.objects.current().in_language(language).of_kind("article").listed()
    address = f"/{language}/articles/"
    if moved := paging.from_number(found, request.GET, ON_A_PAGE):
        return HttpResponseRedirect(address + moved)
    shown = paging.listed(found, request.GET, ON_A_PAGE)
    context = {
        "language": language,
        "listed": shown,
        "canonical": "" if shown.is_first else address + shown.here,
        "alternates": {code: f"/{code}/articles/" for code in languages.CODES},
    }
    return render(request, "articles/articles.html", context)
