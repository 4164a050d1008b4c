from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from doctors import leaving
from doctors.admin import help as _help  # noqa: F401  tells what fields are for
from doctors.admin.account import AccountMixin, account_line
from doctors.admin.leaving import LeavingMixin
from doctors.admin.link import ReviewLinksMixin
from doctors.desk import accounts
from doctors.models import Doctor
from pages.admin.bilingual import BilingualAdmin, FoldedSearchMixin, pair
from pages.admin.rich_text import RichTextMixin


@admin.register(Doctor)
class DoctorAdmin(LeavingMixin, ReviewLinksMixin, AccountMixin, FoldedSearchMixin, RichTextMixin, BilingualAdmin):
    change_form_template = "admin/doctors/change_form.html"
    list_display = ("__str__", "active", "has_account", "order")
    list_editable = ("order",)
    list_select_related = ("user",)
    autocomplete_fields = ("photo", "user")
    fieldsets = (
        (None, {"fields": [pair("name"), pair("honorific"), pair("specialty"), pair("biography"), "photo"]}),
        (_("The doctor's own desk"), {"fields": ["account", "user"]}),
        (None, {"fields": ["slug", ("email", "whatsapp"), ("active", "order")]}),
    )

    def get_fieldsets(self, request, obj=None):
        """What the doctor signs in with is shown to whoever may look after that account."""
        told = super().get_fieldsets(request, obj)
        if accounts.may_open(request.user, obj and obj.user):
            return told
        return [part for part in told if "account" not in part[1]["fields"]]

    def get_readonly_fields(self, request, obj=None):
        """The address stands in every edition that names the doctor: it is given once.

        An account that exists is attached only by those who may change accounts: it opens the doctor's pages to it.
        """
        own = ("account", "slug") if obj else ("account",)
        return own if request.user.has_perm("auth.change_user") else (*own, "user")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj.user and "user" in form.changed_data:
            accounts.join(obj.user)

    def has_delete_permission(self, request, obj=None):
        """A doctor whom a page or a record names is made inactive, not deleted."""
        return super().has_delete_permission(request, obj) and not (obj and leaving.is_named(obj))

    @admin.display(description=_("account"))
    def account(self, doctor):
        return account_line(doctor)

    @admin.display(description=_("account"), boolean=True)
    def has_account(self, doctor):
        return doctor.user_id is not None
