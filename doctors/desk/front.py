"""The first page of the desk: what waits, what is due, one's own pages, and what patients looked for in vain."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doctors.desk import own
from doctors.desk.access import for_doctors
from pageviews import unanswered

DUE_WITHIN = timedelta(days=30)
MOST_SEARCHES = 8


@require_safe
@for_doctors()
def front(request, doctor):
    """What a doctor sees first."""
    pages = own.listed(doctor)
    context = {
        "doctor": doctor,
        "due": due(doctor),
        "pages": pages,
        "searches": unanswered.recent(MOST_SEARCHES),
    }
    return render(request, "doctors/desk/front.html", context)


def due(doctor, today=None):
    """The pages that a doctor reviewed whose next review is past or near, the longest overdue first."""
    last = (today or timezone.localdate()) + DUE_WITHIN
    reviewed = doctor.reviews.order_by().values("page")
    return own.pages_of(doctor).filter(pk__in=reviewed, review_due_on__lte=last).order_by("review_due_on", "pk")
