"""Who may change what patients read: one right, asked for here by everything that publishes."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

RIGHT = "pages.publish_page"


def may_publish(user):
    """Whether somebody may publish, schedule, cancel, withdraw, and declare a correction minor."""
    return user.has_perm(RIGHT)


def refuse_others(user):
    """Raises PermissionDenied for a person who may not publish. None is the site itself: a command, or the demo."""
    if user is not None and not may_publish(user):
        raise PermissionDenied(_("Only publishers may do this. Nothing was changed."))
