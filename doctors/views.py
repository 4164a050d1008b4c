"""The doctors of the clinic, and one of them."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doctors.models import Doctor
from pages import languages, paging
from pages.models import Edition
from pages.public.views import elsewhere
from serving.public import public

MOST_LISTED = 60  # of each, at a time
LISTED = {"performs": "performer", "wrote": "author", "reviewed": "reviewer"}


@require_safe
@public
def doctors(request, language):
    """Everyone who works at the clinic today and has a name in this language."""
    found = Doctor.objects.active().select_related("photo").exclude(**{f"name_{language}": ""})
    context = {
        "language": language,
        "doctors": found.exclude(**{f"name_{language}": None}),
        "alternates": {code: f"/{code}/doctors/" for code in languages.CODES},
    }
    return render(request, "doctors/doctors.html", context)


@require_safe
@public
def doctor(request, language, slug):
    """One doctor: who they are, what they perform, what they wrote and reviewed."""
    try:
        found = Doctor.objects.active().select_related("photo").get(slug=slug)
        if not found.full_name(language):
            raise Http404
    except (Doctor.DoesNotExist, Http404):
        return elsewhere(request)
    editions = Edition.objects.current().in_language(language).listed()
    told = {"doctor": found, "language": language}
    lists = {name: editions.told_by("credits", role=role, **told) for name, role in LISTED.items()}
    shelves = paging.shelves(lists, request.GET, MOST_LISTED)
    further = paging.place(shelves)
    context = {
        "language": language,
        "doctor": found,
        "shelves": shelves,
        "canonical": further and f"/{language}/doctors/{found.slug}/{further}",
        "alternates": {code: f"/{code}/doctors/{found.slug}/" for code in languages.CODES if found.full_name(code)},
    }
    return render(request, "doctors/doctor.html", context)
