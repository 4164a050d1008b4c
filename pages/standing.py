"""How a page stands in a language: published, changed since, scheduled, withdrawn, or only a draft."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages import languages
from pages.models import Edition, Page

LABELS = {
    "missing": _("not written"),
    "draft": _("draft only"),
    "scheduled": _("scheduled"),
    "published": _("published"),
    "changed": _("published, changed since"),
    "ended": _("withdrawn or expired"),
}


@dataclass(frozen=True)
class Standing:
    """A page's state in a language; `edition` is the last one, where it was asked for."""

    language: str
    state: str
    begins: datetime | None = None
    ends: datetime | None = None
    edition: Edition | None = None

    @property
    def label(self):
        return LABELS[self.state]

    @property
    def is_readable(self):
        """Whether patients can read it now."""
        return self.state in ("published", "changed")


def standing(page, language):
    """The Standing of a page in a language."""
    edition = Edition.objects.filter(page=page.pk, language=language).exclude(end_reason="cancelled").first()
    if edition is None:
        return Standing(language, state(page, language, None, None, is_same=False))
    begins, ends = edition.starts_at, edition.ends_at
    is_same = page.fingerprints.get(language) == edition.fingerprint
    return Standing(language, state(page, language, begins, ends, is_same), begins, ends, edition)


def of_row(page, language):
    """The Standing of a page as its own columns tell it, without its edition."""
    begins, ends, is_same = (getattr(page, f"{name}_{language}") for name in ("begins", "ends", "is_same"))
    return Standing(language, state(page, language, begins, ends, is_same), begins, ends)


def state(page, language, begins, ends, is_same):
    """The state of a page whose last edition began and ends at those times; `is_same`: publishing would give it again."""
    now = timezone.now()
    if begins is None:
        return "draft" if page.text("title", language) else "missing"
    if begins > now:
        return "scheduled"
    if ends and ends <= now:
        return "ended"
    return "published" if is_same else "changed"


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
