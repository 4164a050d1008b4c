"""Who may come to the desk: a doctor of the clinic who has an account, and nobody else."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from doctors.models import Doctor


def for_doctors(*fields):
    """Makes `view(request, doctor, …)` a view of the desk. `fields` are all that its forms may post."""

    def closed(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(_way_back(request), reverse("desk-sign-in"))
            try:
                return view(request, _doctor(request, fields), *args, **kwargs)
            except PermissionDenied as refusal:
                return render(request, "doctors/desk/refused.html", {"reason": str(refusal)}, status=403)

        return private(guarded)

    return closed


def private(view):
    """A view that no cache keeps and no search engine lists."""

    @wraps(view)
    def kept_back(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return kept_back


def _doctor(request, fields):
    found = Doctor.objects.active().filter(user=request.user).first()
    if found is None:
        raise PermissionDenied(_("This account is not that of a doctor of the clinic. Ask an administrator."))
    if set(request.POST) - {*fields, "csrfmiddlewaretoken"}:
        raise PermissionDenied(_("Something was sent that a doctor may not change. Nothing was changed."))
    return found


def _way_back(request):
    return request.get_full_path() if request.method == "GET" else reverse("desk")
