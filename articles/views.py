"""The list of articles."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages import languages
from pages.models import Edition
from serving.public import public

ON_A_PAGE = 12


@require_safe
@public
def articles(request, language):
    """The articles that can be read in this language, the newest first; an odd `page` gives the nearest one."""
    found = Edition.objects.current().in_language(language).of_kind("article").listed().newest()
    listed = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page", "1")[:9])
    context = {
        "language": language,
        "listed": listed,
        "canonical": f"/{language}/articles/?page={listed.number}" if listed.number > 1 else "",
        "alternates": {code: f"/{code}/articles/" for code in languages.CODES},
    }
    return render(request, "articles/articles.html", context)
