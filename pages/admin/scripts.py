"""Which of Django's scripts the form of a page loads: a long form opens sooner without those that do nothing in it."""

from django import forms
from django.conf import settings

LIST = forms.Media(js=["admin/js/actions.js"])


class FewScriptsMixin:
    """For the admin of a page: no slug is made from a title as one types, and rows are added by our own script."""

    @property
    def media(self):
        jquery = "jquery.js" if settings.DEBUG else "jquery.min.js"
        names = (f"vendor/jquery/{jquery}", "jquery.init.js", "core.js", "admin/RelatedObjectLookups.js")
        return forms.Media(js=[f"admin/js/{name}" for name in names])

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"media": self.media + LIST} | (extra_context or {}))
