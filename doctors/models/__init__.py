"""Doctors, what they reviewed, and where they are named."""

from doctors.models.credit import Credit
from doctors.models.doctor import Doctor
from doctors.models.review import Review

__all__ = ["Credit", "Doctor", "Review"]
