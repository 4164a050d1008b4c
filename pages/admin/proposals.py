"""What publishing a draft would do, as whoever publishes is shown it before they do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages import clock
from pages.admin import field_places, notes, told_changes
from pages.content import composing
from pages.drafting import drafts
from pages.models import Edition
from pages.publishing import editions
from pages.states import plans


@dataclass(frozen=True)
class Proposal:
    """What publishing in one language would do.

    `end` is the planned End where it stays; another one is among the changes. `shown` is the seal by which exactly this is
    published; `placed` are the problems with the addresses of their fields. `is_blocked`: something must be mended in the
    draft first. `is_unseen`: what was shown before is no longer what would be published, and `meanwhile` is what changed.
    """

    language: str
    current: Edition | None
    changes: list
    end: plans.End | None
    problems: list
    placed: list
    notes: list
    shown: str
    is_blocked: bool
    is_unseen: bool
    meanwhile: list

    @property
    def refusals(self):
        return [problem for problem in self.problems if not problem.confirmable]

    @property
    def questions(self):
        return [problem for problem in self.problems if problem.confirmable]

    @property
    def does(self):
        """What it would do for patients, in a few words."""
        if not self.current:
            return _("patients can read the page from then on")
        if not self.changes:
            return _("nothing changes for patients")
        number = len(told_changes.entries(self.changes))
        told = ngettext("%(number)s change for patients", "%(number)s changes for patients", number)
        return told % {"number": number}


def of(request, page, language, refused=(), end=None):
    """The Proposal for a page in a language.

    `refused` are the problems for which it was not published just now; `end` is the planned End that was filled in, None
    where none was yet.
    """
    planned = plans.of(page, language, clock.now())
    edition, problems = editions.compose(page, language)
    shown = composing.seal(edition, problems, planned.told)
    is_unseen = request.method == "POST" and seal_of(request, language) != shown
    told = list(refused) if refused and not is_unseen else problems + planned.cancels()
    current, end = planned.current, end or planned.end()
    edition.expires_at, edition.replacement = end.at, end.replacement
    return Proposal(
        language,
        current,
        [*plans.difference(current, edition), *editions.difference(current, edition)] if current else [],
        end if end.at and end.is_as(planned.end()) else None,
        told,
        field_places.of_problems(page, told, language),
        notes.of_publishing(request, page, edition),
        shown,
        any(not problem.confirmable for problem in problems),
        is_unseen,
        drafts.changes_since(page, request.POST.get("version", ""), language) if is_unseen else [],
    )


def seal_of(request, language):
    """The seal of what somebody had before them who publishes in a language."""
    return request.POST.get(f"shown_{language}", "")
