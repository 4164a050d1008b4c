"""Doctors, what they reviewed, where they are named, and what they hand out."""

from doctors.models.credit import Credit
from doctors.models.doctor import Doctor
from doctors.models.handout import Handout, HandoutPart
from doctors.models.review import Review

__all__ = ["Credit", "Doctor", "Handout", "HandoutPart", "Review"]
