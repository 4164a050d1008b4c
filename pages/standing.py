"""How a page stands in a language: published, changed since, scheduled, withdrawn, or only a draft."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages import languages
from pages.models import Edition

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
        return Standing(language, state(page, language, None, None, ""))
    begins, ends = edition.starts_at, edition.ends_at
    return Standing(language, state(page, language, begins, ends, edition.fingerprint), begins, ends, edition)


def state(page, language, begins, ends, published):
    """The state of a page whose last edition began and ends at those times and has the fingerprint `published`."""
    now = timezone.now()
    if begins is None:
        return "draft" if page.text("title", language) else "missing"
    if begins > now:
        return "scheduled"
    if ends and ends <= now:
        return "ended"
    return "published" if page.fingerprints.get(language) == published else "changed"


def annotated(pages):
    """`pages` with what `of_row` asks of each."""
    editions = Edition.objects.filter(page=OuterRef("pk")).exclude(end_reason="cancelled").order_by("-number")
    columns = (("begins", "starts_at"), ("ends", "ends_at"), ("published", "fingerprint"))
    return pages.annotate(
        **{
            f"{name}_{code}": Subquery(editions.filter(language=code).values(column)[:1])
            for code in languages.CODES
            for name, column in columns
        }
    )


def of_row(page, language):
    """The Standing of a page that was read by `annotated`, without its edition."""
    begins, ends, published = (getattr(page, f"{name}_{language}") for name in ("begins", "ends", "published"))
    return Standing(language, state(page, language, begins, ends, published), begins, ends)
