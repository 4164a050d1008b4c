from django.contrib import admin

from doctors.admin.leaving import LeavingMixin
from doctors.admin.link import ReviewLinksMixin
from doctors.models import Doctor
from pages.admin.bilingual import BilingualAdmin, FoldedSearchMixin, pair


@admin.register(Doctor)
class DoctorAdmin(LeavingMixin, ReviewLinksMixin, FoldedSearchMixin, BilingualAdmin):
    change_form_template = "admin/doctors/change_form.html"
    list_display = ("__str__", "active", "order")
    list_editable = ("order",)
    autocomplete_fields = ("photo",)
    fieldsets = (
        (None, {"fields": [pair("name"), pair("honorific"), pair("specialty"), pair("biography"), "photo"]}),
        (None, {"fields": ["slug", "user", ("email", "whatsapp"), ("active", "order")]}),
    )

    def get_readonly_fields(self, request, obj=None):
        """The address stands in every edition that names the doctor: it is given once."""
        return ("slug",) if obj else ()

    def has_delete_permission(self, request, obj=None):
        """A doctor whose reviews stand in the record is made inactive, not deleted."""
        return super().has_delete_permission(request, obj) and not (obj and obj.reviews.exists())
