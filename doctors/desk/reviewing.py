"""A doctor who is signed in finds the text right that they have before them."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doctors.desk import linking, own
from doctors.desk.access import for_doctors
from doctors.review import reviewing


@require_POST
@for_doctors("digest")
def review(request, doctor, number, language):
    """Records the review of exactly the text that was shown; where it changed meanwhile, it is to be read again."""
    page = own.page_of(doctor, number)
    try:
        reviewing.review(doctor, page, language, request.POST.get("digest", ""), "signed_in", by=request.user)
    except reviewing.TextChanged:
        return linking.back_to(page.pk, language, said="changed")
    except reviewing.Inactive as refused:
        raise PermissionDenied(
            _("This account is not that of a doctor of the clinic. Ask an administrator.")
        ) from refused
    return linking.back_to(page.pk, language, said="reviewed")
