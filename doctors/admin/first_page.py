"""What the admin's first page tells of doctors: wishes that are open, and whose reviews are due."""

from itertools import groupby

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from doctors.models import Comment, Review
from doctors.reminders import due
from pages.admin import first_page
from pages.admin.first_page import Task

MOST, MOST_COUNTED = 10, 200


def register():
    """Adds both to the admin's first page."""
    first_page.tasks(tasks)
    first_page.panels(reviews_due, place=first_page.WORK)


def tasks(request, site):
    """The wishes of doctors that no editor has dealt with, for whoever may see them."""
    if not (site.is_registered(Comment) and site.get_model_admin(Comment).has_view_permission(request)):
        return []
    address = f"{reverse('admin:doctors_comment_changelist')}?resolved_at__isempty=1"
    count = Comment.objects.waiting().count()
    return [Task(count, ngettext("open wish of a doctor", "open wishes of doctors", count), address)]


def reviews_due(request, site):
    """Pages past or near their next review by doctor, the longest due first, for whoever may see reviews."""
    if not (site.is_registered(Review) and site.get_model_admin(Review).has_view_permission(request)):
        return ""
    found = due.near(most=MOST_COUNTED)
    shown = sorted(due.told(found[:MOST]), key=lambda one: str(one.doctor))
    context = {
        "by_doctor": [(doctor, list(rows)) for doctor, rows in groupby(shown, key=lambda one: one.doctor)],
        "more": len(found) - len(shown),
        "many": len(found) >= MOST_COUNTED,
        "days": due.NEAR,
    }
    return render_to_string("admin/first_page/reviews_due.html", context, request)
