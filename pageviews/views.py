"""What readers send: that a page is seen (its script posts it), whether it helped, and a sentence about that.

A page is cached, so it carries no token against forged requests: the origin is checked instead.
"""

import logging
import re
from functools import wraps

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from pages import formatting, languages
from pages.models import Edition
from pageviews import counting, helped, readers
from pageviews.group_commit import NotCommitted
from pageviews.models import Feedback
from serving.public import public

logger = logging.getLogger(__name__)

LARGEST_NUMBER = 2**62
EVENT = re.compile(r"[0-9a-f-]{16,36}")
LONGEST_TOKEN = 100
# What a reader is told, and with which status. A form follows where something can still be said.
TOLD = {
    "thanks": (200, _("Thank you. Your answer is kept.")),
    "sentence": (200, _("Thank you. The editors will read your sentence.")),
    "repeat": (200, _("We already have your answer about this page. Thank you.")),
    "unclear": (400, _("Please choose yes or no.")),
    "no sentence": (400, _("Please write one short sentence.")),
    "too late": (400, _("Your answer is kept. It is too late to add a sentence to it.")),
    "no reader": (
        403,
        _("We keep the answers of readers on this site only, not of programs or of signed-in colleagues."),
    ),
    "changed": (404, _("This text has changed, or is no longer published, since you opened it.")),
    "not sent": (405, _("Please choose yes or no.")),
    "flood": (429, _("Many answers have come from your network. Please try again in an hour.")),
}


@csrf_exempt
@require_POST
def count(request, page, language):
    """Counts one view of a current edition and tells the new total; what is no view is answered and not counted.

    Where it cannot be stored the answer is 503, and nothing of it is kept: the page's script tells it again.
    """
    if page > LARGEST_NUMBER:
        return JsonResponse({}, status=404)
    try:
        views = _counted(request, page, language)
    except NotCommitted:
        logger.exception("A view was not counted")
        return JsonResponse({}, status=503)
    if views is None:
        return JsonResponse({}, status=404)
    # In Western digits: the page's script turns them, where the clinic chose the others.
    return JsonResponse({"views": views, "label": formatting.views(views, language)})


def _counted(request, page, language):
    """The views of a page, with this one if it is one; None of a page that cannot be read. Raises NotCommitted."""
    if not readers.is_reader(request):
        return counting.total(page, language)
    return counting.add(page, language, event=_event(request), mark=readers.mark(request, page))


@require_safe
@public
def how_we_count(request, language):
    """What the number of views says, and what it does not: the one definition, for readers and editors alike."""
    alternates = {code: f"/{code}/how-we-count/" for code in languages.CODES}
    context = {"language": language, "alternates": alternates}
    return render(request, "pageviews/how_we_count.html", context)


def about_a_current_edition(view):
    """Gives a view the edition that its address names, and only what a reader posts about it; the rest is told so."""

    @csrf_exempt
    @cache_control(no_store=True)
    @wraps(view)
    def asked(request, language, edition):
        found = Edition.objects.current().in_language(language).listed().filter(pk=edition).first()
        if found is None:
            return _tell(request, "changed")
        if request.method != "POST":
            return _tell(request, "not sent", found)
        if not readers.is_reader(request):
            return _tell(request, "no reader", found)
        return view(request, found)

    return asked


@about_a_current_edition
def answer(request, edition):
    """Keeps whether an edition helped, and asks for a sentence."""
    said = helped.ANSWERS.get(request.POST.get("answer"))
    if said is None:
        return _tell(request, "unclear", edition)
    if helped.is_repeat(request, edition):
        return _tell(request, "repeat", edition)
    if helped.is_flood(request):
        return _tell(request, "flood", edition)
    return _tell(request, "thanks", edition, said=said, token=helped.add(edition, said))


@about_a_current_edition
def sentence(request, edition):
    """Adds a sentence to an answer that was given a moment ago."""
    token, written = request.POST.get("token", ""), helped.one_line(request.POST.get("sentence", ""))
    if not 0 < len(written) <= Feedback.LONGEST:
        said = helped.ANSWERS.get(request.POST.get("answer"))
        again = {"said": said, "token": token[:LONGEST_TOKEN], "written": written[: Feedback.LONGEST]}
        return _tell(request, "no sentence", edition, **again)
    return _tell(request, "sentence" if helped.add_sentence(edition, token, written) else "too late", edition)


def _tell(request, what, edition=None, **context):
    status, words = TOLD[what]
    twins = Edition.objects.current().listed().filter(page=edition.page_id) if edition else []
    context |= {
        "what": what,
        "words": words,
        "kept": status == 200,
        "edition": edition,
        "longest": Feedback.LONGEST,
        "alternates": {twin.language: twin.get_absolute_url() for twin in twins},
    }
    response = render(request, "pageviews/told.html", context, status=status)
    if status == 405:
        response.headers["Allow"] = "POST"
    return response


def _event(request):
    """What the page's script calls this opening of the page, "" where that is no name."""
    event = request.POST.get("event", "")
    return event if EVENT.fullmatch(event) else ""
