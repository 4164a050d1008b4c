"""The admin of doctors and of what they reviewed."""

from doctors.admin.doctor import DoctorAdmin
from doctors.admin.review import ReviewAdmin

__all__ = ["DoctorAdmin", "ReviewAdmin"]
