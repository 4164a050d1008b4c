"""Choosing two of the revisions, or of the editions, of a page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from pages.admin.link_report import numbered

PER_PAGE = 100
LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Chosen:
    """Two of many rows. `rows` are those to list, the newest first: those of a `page` of the list, and the chosen two.

    `old` and `new` are None where there are not two.
    """

    page: Page
    rows: list
    old: object
    new: object

    @property
    def paging(self):
        """The part of an address that chooses the same two on another page of the list."""
        return urlencode({"old": self.old.number, "new": self.new.number}) if self.old else ""

    @property
    def is_one(self):
        """Whether the same one was chosen twice."""
        return self.old is not None and self.old == self.new


def chosen(request, found):
    """The Chosen that an address asks for (`old`, `new`), among numbered rows, the newest first.

    Where one is not asked for, or is not there, it is the one before the new one, or the newest.
    """
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    old, new = (_asked(found, request.GET.get(name, "")) for name in ("old", "new"))
    new = new or found.first()
    old = old or (new and found.filter(number__lt=new.number).first())
    if old and old.number > new.number:
        old, new = new, old
    two = [row for row in (old, new) if row] if old else []
    listed = {row.number: row for row in (*two, *page)}
    return Chosen(page, sorted(listed.values(), key=lambda row: -row.number), old, new if old else None)


def _asked(found, text):
    number = numbered(text)
    return found.filter(number=number).first() if number and number <= LARGEST else None
