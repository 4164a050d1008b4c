"""The admin: named after Bayan, and with the checklist that a new clinic starts from."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic import draft_cards, first_drafts
from clinic import first_page as ends_of_first_page
from clinic.admin_sign_in import AdminSignInForm
from clinic.models import Branch, Clinic
from doctors.models import Doctor
from importers.word import admin as translations_in_word
from pages.admin import (
    deleted,
    first_page,
    link_report,
    link_targets,
    log_reading,
    matrix,
    own_letters,
    picture_choosing,
)
from pages.admin.logged import LoggedMixin
from pages.admin.long_lists import LongListMixin
from pages.models import Deed
from pageviews import page_figures, site_figures

ORDER = ("procedures", "articles", "pages", "doctors", "clinic", "pageviews", "auth")

PROFILE = "clinic.change_clinic"


class BayanAdminSite(AdminSite):
    site_header = gettext_lazy("Bayan")
    site_title = gettext_lazy("Bayan")
    index_title = gettext_lazy("The site")
    enable_nav_sidebar = False
    login_form = AdminSignInForm

    def get_app_list(self, request, app_label=None):
        """What is written comes first, what only administrators need comes last; all by the names that people use."""
        found = ends_of_first_page.called_by_people(super().get_app_list(request, app_label))
        return sorted(found, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))

    def register(self, model_or_iterable, admin_class=None, **options):
        """Every admin writes into the log and has lists that may grow long, those of other packages too."""
        own = admin_class or ModelAdmin
        super().register(
            model_or_iterable,
            type(own.__name__, (LoggedMixin, LongListMixin, own), {"__module__": own.__module__}),
            **options,
        )

    def get_urls(self):
        rooms = (
            deleted,
            link_report,
            link_targets,
            picture_choosing,
            log_reading,
            matrix,
            own_letters,
            page_figures,
            site_figures,
            draft_cards,
            first_drafts,
            translations_in_word,
        )
        own = [report.urls(self) for report in rooms]
        return [*(one for urls in own for one in urls), *super().get_urls()]

    def index(self, request, extra_context=None):
        own = {"start_checklist": start_checklist(request.user), "may_see_links": link_report.may_see(self, request)}
        own["own_deeds"] = log_reading.entries(Deed.objects.filter(by=request.user)[:10], request, self)
        own["may_see_log"] = log_reading.may_see(request.user)
        own["may_see_deleted"] = bool(deleted.kinds_to_see(self, request))
        own |= {"may_see_matrix": bool(matrix.kinds_for(self, request)), **first_page.of(request, self)}
        own |= ends_of_first_page.of(request, self)
        return super().index(request, own | (extra_context or {}))


def start_checklist(user):
    """What a new clinic needs first of who may do it, each item a dict; empty once all is done.

    An item has its label, its address, whether it is done, and whether a button posts there instead of a link.
    """
    clinic = Clinic.objects.filter(pk=1).first()
    profile = reverse("admin:clinic_clinic_change", args=[1]) if clinic else reverse("admin:clinic_clinic_add")
    items = [
        (_("The clinic's name"), PROFILE, profile, bool(clinic and (clinic.name_en or clinic.name_ar))),
        (
            _("A telephone number"),
            "clinic.add_branch",
            reverse("admin:clinic_branch_add"),
            Branch.objects.exclude(telephone="").exists(),
        ),
        (_("The logo"), PROFILE, profile, bool(clinic and clinic.logo_id)),
        (_("The first doctor"), "doctors.add_doctor", reverse("admin:doctors_doctor_add"), Doctor.objects.exists()),
    ]
    own = [
        {"label": label, "address": address, "done": done}
        for label, right, address, done in items
        if user.has_perm(right)
    ]
    if user.has_perm(first_drafts.RIGHT):
        own.append(_drafts())
    return [] if all(item["done"] for item in own) else own


def _drafts():
    is_done = not first_drafts.missing()
    address = reverse("admin:pages_page_changelist" if is_done else "admin:first_drafts")
    label = _("Pages on privacy and on accessibility")
    return {"label": label, "address": address, "done": is_done, "posts": not is_done}
