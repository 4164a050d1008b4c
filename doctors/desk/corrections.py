"""Small corrections in texts that a doctor reviewed: shown at the desk until they were seen."""

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from doctors.desk.access import for_doctors
from doctors.review import minor_corrections


@require_POST
@for_doctors("seen")
def saw(request, doctor):
    """The doctor has seen the corrections whose numbers are posted."""
    minor_corrections.saw(doctor, request.POST.getlist("seen"))
    return redirect("desk")
