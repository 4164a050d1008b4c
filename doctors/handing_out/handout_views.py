"""The public views of hand-outs: what a patient reads at the address that a doctor sent, and what is said after its end."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from doctors.handing_out import handout_reading, handouts
from pages import languages
from pages.models import Edition
from pages.public.views import elsewhere


@require_safe
@never_cache
def handout(request, code, language=""):
    """What was handed out, as it is published now; nothing may keep it, since any of it may be withdrawn."""
    found = handouts.find(code)
    if found is None:
        return elsewhere(request)
    if not found.is_open:
        return _ended(request, found)
    own = (language or request.LANGUAGE_CODE) if found.is_in_both else found.language
    if own != language:
        return redirect(found.address_in(own))
    told_in = handout_reading.columns(found, language)
    context = {
        "language": language,
        "handout": found,
        "headers": [(one, _name(found.named_doctor, one), found.note(one)) for one in told_in],
        "items": handout_reading.items(found, told_in),
        "alternates": {one: found.address_in(one) for one in sorted(told_in, key=languages.CODES.index)},
    }
    return _unlisted(render(request, "handouts/handout.html", context))


def _name(doctor, language):
    return doctor.full_name(language) if doctor else ""


def _ended(request, found):
    """410: who to ask, and which of its pages anybody can still read."""
    language, pages = request.LANGUAGE_CODE, set(found.parts.values_list("page", flat=True))
    still = Edition.objects.current().in_language(language).listed().filter(page__in=pages).newest()
    context = {"language": language, "editions": still, "alternates": {}}
    return _unlisted(render(request, "handouts/ended.html", context, status=410))


def _unlisted(answer):
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
