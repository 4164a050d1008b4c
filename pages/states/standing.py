"""How a page stands in a language: published, changed since, scheduled, withdrawn, or only a draft."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages import languages
from pages.models import Edition, Page
from pages.states import plans

LABELS = {
    "missing": _("not written"),
    "draft": _("draft only"),
    "scheduled": _("scheduled"),
    "published": _("published"),
    "changed": _("published, changed since"),
    "next": _("published, the next edition is scheduled"),
    "ended": _("withdrawn or expired"),
    "withdrawn": _("withdrawn"),
    "expired": _("expired"),
}
NEXT_ON = _("published; next on %(moment)s")


@dataclass(frozen=True)
class Standing:
    """A page's state in a language; `ends` is when its last edition does, `planned` is what holds now and what is scheduled.

    As columns tell it, `planned` says nothing where nothing is scheduled.
    """

    language: str
    state: str
    ends: datetime | None
    planned: plans.Plans

    @property
    def label(self):
        if self.ended:
            return LABELS["withdrawn" if self.ended.end_reason == "withdrawn" else "expired"]
        return NEXT_ON % {"moment": plans.day(self.begins)} if self.state == "next" else LABELS[self.state]

    @property
    def current(self):
        """What patients read now, without its text; None where they cannot."""
        return self.planned.current

    @property
    def scheduled(self):
        """The editions that are to begin, without their text, the next first."""
        return self.planned.scheduled

    @property
    def begins(self):
        """When the next edition begins; None where none is scheduled."""
        return self.scheduled[0].starts_at if self.scheduled else None

    @property
    def ended(self):
        """The edition whose end left the page unread; None where it is not, and where only columns tell how it stands."""
        return self.planned.editions[-1] if self.state == "ended" and self.planned.editions else None

    @property
    def is_readable(self):
        """Whether patients can read it now."""
        return self.state in ("published", "changed", "next")


def standing(page, language):
    """The Standing of a page in a language, as its editions tell it."""
    found = Edition.objects.filter(page=page.pk, language=language).exclude(end_reason="cancelled")
    last, now = found.defer("content").first(), timezone.now()
    if last is None:
        return _standing(page, language, None, None, False, plans.Plans(now, []))
    is_same = page.fingerprints.get(language) == last.fingerprint
    planned = plans.of(page, language, now) if last.starts_at > now else plans.Plans(now, [last])
    return _standing(page, language, last.starts_at, last.ends_at, is_same, planned)


def of_row(page, language):
    """The Standing of a page as its own columns tell it; only where something is scheduled are its editions asked.

    `tell` spares a list of pages that query for each.
    """
    begins, ends, is_same = (getattr(page, f"{name}_{language}") for name in ("begins", "ends", "is_same"))
    now = timezone.now()
    planned = plans.Plans(now, [])
    if _begins_after(now, page, language):
        planned = getattr(page, "planned", {}).get(language) or plans.of(page, language, now)
    return _standing(page, language, begins, ends, is_same, planned)


def tell(pages):
    """Keeps on each of some pages, as `planned`, the Plans by language where something is scheduled."""
    now = timezone.now()
    waiting = [(page, code) for page in pages for code in languages.CODES if _begins_after(now, page, code)]
    found = plans.of_pages({page.pk for page, _code in waiting}, now) if waiting else {}
    for page, code in waiting:
        page.planned = getattr(page, "planned", {}) | {code: found[page.pk, code]}


def state(page, language, begins, ends, is_same, planned):
    """The state of a page whose last edition began and ends at those times; `is_same`: publishing would give it again."""
    if begins is None:
        return "draft" if page.text("title", language) else "missing"
    if begins > planned.now:
        return "next" if planned.current else "scheduled"
    if ends and ends <= planned.now:
        return "ended"
    return "published" if is_same else "changed"


def _standing(page, language, begins, ends, is_same, planned):
    return Standing(language, state(page, language, begins, ends, is_same, planned), ends, planned)


def _begins_after(now, page, language):
    begins = getattr(page, f"begins_{language}")
    return begins is not None and begins > now


def note(page):
    """Keeps how a page stands, after its editions changed."""
    fingerprints = Page.objects.values_list("fingerprints", flat=True).get(pk=page.pk)
    Page.objects.filter(pk=page.pk).update(**columns(page, fingerprints))


def columns(page, fingerprints):
    """What a page's editions and the fingerprints of its draft say of each language, by the names of its columns."""
    editions = Edition.objects.filter(page=page.pk).exclude(end_reason="cancelled").order_by("number")
    last = {code: told for code, *told in editions.values_list("language", "starts_at", "ends_at", "fingerprint")}
    told = {}
    for code in languages.CODES:
        begins, ends, published = last.get(code, (None, None, None))
        is_same = published is not None and published == fingerprints.get(code)
        told |= {f"begins_{code}": begins, f"ends_{code}": ends, f"is_same_{code}": is_same}
    return told
