"""Which of Django's scripts the form of a page loads: a long form opens sooner without those that do nothing in it."""

from django import forms
from django.conf import settings
from django.contrib.admin.helpers import InlineAdminFormSet

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

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None, **kwargs):
        made = super().get_inline_formsets(request, formsets, inline_instances, obj, **kwargs)
        return [_asked_once(formset) for formset in made]


class AskedOnce(InlineAdminFormSet):
    """Rows whose formset says what they need: Django builds and asks every row of it, a tenth of opening a long form."""

    @property
    def media(self):
        return self.opts.media + self.formset.media


def _asked_once(made):
    return AskedOnce(
        made.opts,
        made.formset,
        made.fieldsets,
        made.prepopulated_fields,
        made.readonly_fields,
        made.model_admin,
        made.has_add_permission,
        made.has_change_permission,
        made.has_delete_permission,
        made.has_view_permission,
    )
