from django.contrib import admin

from doctors.models import Review


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin):
    """The record of reviews: read here, made where a review is given."""

    list_display = ("page", "language", "doctor", "on", "how", "recorded_by")
    list_filter = ("language", "doctor")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
