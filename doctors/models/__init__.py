"""Doctors, how they are asked for reviews, what they reviewed and want changed, and where they are named."""

from doctors.models.asking import ReviewLink, ReviewRequest
from doctors.models.comment import Comment
from doctors.models.credit import Credit
from doctors.models.doctor import Doctor
from doctors.models.review import MinorCorrection, Review

__all__ = ["Comment", "Credit", "Doctor", "MinorCorrection", "Review", "ReviewLink", "ReviewRequest"]
