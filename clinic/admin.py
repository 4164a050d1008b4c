"""The admin of the clinic's profile and branches, and of its people and their roles."""

from adminsortable2.admin import SortableAdminBase, SortableTabularInline
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from clinic import admin_help  # noqa: F401  tells what fields are for
from clinic.models import Branch, Clinic, FeaturedProcedure, OpeningHours
from clinic.people_admin import PersonAdmin, RoleAdmin
from pages.admin import helping
from pages.admin.bilingual import BilingualAdmin, EmptyChoicesMixin, pair

__all__ = ["BranchAdmin", "ClinicAdmin", "PersonAdmin", "RoleAdmin"]


class OpeningHoursInline(EmptyChoicesMixin, admin.TabularInline):
    model = OpeningHours
    extra = 0
    template = "admin/clinic/hours.html"

    @property
    def help(self):
        """What each field of a row is for, once above them all, as HTML."""
        return helping.of_chapter("", [self.model])


class FeaturedProcedureInline(EmptyChoicesMixin, SortableTabularInline):
    model = FeaturedProcedure
    extra = 0
    autocomplete_fields = ("procedure",)


@admin.register(Clinic)
class ClinicAdmin(SortableAdminBase, BilingualAdmin):
    autocomplete_fields = ("logo",)
    inlines = [FeaturedProcedureInline]
    fieldsets = (
        (None, {"fields": [pair("name"), pair("tagline"), "email", "emergency_telephone", ("colour", "logo")]}),
        (_("How the site speaks"), {"fields": ["default_language", "digits", "show_views_from"]}),
        (_("Reviews"), {"fields": ["requires_review", "review_pin", "review_interval_months"]}),
    )

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Clinic.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Branch)
class BranchAdmin(BilingualAdmin):
    list_display = ("__str__", "telephone", "order")
    list_editable = ("order",)
    inlines = [OpeningHoursInline]
    fieldsets = (
        (
            None,
            {"fields": [pair("name"), pair("address"), pair("note"), ("telephone", "whatsapp"), "map_url", "order"]},
        ),
    )

    def save_model(self, request, obj, form, change):
        Clinic.objects.get_or_create(pk=1)
        super().save_model(request, obj, form, change)
