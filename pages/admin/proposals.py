"""What publishing a draft would do, as whoever publishes is shown it before they do."""

from dataclasses import dataclass

from pages import composing, drafts, editions
from pages.admin import field_places, notes
from pages.models import Edition


@dataclass(frozen=True)
class Proposal:
    """What publishing in one language would do.

    `shown` is the seal by which exactly this is published; `placed` are the problems with the addresses of their
    fields. `is_unseen`: what was shown before is no longer what would be published, and `meanwhile` is what changed.
    """

    language: str
    current: Edition | None
    changes: list
    problems: list
    placed: list
    notes: list
    shown: str
    is_unseen: bool
    meanwhile: list

    @property
    def refusals(self):
        return [problem for problem in self.problems if not problem.confirmable]

    @property
    def questions(self):
        return [problem for problem in self.problems if problem.confirmable]


def of(request, page, language, refused=()):
    """The Proposal for a page in a language. `refused` are the problems for which it was not published just now."""
    edition, problems = editions.compose(page, language)
    shown = composing.seal(edition, problems)
    is_unseen = request.method == "POST" and seal_of(request, language) != shown
    problems = problems if is_unseen else refused or problems
    current = Edition.objects.current().in_language(language).filter(page=page.pk).first()
    return Proposal(
        language,
        current,
        editions.difference(current, edition) if current else [],
        problems,
        field_places.of_problems(page, problems, language),
        notes.of_publishing(request, page, edition),
        shown,
        is_unseen,
        drafts.changes_since(page, request.POST.get("version", ""), language) if is_unseen else [],
    )


def seal_of(request, language):
    """The seal of what somebody had before them who publishes in a language."""
    return request.POST.get(f"shown_{language}", "")
