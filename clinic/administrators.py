"""The people who run a clinic's site: making the first of them."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

# Letters and digits that nobody confuses when reading them out: 20 of these 31 are 99 bits.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


class NotMade(Exception):
    """Why no administrator was made, in words for the person who asked."""


def there_is_one():
    """Whether somebody can already sign in and do everything."""
    return get_user_model().objects.filter(is_superuser=True, is_active=True).exists()


@transaction.atomic
def create(username, email="", password=None, tell=lambda password: None):
    """Makes an administrator and returns the user, or None where that one is there already.

    Without a password one is generated and given to `tell` before anything is stored: a run that is cut off
    between the two leaves no account whose password nobody knows. Raises NotMade for a name that belongs to
    someone else, a weak password or a wrong address.
    """
    users = get_user_model().objects
    if known := users.filter(username=username).first():
        if known.is_superuser and known.is_active:
            return None
        raise NotMade(f"{username} is already somebody who is no administrator: choose another name.")
    user = get_user_model()(username=username, email=email, is_staff=True, is_superuser=True)
    try:
        user.full_clean(exclude=["password"])
        if password is not None:
            validate_password(password, user)
    except ValidationError as error:
        raise NotMade(" ".join(error.messages)) from error
    if password is None:
        tell(password := generated_password())
    user.set_password(password)
    user.save()
    return user


def generated_password():
    """Four groups of five: strong, and short enough to copy by hand."""
    letters = [secrets.choice(READABLE) for _ in range(20)]
    return "-".join("".join(letters[i : i + 5]) for i in range(0, 20, 5))
