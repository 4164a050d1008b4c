"""What editors are told of doctors beside a page: what they want changed, and whether its text is reviewed."""

from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse

from doctors.admin.from_publishing import BOTH
from doctors.models import Comment, ReviewRequest
from doctors.review import vouching
from pages.admin import notes, remarking
from pages.publishing import publishers


def register():
    """Adds both to the admin of every page."""
    remarking.wishes(wishes)
    notes.before_publishing(of_publishing)


def wishes(page):
    """The comments on a page that no editor has dealt with."""
    return [
        remarking.Wish(
            anchor=comment.anchor,
            who=str(comment.doctor),
            at=comment.at,
            language=comment.get_language_display(),
            text=comment.text,
            address=reverse("admin:doctors_comment_change", args=[comment.pk]),
        )
        for comment in Comment.objects.waiting().filter(page=page.pk).select_related("doctor")
    ]


def of_publishing(request, page, edition):
    """Who stands for the text, and what can be done where nobody does."""
    language, digest = edition.language, edition.content["digest"]
    standing, last = vouching.of_text(page, language, digest), vouching.last(page, language)
    about = {"page": page.pk, "language": language, "digest": digest}
    if request.resolver_match.url_name.endswith("_both"):
        about["of"] = BOTH
    context = {
        "language": language,
        "standing": standing,
        "last": last,
        "asked": ReviewRequest.objects.filter(page=page.pk, language=language, answered_at=None).select_related(
            "doctor"
        ),
        "about": urlencode(about),
        "may_declare": last and not standing and _may_declare(request.user),
        "may_record": request.user.has_perm("doctors.add_review"),
        "may_ask": request.user.has_perm("doctors.add_reviewrequest"),
    }
    return render_to_string("admin/doctors/_standing.html", context)


def _may_declare(user):
    return user.has_perm("doctors.add_minorcorrection") and publishers.may_publish(user)
