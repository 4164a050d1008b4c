"""Doctors, what they reviewed and what they want changed, and where they are named."""

from doctors.models.comment import Comment
from doctors.models.credit import Credit
from doctors.models.doctor import Doctor
from doctors.models.review import Review

__all__ = ["Comment", "Credit", "Doctor", "Review"]
