from django.contrib import admin

from pageviews.models import DailyViews, ViewCorrection


@admin.register(DailyViews)
class DailyViewsAdmin(admin.ModelAdmin):
    """Counts are read here and edited nowhere."""

    list_display = ("page", "language", "day", "count")
    list_filter = ("language",)
    date_hierarchy = "day"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(ViewCorrection)
class ViewCorrectionAdmin(admin.ModelAdmin):
    list_display = ("page", "amount", "reason", "by", "at")
    fields = ("page", "amount", "reason")
    autocomplete_fields = ("page",)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)
