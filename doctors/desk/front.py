"""The first page of the desk: what waits, what is due, one's own pages, and what patients looked for in vain."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doctors.desk import own
from doctors.desk.access import for_doctors
from doctors.models import Review
from doctors.review import minor_corrections, waiting
from pageviews import unanswered

DUE_WITHIN = timedelta(days=30)
MOST_SEARCHES = 8


@require_safe
@for_doctors()
def front(request, doctor):
    """What a doctor sees first."""
    waits = waiting.for_doctor(doctor)
    context = {
        "doctor": doctor,
        "waits": waits,
        "corrections": minor_corrections.told(doctor),
        "due": due_soon(doctor),
        "pages": own.listed(doctor),
        "searches": unanswered.recent(MOST_SEARCHES),
    }
    return render(request, "doctors/desk/front.html", context)


def due_soon(doctor, today=None):
    """The pages that a doctor reviewed last and that are due within 30 days: (day, page) pairs, the nearest first.

    What is due already waits (`doctors.review.waiting`).
    """
    today, found = today or timezone.localdate(), {}
    months, reviews = waiting.months(), Review.objects.filter(page__in=doctor.reviews.values("page")).defer("text")
    for review in reviews.select_related("page").order_by("on", "pk"):
        found[review.page_id, review.language] = review
    days = (
        (waiting.due_on(review.page.review_due_on, review.on, months), review.page)
        for review in found.values()
        if review.doctor_id == doctor.pk
    )
    near = {page.pk: (day, page) for day, page in days if today < day <= today + DUE_WITHIN}
    return sorted(near.values(), key=lambda pair: (pair[0], pair[1].pk))
