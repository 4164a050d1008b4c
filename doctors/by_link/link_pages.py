"""What a doctor sees behind a review link: what waits, each page as patients would read it, and the two answers.

Robots open links too: a GET changes nothing. An address without an open link is answered like one that never was.
"""

from functools import partial, wraps

from django.http import HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from doctors.by_link import link_pins, taking_back
from doctors.marks import marking
from doctors.review import minor_corrections, review_links, reviewing, waiting
from doctors.review.answer_forms import LONGEST_COMMENT, AnswerForm
from pages import languages
from pages.drafting import drafts
from pages.models import Page
from pages.public import reading
from pages.public.views import show
from pages.secret_addresses import HEADERS


class OpaqueOriginMiddleware(CsrfViewMiddleware):
    """Django's check of forms, but for the origin that browsers name where no referrer is told: "null"."""

    def _origin_verified(self, request):
        return request.META["HTTP_ORIGIN"] == "null" or super()._origin_verified(request)


def behind_a_link(view):
    """Finds the link of a token, speaks its doctor's language, asks for the PIN where one is asked."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def found(request, token, language=None, **kwargs):
        link = review_links.find(token)
        with translation.override(_language(request, link, language)):
            request.LANGUAGE_CODE = translation.get_language()
            request.token = token
            go_on = partial(view, request, link, **kwargs)
            response = link_pins.guarded(request, link, go_on) if link else lost(request)
            for name, value in HEADERS.items():
                response.headers[name] = value
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return csrf_exempt(decorator_from_middleware(OpaqueOriginMiddleware)(found))


@behind_a_link
def overview(request, link):
    """What waits for the doctor, and which corrections were declared minor since they last looked."""
    if request.method == "POST":
        review_links.use(link)
        if "take_back" in request.POST:
            is_done = taking_back.take_back(link.doctor, request.POST["take_back"])
            return redirect_to(request, "taken-back" if is_done else "too-late")
        minor_corrections.saw(link.doctor, request.POST.getlist("seen"))
        return redirect_to(request)
    return _listed(request, link, request.GET.get("kept", ""))


@behind_a_link
def page(request, link, number, page_language):
    """One page that waits, as patients would read it; POST takes the answer."""
    found = Page.objects.filter(pk=number).first() if number < 2**62 else None
    told = found and waiting.one(link.doctor, found, page_language)
    if not told:
        return _answered_again(request, link, found, page_language) if found else lost(request)
    if request.method != "POST":
        return _shown(request, told)
    return _answered(request, link, told)


def lost(request):
    """No open link, or nothing that waits behind it: the same answer for all, with the clinic's telephone."""
    context = {"language": request.LANGUAGE_CODE, "typed": link_pins.typed(request)}
    return render(request, "doctors/review_lost.html", context, status=404)


def redirect_to(request, kept=""):
    """Back to what waits."""
    address = reverse("review-list-in", args=[request.token, request.LANGUAGE_CODE])
    return HttpResponseRedirect(f"{address}?kept={kept}" if kept else address, status=303)


def common(request):
    """What every template behind a link knows."""
    language = request.LANGUAGE_CODE
    return {"language": language, "token": request.token}


def _language(request, link, chosen):
    if chosen:
        return chosen
    return link.language if link else languages.asked_for(request) or "ar"


def _listed(request, link, kept, typed="", status=200):
    """What waits, under what became of the last answer; `typed` is a comment that could not be taken."""
    context = {
        "doctor": link.doctor,
        "waiting": waiting.for_doctor(link.doctor),
        "corrections": minor_corrections.told(link.doctor),
        "answers": taking_back.answers(link.doctor),
        "kept": kept,
        "typed": typed,
    }
    return render(request, "doctors/review_list.html", common(request) | context, status=status)


def _answered_again(request, link, page, language):
    """A form that was sent when nothing waited any more: twice, or after the other answer. Nothing said is lost."""
    form = AnswerForm(request.POST)
    is_valid = form.is_valid()
    own = {"page": page.pk, "language": language, "digest": form.digest_shown}
    reviews, comments = link.doctor.reviews.filter(**own), link.doctor.comments.filter(**own)
    if request.method != "POST" or not own["digest"] or not (reviews.exists() or comments.exists()):
        return lost(request)
    if is_valid and form.says_right and not form.says_both:
        return redirect_to(request, "right" if reviews.exists() else "with-editors")
    if is_valid:
        try:
            reviewing.want_change(link.doctor, page, language, own["digest"], form.cleaned_data["comment"])
        except reviewing.Refused:
            pass
        else:
            return redirect_to(request, "change")
    return _listed(request, link, "nothing", form.typed, status=409) if form.typed else redirect_to(request, "nothing")


def _answered(request, link, told):
    form = AnswerForm(request.POST)
    form.is_valid()
    if form.digest_shown != told.digest:
        return _shown(request, told, fault="changed", comment=form.typed, status=409)
    if form.fault:
        return _shown(request, told, fault="form", message=form.fault, comment=form.typed, status=400)
    if form.says_both:
        return _shown(request, told, fault="both", comment=form.typed, status=400)
    try:
        if form.says_right:
            reviewing.review(link.doctor, told.page, told.language, form.digest_shown, "by_link")
        else:
            comment = form.cleaned_data["comment"]
            reviewing.want_change(link.doctor, told.page, told.language, form.digest_shown, comment)
    except reviewing.TextChanged:
        return _shown(request, told, fault="changed", comment=form.typed, status=409)
    except reviewing.Inactive:
        return lost(request)
    review_links.use(link)
    return redirect_to(request, "right" if form.says_right else "change")


def _shown(request, told, status=200, **extra):
    before = marking.asked_for(request, told)
    spoken = request.LANGUAGE_CODE
    context = common(request) | extra | {"told": told, "version": told.page.version, "is_marked": bool(before)}
    context |= {"longest": LONGEST_COMMENT, "unseen": marking.unseen(told.edition), "unseen_in": told.language}
    context["elsewhere"] = marking.elsewhere(told.edition, before) if before else []
    if extra.get("fault") == "changed":
        version = request.POST.get("version", "")
        context["meanwhile"] = drafts.changes_since(told.page, version, told.language)
    parts = {
        name: render_to_string(f"doctors/_review_{name}.html", context, request)
        for name in ("head", "unseen", "answer")
    }
    with translation.override(told.language):
        request.LANGUAGE_CODE = told.language
        shown = marking.marked(told.edition, before) if before else told.edition
        title = marking.title_of(told.edition, before) if before else ""
        own = {"frame": "doctors/review_frame.html", "marked_title": title, "opened": True, "spoken": spoken}
        response = show(request, reading.preview(shown), **own, **{f"review_{k}": v for k, v in parts.items()})
    request.LANGUAGE_CODE = spoken
    response.status_code = status
    response.headers["Content-Language"] = told.language
    return response
