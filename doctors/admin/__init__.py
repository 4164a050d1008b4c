"""The admin of doctors, of what they are asked and of what they reviewed."""

from doctors.admin.asking import CommentAdmin, MinorCorrectionAdmin, ReviewRequestAdmin
from doctors.admin.doctor import DoctorAdmin
from doctors.admin.review import ReviewAdmin

__all__ = ["CommentAdmin", "DoctorAdmin", "MinorCorrectionAdmin", "ReviewAdmin", "ReviewRequestAdmin"]
