"""The admin's first page: what somebody should do next, and what else they may want to see. Upper rooms add to both."""

from dataclasses import dataclass

from pages import languages

# Where a panel stands: what somebody waits for, other work, and what is only worth knowing.
WAITED_FOR, WORK, WORTH_KNOWING = range(3)

_tasks, _panels = [], {}


@dataclass(frozen=True)
class Task:
    """One kind of work that waits: how much of it, what it is, and where it is done. `is_own`: on what one works on oneself."""

    number: int
    words: str
    address: str
    is_own: bool = False

    @property
    def is_in_figures(self):
        """Whether the number stands before the words: Arabic has one and two in the words themselves."""
        return languages.current() != "ar" or self.number > 2


def tasks(function):
    """Adds work: `function(request, site)` gives the Tasks that whoever asks may do, those of nothing to do too."""
    if function not in _tasks:
        _tasks.append(function)


def panels(function, *, place=WORTH_KNOWING):
    """Adds something to look at: `function(request, site)` gives HTML, "" for what whoever asks may not see."""
    _panels[function] = place


def of(request, site):
    """What the first page shows to whoever asks: {"tasks": …, "own_tasks": …, "waited_for": …, "work": …, "panels": …}.

    `tasks` is None for whom no work is kept.
    """
    kept = [task for function in _tasks for task in function(request, site)]
    waits = [task for task in kept if task.number]
    return {
        "tasks": [task for task in waits if not task.is_own] if kept else None,
        "own_tasks": [task for task in waits if task.is_own],
        "waited_for": _at(WAITED_FOR, request, site),
        "work": _at(WORK, request, site),
        "panels": _at(WORTH_KNOWING, request, site),
    }


def _at(place, request, site):
    found = (function(request, site) for function, at in _panels.items() if at == place)
    return [html for html in found if html]
