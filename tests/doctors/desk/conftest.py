"""A doctor who is signed in at the desk, and pages that are theirs and are not."""

import pytest

from pages.drafting import drafts
from tests import factories


@pytest.fixture
def doctor(django_user_model):
    """A doctor with an account that is no editor's."""
    return factories.doctor(user=django_user_model.objects.create_user("mona", password="right-horse-battery"))


@pytest.fixture
def desk(client, doctor):
    """A client that the doctor is signed in with."""
    client.force_login(doctor.user)
    return client


@pytest.fixture
def performed(doctor):
    """A procedure that the doctor performs."""
    made = factories.procedure(parts=1)
    made.performed_by.add(doctor)
    drafts.record(made, by=None)
    made.refresh_from_db()
    return made
