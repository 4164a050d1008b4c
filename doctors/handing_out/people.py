"""Who of those who sign in belongs to the clinic."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from doctors.models import Doctor


def is_of_the_clinic(user):
    """Whether a user is a member of staff, or a doctor who works at the clinic today."""
    return user.is_active and (user.is_staff or doctor_of(user) is not None)


def doctor_of(user):
    """The active doctor whose account a user is, None where there is none."""
    return Doctor.objects.active().filter(user=user.pk).first() if user.is_authenticated else None


def of_the_clinic(view):
    """A view for them alone: whoever is not signed in is asked to, and anybody else is refused."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("desk-sign-in"))
        if not is_of_the_clinic(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
