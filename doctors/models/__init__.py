"""Doctors, how they are asked for reviews, what they reviewed and want changed, where they are named, what they hand out."""

from doctors.models.asking import ReviewLink, ReviewRequest
from doctors.models.comment import Comment
from doctors.models.credit import Credit
from doctors.models.doctor import Doctor
from doctors.models.handout import Handout, HandoutPart
from doctors.models.reminder import Reminder
from doctors.models.review import MinorCorrection, Review

__all__ = [
    "Comment",
    "Credit",
    "Doctor",
    "Handout",
    "HandoutPart",
    "MinorCorrection",
    "Reminder",
    "Review",
    "ReviewLink",
    "ReviewRequest",
]
