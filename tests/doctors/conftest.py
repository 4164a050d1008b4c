"""A doctor, a page of theirs that waits, and a review link to it; and an account of a doctor. Some modules have their own."""

import pytest

from clinic.models import Clinic
from doctors.review import review_links
from tests import factories


@pytest.fixture
def doctor():
    return factories.doctor()


@pytest.fixture
def draft(doctor):
    return factories.procedure(author=doctor)


@pytest.fixture
def token(doctor, user):
    return review_links.make(doctor, by=user, days=14)[1]


@pytest.fixture
def pin_is_asked(doctor):
    Clinic.objects.create(review_pin=True)
    return review_links.set_pin(doctor, "2580")


@pytest.fixture
def account(django_user_model):
    """A doctor's account, without anything of the admin's."""
    user = django_user_model.objects.create_user("mona")
    factories.doctor(user=user)
    return user
