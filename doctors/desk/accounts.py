"""Accounts of doctors: an administrator gives one with a link, by which the doctor chooses a password."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

# The group that the clinic's migration makes (docs/decisions/0015-roles.md).
ROLE = "Doctor"


@transaction.atomic
def give(doctor, username, email=""):
    """Makes an account for a doctor who has none, without a password. Raises ValidationError for what cannot be."""
    doctor = type(doctor).objects.select_for_update(no_key=True).get(pk=doctor.pk)
    if doctor.user_id:
        raise ValidationError(_("This doctor has an account already."))
    user = get_user_model()(username=username, email=email)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    doctor.user = user
    doctor.save()
    join(user)
    return user


def join(user):
    """Puts an account into the group of doctors, so that whoever looks after accounts sees whose it is."""
    user.groups.add(*Group.objects.filter(name=ROLE))


def suggested_name(doctor):
    """A free name to sign in with, made from the doctor's."""
    users, name = get_user_model().objects, doctor.slug.encode("ascii", "ignore").decode().strip("-") or "doctor"
    taken = set(users.filter(username__startswith=name).values_list("username", flat=True))
    return (
        name if name not in taken else next(f"{name}{n}" for n in range(2, len(taken) + 3) if f"{name}{n}" not in taken)
    )


def password_link(user):
    """The path of the page on which an account's password is chosen: it holds for three days, and once."""
    number = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("desk-password", args=[number, default_token_generator.make_token(user)])


def may_open(administrator, user):
    """Whether somebody may give a link to an account's password: nobody rises above themselves by it."""
    if user is None:
        return administrator.has_perm("auth.add_user")
    is_more = user.is_staff or user.is_superuser
    return administrator.is_superuser or (administrator.has_perm("auth.change_user") and not is_more)
