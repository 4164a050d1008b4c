"""Signing in to the admin: whose account has no place there is told so, once their password was right."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from doctors.models import Doctor


class AdminSignInForm(AdminAuthenticationForm):
    """Django's own, which would say that the password may be wrong. It asks this only after a right one."""

    def confirm_login_allowed(self, user):
        if user.is_active and not user.is_staff:
            raise ValidationError(_not_here(user), code="not_staff")
        super().confirm_login_allowed(user)


def _not_here(user):
    if not Doctor.objects.filter(user=user, active=True).exists():
        return _("This account has no place in the admin. An administrator can give it a role.")
    said = _("The admin is for those who look after the site. As a doctor of the clinic you work at your desk:")
    return format_html('{} <a href="{}">{}</a>', said, reverse("desk"), _("To your desk"))
