"""The admin: named after Bayan, and with the checklist that a new clinic starts from."""

from django.contrib.admin import AdminSite
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.models import Branch, Clinic
from doctors.models import Doctor
from pages import link_report
from pages.admin import first_page, link_targets, matrix

ORDER = ("procedures", "articles", "pages", "doctors", "clinic", "pageviews", "auth")


class BayanAdminSite(AdminSite):
    site_header = gettext_lazy("Bayan")
    site_title = gettext_lazy("Bayan")
    index_title = gettext_lazy("The site")
    enable_nav_sidebar = False

    def get_app_list(self, request, app_label=None):
        """What is written comes first, what only administrators need comes last."""
        found = super().get_app_list(request, app_label)
        return sorted(found, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))

    def get_urls(self):
        return [*link_report.urls(self), *link_targets.urls(self), *matrix.urls(self), *super().get_urls()]

    def index(self, request, extra_context=None):
        own = {"start_checklist": start_checklist(), "may_see_links": link_report.may_see(self, request)}
        own |= {"may_see_matrix": bool(matrix.kinds_for(self, request)), **first_page.of(request, self)}
        return super().index(request, own | (extra_context or {}))


def start_checklist():
    """What a new clinic needs first: label, address and whether it is done; empty once all is done."""
    clinic = Clinic.objects.filter(pk=1).first()
    profile = reverse("admin:clinic_clinic_change", args=[1]) if clinic else reverse("admin:clinic_clinic_add")
    items = [
        (_("The clinic's name"), profile, bool(clinic and (clinic.name_en or clinic.name_ar))),
        (_("A telephone number"), reverse("admin:clinic_branch_add"), Branch.objects.exclude(telephone="").exists()),
        (_("The logo"), profile, bool(clinic and clinic.logo_id)),
        (_("The first doctor"), reverse("admin:doctors_doctor_add"), Doctor.objects.exists()),
    ]
    if all(done for _label, _address, done in items):
        return []
    return [{"label": label, "address": address, "done": done} for label, address, done in items]
