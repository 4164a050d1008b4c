"""Roles: what the groups that migrations make are called, and what somebody may give of their rights to others."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAMES = {
    "Editor": pgettext_lazy("role", "Editor"),
    "Publisher": pgettext_lazy("role", "Publisher"),
    "Doctor": pgettext_lazy("role", "Doctor"),
    "Administrator": pgettext_lazy("role", "Administrator"),
}
# Who has one of these works in the admin.
OF_STAFF = ("Editor", "Publisher", "Administrator")
VERBS = {
    "add": _("may add"),
    "change": _("may change"),
    "delete": _("may delete"),
    "view": _("may see"),
    "publish": _("may publish"),
}


def speak():
    """Has groups and rights called in the interface's language, wherever they are shown."""
    Group.add_to_class("__str__", lambda group: str(NAMES.get(group.name, group.name)))
    Permission.add_to_class("__str__", lambda right: f"{right.content_type} | {_verb(right)}")


def rights_of(user):
    """The numbers of the rights that somebody was given, by name or by a role, whether or not their account is open."""
    given = Permission.objects.filter(Q(user=user) | Q(group__user=user))
    return set(given.values_list("pk", flat=True))


def rights_to_give(giver):
    """The rights that somebody may give to others: those that they have."""
    every = Permission.objects.select_related("content_type")
    return every if giver.is_superuser else every.filter(pk__in=rights_of(giver))


def groups_to_give(giver):
    """The groups that somebody may put others into: those that hold no right which they do not have."""
    every = Group.objects.order_by("name")
    if giver.is_superuser:
        return every
    return every.exclude(permissions__in=Permission.objects.exclude(pk__in=rights_of(giver)))


def is_above(user, other):
    """Whether somebody has every right of another person, so that they may change that account."""
    if user.is_superuser:
        return True
    return not other.is_superuser and rights_of(other) <= rights_of(user)


def _verb(right):
    return VERBS.get(right.codename.partition("_")[0], right.name)
