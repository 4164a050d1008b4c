"""Every admin writes into the log, and shows the history of one thing from it."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from pages import languages, log
from pages.admin import log_reading
from pages.admin.bilingual import language_of


class LoggedMixin:
    """What an admin saves and deletes is noted. `leaves_own_entries`: the deed itself is noted where it is done."""

    def is_noted_elsewhere(self):
        return getattr(self, "leaves_own_entries", False)

    def construct_change_message(self, request, form, formsets, add=False):
        """What changed, by the names of fields: they are put into words when the log is read."""
        changes = [] if add or not form.changed_data else [{"how": "fields", "fields": form.changed_data}]
        for formset in formsets or ():
            changes += [_of_row("added", row) for row in formset.new_objects]
            changes += [_of_row("fields", row) | {"fields": fields} for row, fields in formset.changed_objects]
            changes += [_of_row("deleted", row) for row in formset.deleted_objects]
        return changes

    def log_addition(self, request, obj, message):
        if not self.is_noted_elsewhere():
            log.note(request.user, "added", obj, changes=message)

    def log_change(self, request, obj, message):
        if message and not self.is_noted_elsewhere():
            log.note(request.user, "changed", obj, language=_languages_of(message), changes=message)

    def log_deletions(self, request, queryset):
        if not self.is_noted_elsewhere():
            for row in queryset:
                log.note(request.user, "removed", row)

    def history_view(self, request, object_id, extra_context=None):
        """What was done to one thing, the newest first."""
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": _("History: %(name)s") % {"name": thing},
            "opts": self.opts,
            "original": thing,
            "log": log_reading.page_of(log_reading.of_thing(thing), request, self.admin_site),
        }
        return TemplateResponse(request, "admin/log/history.html", context | (extra_context or {}))


def _of_row(how, row):
    return {"how": how, "model": row._meta.label_lower, "names": log.names_of(row)}


def _languages_of(changes):
    """The language of the texts that changed: "en", "ar", "both", or "" for none."""
    fields = [name for change in changes for name in change.get("fields", ())]
    found = {language_of(name) for name in fields} & set(languages.CODES)
    return "both" if len(found) > 1 else "".join(found)
