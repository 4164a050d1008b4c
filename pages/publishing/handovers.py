"""From whoever writes to whoever publishes: a page that is ready in a language, taken back, or handed back with a reason.

Each of them locks the page first, as publishing does, which ends what waits: of two at once the second finds what the first did.
"""

from django.db import transaction
from django.utils import timezone

from pages import languages, log
from pages.drafting import drafts
from pages.models import Edition, Handover
from pages.publishing import publishers
from pages.states.standing import standing


class NothingNew(Exception):
    """A page that has no text in a language, or of which patients read, or will read, all already."""


def hand_over(page, language, *, by, note=""):
    """Tells publishers that a page is ready in a language: (its Handover, whether that was new to them).

    What waits already, and was not changed since, stays as whoever came first handed it over. Raises NothingNew.
    """
    with transaction.atomic():
        page = drafts.locked(page.pk)
        if not page.text("title", language) or _is_published(page, language):
            raise NothingNew
        held = of(page, language)
        if held and held.is_waiting and not held.is_changed:
            return held, False
        told = {"by": by, "at": timezone.now(), "note": note, "fingerprint": page.fingerprints.get(language, "")}
        back = {"returned_at": None, "returned_by": None, "reason": ""}
        made, _is_new = Handover.objects.update_or_create(page_id=page.pk, language=language, defaults=told | back)
        log.note(by, "handed_over", page, language=language, note=note)
    return made, True


def take_back(page, language, *, by):
    """Takes a page back that was handed over, or lets go of one that came back. False where there is nothing (any more)."""
    with transaction.atomic():
        page = drafts.locked(page.pk)
        if is_there := end(page, language):
            log.note(by, "handover_taken_back", page, language=language)
    return is_there


def hand_back(page, language, *, by, reason):
    """Gives a page back to whoever handed it over. None where it does not wait (any more); PermissionDenied as publishing."""
    publishers.refuse_others(by)
    with transaction.atomic():
        page = drafts.locked(page.pk)
        held = of(page, language)
        if held is None or not held.is_waiting:
            return None
        held.returned_by, held.returned_at, held.reason = by, timezone.now(), reason
        held.save(update_fields=["returned_by", "returned_at", "reason"])
        log.note(by, "handed_back", page, language=language, reason=reason)
    return held


def end(page, language):
    """Forgets what was handed over, as once it is published; whether there was anything. Its page is locked."""
    return bool(Handover.objects.filter(page=page.pk, language=language).delete()[0])


def is_over(held):
    """Whether a Handover that comes back with its deleted page has nothing to wait for: it was published, or another waits."""
    in_its_place = {"page": held.page_id, "language": held.language}
    return Handover.objects.filter(**in_its_place).exists() or Edition.objects.filter(**in_its_place).exists()


def of(page, language):
    """The Handover of a page in a language, None where there is none."""
    return by_language(page)[language]


def by_language(page):
    """The Handovers of a page by language, None where there is none."""
    found = dict.fromkeys(languages.CODES)
    for held in Handover.objects.filter(page=page.pk).select_related("by", "returned_by"):
        held.page = page
        found[held.language] = held
    return found


def tell(pages):
    """Keeps on each of some pages, as `held`, its Handovers by language: one query."""
    found = {page.pk: {} for page in pages}
    for held in Handover.objects.filter(page__in=found):
        found[held.page_id][held.language] = held
    for page in pages:
        page.held = found[page.pk]


def _is_published(page, language):
    """Whether publishing would give again what patients read now, or will by plan."""
    return getattr(page, f"is_same_{language}") and standing(page, language).state != "ended"
