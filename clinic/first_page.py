"""The two ends of the admin's first page: what somebody begins or goes on with, and all lists by the names that people use."""

from django.utils.translation import gettext_lazy as _

from pages import kinds
from pages.drafting import own_work
from pages.models import Page
from pages.publishing import progress

MOST = 5
NEW = {"procedure": _("New procedure"), "article": _("New article")}
# By the class of a model. What is not here is called as its pages call it.
NAMES = {
    "Procedure": _("All procedures"),
    "Article": _("All articles"),
    "Page": _("Plain pages: about us, prices, privacy"),
    "Picture": _("Pictures"),
    "Topic": _("Topics that pages are filed under"),
    "Synonym": _("Words that mean the same, for the search"),
    "Wording": _("Links that wait for their page"),
    "RefusedMention": _("Suggested links that were refused"),
    "Doctor": _("Doctors of the clinic"),
    "Review": _("Reviews by doctors"),
    "ReviewRequest": _("Reviews that doctors are asked for"),
    "Comment": _("What doctors want changed"),
    "MinorCorrection": _("Corrections that needed no review"),
    "Clinic": _("The clinic: name, logo, colours"),
    "Branch": _("Branches and opening hours"),
    "DailyViews": _("How often each page was read, by day"),
    "ViewCorrection": _("Corrected numbers of views"),
    "Feedback": _("What readers answered"),
    "AnsweredEdition": _("Which pages helped"),
    "UnansweredSearch": _("What readers searched for and did not find"),
    "User": _("People and their accounts"),
    "Group": _("Roles"),
}


def of(request, site):
    """What the first page's template is told: `beginnings`, and `last_pages` with how each stands in both languages."""
    allowed = [kind for kind in kinds.every() if site.is_registered(kind.model)]
    admins = {kind.name: site.get_model_admin(kind.model) for kind in allowed}
    names = [name for name in NEW if name in admins and admins[name].has_add_permission(request)]
    mine = [name for name, admin in admins.items() if admin.has_change_permission(request)]
    return {
        "beginnings": [(NEW[name], _add_address(admins[name])) for name in names],
        "last_pages": _last(request.user, mine),
    }


def called_by_people(app_list):
    """The list of apps with each model called as people would."""
    for app in app_list:
        for model in app["models"]:
            model["name"] = NAMES.get(model["object_name"], model["name"])
    return app_list


def _last(user, names):
    numbers = own_work.last_pages(user)
    found = Page.objects.filter(pk__in=numbers, kind__in=names)
    there = set(found.values_list("pk", flat=True))
    shown = [number for number in numbers if number in there][:MOST]
    pages = Page.objects.in_bulk(shown)
    return progress.rows(pages[number] for number in shown if number in pages)


def _add_address(admin):
    return f"admin:{admin.opts.app_label}_{admin.opts.model_name}_add"
