"""The views of those who hand out: their own hand-outs, putting one together, and what to do with it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doctors.handing_out import handout_choosing, handouts
from doctors.handing_out.handout_forms import HandoutForm
from doctors.handing_out.people import doctor_of, of_the_clinic
from doctors.models import Handout
from pages import log

LONGEST_QUERY = 200
MOST_LISTED = 50
NOTES = tuple(handouts.NO_NOTES)


@require_safe
@never_cache
@of_the_clinic
def own(request):
    """The hand-outs of whoever is signed in that can still be opened, and the pages of which one can be made."""
    query = request.GET.get("q", "")[:LONGEST_QUERY]
    context = {
        "handouts": Handout.objects.open().of(request.user).select_related("doctor")[:MOST_LISTED],
        "query": query,
        "found": handout_choosing.find(query),
    }
    return render(request, "handouts/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@of_the_clinic
def new(request):
    """Puts a hand-out together; `?page=17` begins with a page."""
    return _build(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@of_the_clinic
def edit(request, code):
    """Changes a hand-out of one's own; its address stays."""
    return _build(request, _own(request, code))


@require_safe
@never_cache
@of_the_clinic
def made(request, code):
    """A hand-out of one's own: its address to send, its code to show, and what can be done with it."""
    return render(request, "handouts/made.html", {"handout": _own(request, code)})


@require_POST
@of_the_clinic
def end(request, code):
    """Ends a hand-out of one's own at once."""
    handouts.end(_own(request, code), by=request.user)
    return redirect("handouts")


def _own(request, code):
    found = Handout.objects.open().of(request.user).filter(code=code).select_related("doctor").first()
    if found is None:
        raise Http404
    return found


def _build(request, handout):
    """The builder: every button but the last gives the form again, changed; nothing is kept before that one."""
    is_asked = request.method == "POST"
    chosen = handout_choosing.choices(handout_choosing.posted(request.POST) if is_asked else _begun(request, handout))
    is_made = is_asked and request.POST.get("do") == "make"
    own = None if request.user.is_staff else doctor_of(request.user)
    form = HandoutForm(request.POST if is_made else None, initial=_initial(request, handout), own=own, handout=handout)
    if is_made and form.is_valid():
        form.refuse_what_cannot_be_read(chosen)
        if form.is_valid():
            return redirect("handout-made", code=_kept(request, handout, form, chosen).code)
    query = request.POST.get("q", "")[:LONGEST_QUERY]
    taken = {choice.page for choice in chosen}
    found = [choice for choice in handout_choosing.find(query) if choice.page not in taken]
    context = {"handout": handout, "form": form, "chosen": chosen, "query": query, "found": found}
    return render(request, "handouts/build.html", context)


def _kept(request, handout, form, chosen):
    parts = [part for choice in chosen for part in choice.chosen]
    if handout is None:
        return handouts.make(parts, made_by=request.user, **form.columns)
    for name, value in form.columns.items():
        setattr(handout, name, value)
    handouts.keep(handout, parts)
    log.note(request.user, "handout_changed", handout)
    return handout


def _begun(request, handout):
    """The parts that the builder opens with."""
    if handout:
        return list(handout.parts.values_list("page", "anchor"))
    return [(page, "") for page in map(handout_choosing.number, request.GET.getlist("page")) if page]


def _initial(request, handout):
    """What the fields say before anything was typed, or as it was typed where the form is only changed."""
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in ("language", "doctor", *NOTES, "until")}
    if handout:
        return {name: getattr(handout, name) for name in ("language", "doctor", *NOTES)}
    return {"language": request.LANGUAGE_CODE, "doctor": doctor_of(request.user)}
