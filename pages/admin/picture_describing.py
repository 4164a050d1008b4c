"""The descriptions of a picture, corrected from the form of a page that shows it (static/admin-bayan/picture-describing.js)."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _

from pages.admin.link_report import numbered
from pages.admin.picture_fields import description_form, told
from pages.models import Picture


def describe(site, request):
    """Describes the picture of a `number` anew, by the rules of its own form: the picture, or what is wrong, by field."""
    admin = site.get_model_admin(Picture)
    if not admin.has_change_permission(request):
        raise PermissionDenied
    picture = Picture.objects.filter(pk=numbered(request.POST.get("number", ""))).first()
    if picture is None:
        return JsonResponse({"problems": {"__all__": [_("This picture was deleted meanwhile.")]}})
    form = description_form(admin, request)(request.POST, instance=picture)
    if not form.is_valid():
        return JsonResponse({"problems": form.errors})
    form.save()
    admin.log_change(request, picture, admin.construct_change_message(request, form, None))
    return JsonResponse({"picture": told(picture)})
