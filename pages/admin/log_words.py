"""The words of the log: put together when it is read, in the language of whoever reads it."""

from datetime import datetime

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from pages import languages
from pages.admin.bilingual import labelled, language_of

DEEDS = {
    "saved": gettext_lazy("Draft saved"),
    "restored": gettext_lazy("Draft restored from a revision"),
    "restored_edition": gettext_lazy("Draft restored from an edition"),
    "from_word": gettext_lazy("Translations from a Word file saved in the draft"),
    "draft_deleted": gettext_lazy("Draft deleted"),
    "brought_back": gettext_lazy("Deleted draft brought back"),
    "handed_over": gettext_lazy("Handed over, ready to publish"),
    "handover_taken_back": gettext_lazy("Handover taken back"),
    "handed_back": gettext_lazy("Handed back by a publisher"),
    "commented": gettext_lazy("Comment for the other editors"),
    "comment_changed": gettext_lazy("Comment changed"),
    "comment_deleted": gettext_lazy("Comment deleted"),
    "comment_settled": gettext_lazy("Comment settled"),
    "published": gettext_lazy("Published"),
    "scheduled": gettext_lazy("Publishing scheduled"),
    "cancelled": gettext_lazy("Scheduled publishing cancelled"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "minor": gettext_lazy("Correction declared minor"),
    "reviewed": gettext_lazy("Reviewed and found right"),
    "change_wanted": gettext_lazy("Change wanted by a doctor"),
    "link_wanted": gettext_lazy("Link wanted by a doctor"),
    "answer_taken_back": gettext_lazy("Doctor's answer taken back"),
    "preview_made": gettext_lazy("Preview link made"),
    "preview_revoked": gettext_lazy("Preview link revoked"),
    "link_made": gettext_lazy("Review link made"),
    "link_sent": gettext_lazy("Review link sent by mail"),
    "link_revoked": gettext_lazy("Review link revoked"),
    "link_freed": gettext_lazy("Review link unlocked"),
    "pin_forgotten": gettext_lazy("Doctor's PIN forgotten"),
    "wording_linked": gettext_lazy("Wording led to a page"),
    "mention_refused": gettext_lazy("Suggested link refused for good"),
    "handout_made": gettext_lazy("Hand-out made"),
    "handout_changed": gettext_lazy("Hand-out changed"),
    "handout_ended": gettext_lazy("Hand-out ended"),
    "account_given": gettext_lazy("Account given to a doctor"),
    "password_link": gettext_lazy("Link to a new password given"),
    "left": gettext_lazy("Doctor left the clinic"),
    "returned": gettext_lazy("Doctor can sign in again"),
    "roles_changed": gettext_lazy("Roles changed"),
    "opened_again": gettext_lazy("Account opened again after wrong passwords"),
    "added": gettext_lazy("Added"),
    "changed": gettext_lazy("Changed"),
    "removed": gettext_lazy("Deleted"),
}
WAYS = {
    "signed_in": gettext_lazy("signed in"),
    "by_link": gettext_lazy("by link"),
    "by_editor": gettext_lazy("recorded by an editor"),
}
# Fields of forms that are no columns.
ASKED = {"dealt_with": gettext_lazy("dealt with"), "still_right": gettext_lazy("the translation is still right")}


def label(deed):
    """What was done."""
    return DEEDS.get(deed.what, deed.what)


def kind(deed):
    """What kind of thing it was done to: "article"."""
    return capfirst(_model(deed.model)._meta.verbose_name) if _model(deed.model) else ""


def who(deed):
    """Who did it: their account's name as it was then, or the doctor's who had no account; None for the site itself."""
    if deed.by_id is None and (doctor := deed.details.get("doctor")):
        return _named(doctor)
    return deed.who or None


def lines(deed):
    """What else there is to say, a line each."""
    return [
        line
        for key, told in TOLD.items()
        if (value := deed.details.get(key)) or (value == [] and key in ("before", "after"))
        for line in told(deed, value)
    ]


def _one(text, shown=str):
    """Somebody's own words have a direction of their own within the line."""
    return lambda deed, value: [
        mark_safe(conditional_escape(text) % {"value": format_html("<bdi>{}</bdi>", shown(value))})
    ]


def _named(names):
    return names.get(languages.current()) or next(filter(None, names.values()), "")


def _moment(text):
    return formats.date_format(timezone.localtime(datetime.fromisoformat(text)), "DATETIME_FORMAT")


def _numbers(numbers):
    return languages.listed(str(number) for number in numbers)


def _roles(names):
    return languages.listed(pgettext("role", name) for name in names) or "—"


def _changes(deed, changes):
    return [_change(deed.model, change) for change in changes]


def _change(model, change):
    told = {"kind": "", "name": _named(change.get("names", {}))}
    if row := _model(change.get("model", "")):
        told["kind"] = capfirst(row._meta.verbose_name)
    if change["how"] == "fields":
        fields = languages.listed(field_name(change.get("model", model), name) for name in change["fields"])
        return _("%(kind)s “%(name)s”: %(fields)s") % (told | {"fields": fields}) if told["kind"] else fields
    text = _("Added: %(kind)s “%(name)s”") if change["how"] == "added" else _("Deleted: %(kind)s “%(name)s”")
    return text % told


def field_name(model, name):
    """What a field of a form is called."""
    try:
        field = _model(model)._meta.get_field(name)
    except (FieldDoesNotExist, AttributeError):
        return str(ASKED.get(name, name))
    language = language_of(name)
    return labelled(field, language) if language else capfirst(str(getattr(field, "verbose_name", name)))


def _model(name):
    try:
        return apps.get_model(name)
    except (LookupError, ValueError):
        return None


TOLD = {
    "edition": _one(gettext_lazy("Edition %(value)s")),
    "revision": _one(gettext_lazy("Revision %(value)s")),
    "restored": _one(gettext_lazy("As it was at revision %(value)s")),
    "starts": _one(gettext_lazy("From: %(value)s"), _moment),
    "until": _one(gettext_lazy("Until: %(value)s"), _moment),
    "cancelled": _one(gettext_lazy("Cancelled with it, before it began: edition %(value)s"), _numbers),
    "replacement": _one(gettext_lazy("Replacement: “%(value)s”"), _named),
    "to": _one(gettext_lazy("Leads to: “%(value)s”"), _named),
    "doctor": _one(gettext_lazy("Doctor: %(value)s"), _named),
    "how": _one("%(value)s", lambda how: str(WAYS.get(how, how))),
    "account": _one(gettext_lazy("Name to sign in with: %(value)s")),
    "before": _one(gettext_lazy("Before: %(value)s"), _roles),
    "after": _one(gettext_lazy("Now: %(value)s"), _roles),
    "file": _one(gettext_lazy("File: %(value)s")),
    "reason": _one(gettext_lazy("Reason: %(value)s")),
    "note": _one(gettext_lazy("Note: %(value)s")),
    "changes": _changes,
}
