"""The dialog in which the picture of a page is chosen, added or described asks here (static/admin-bayan/picture-dialog.js)."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from pages.admin.link_report import numbered
from pages.admin.picture_describing import describe
from pages.admin.picture_fields import told
from pages.models import Picture
from pages.pictures import NotKept

AT_ONCE = 24


def urls(site):
    """The addresses of the dialog within an admin site."""
    return [
        path("picture-choices/", site.admin_view(require_GET(partial(choices, site))), name="picture_choices"),
        path("picture-adding/", site.admin_view(require_POST(partial(add, site))), name="picture_adding"),
        path(
            "picture-describing/",
            site.admin_view(require_POST(partial(describe, site))),
            name="picture_describing",
        ),
    ]


def choices(site, request):
    """The pictures that the words `q` find, the newest first, `after` so many; or the one numbered `number`."""
    admin = site.get_model_admin(Picture)
    if not admin.has_view_permission(request):
        raise PermissionDenied
    found, _is_double = admin.get_search_results(request, Picture.objects.all(), request.GET.get("q", ""))
    if number := numbered(request.GET.get("number", "")):
        found = found.filter(pk=number)
    after = numbered(request.GET.get("after", "")) or 0
    rows = list(found[after : after + AT_ONCE + 1])
    return JsonResponse({"pictures": [_described(one) for one in rows[:AT_ONCE]], "more": len(rows) > AT_ONCE})


def add(site, request):
    """Adds a picture by the form of its own admin: 201 and the picture, or what is wrong, by field."""
    admin = site.get_model_admin(Picture)
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = admin.get_form(request)(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"problems": form.errors})
    try:
        picture = form.save()
    except NotKept as problem:
        return JsonResponse({"problems": {"file": [str(problem)]}})
    admin.log_addition(request, picture, admin.construct_change_message(request, form, None, add=True))
    return JsonResponse({"picture": _described(picture)}, status=201)


def _described(picture):
    """What a choice shows beside the picture itself: `notes` are the other words that it is found by."""
    captions = (picture.text("caption", code) for code in ("en", "ar"))
    return told(picture) | {"notes": [text for text in (*captions, picture.credit, picture.uploaded_as) if text]}
