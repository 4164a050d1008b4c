"""One page of a doctor's: as patients read it, with what they can do at each part."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from doctors.desk import linking, own, reading
from doctors.desk.access import for_doctors
from doctors.marks import marking
from doctors.review import waiting
from pages import languages
from pages.content import composing
from pages.states.standing import standing


@require_safe
@for_doctors()
def page(request, doctor, number):
    """The page in the interface's language, or in its original's where it is not written in that."""
    found = own.page_of(doctor, number)
    here = languages.current()
    return redirect("desk-page", number, here if found.text("title", here) else found.original_language)


@require_safe
@for_doctors()
def page_in(request, doctor, number, language):
    """The page in one language, part by part."""
    found = own.page_of(doctor, number)
    if not found.text("title", language):
        raise Http404
    edition, _problems = composing.compose(found, language)
    comments = found.comments.filter(doctor=doctor, language=language)
    waits = waiting.one(doctor, found, language)
    before = marking.asked_for(request, waits) if waits else None
    changed = marking.placed(edition, waits.before) if waits and waits.before else []
    context = {
        "doctor": doctor,
        "page": found,
        "digest": edition.content["digest"],
        "waiting": waits,
        "is_marked": bool(before),
        "changed": changed,
        "unmarked": [found.change for found in changed if before and not found.is_marked],
        "title": found.text("title", language),
        "marked_title": reading.title(request, edition, before),
        "page_language": language,
        "written_in": [code for code in languages.CODES if found.text("title", code)],
        "standing": standing(found, language),
        "parts": reading.parts(request, found, edition, comments, before),
        "unseen": marking.unseen(edition),
        "unseen_in": language,
        "made": linking.made(request, doctor),
        "there": request.GET.get("there", ""),
        "undoable": linking.own_links(request),
        "said": request.GET.get("said", ""),
    }
    return render(request, "doctors/desk/page.html", context)
