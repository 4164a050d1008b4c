"""The writing desk: the admin of pages, their parts, and publishing."""

from pages.admin.registration import PlainPageAdmin

__all__ = ["PlainPageAdmin"]
