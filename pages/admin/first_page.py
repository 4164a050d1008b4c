"""The admin's first page: what somebody should do next, and what else they may want to see. Upper rooms add to both."""

from dataclasses import dataclass

from pages import languages

_tasks, _panels = [], {}


@dataclass(frozen=True)
class Task:
    """One kind of work that waits: how much of it, what it is, and where it is done."""

    number: int
    words: str
    address: str

    @property
    def is_in_figures(self):
        """Whether the number stands before the words: Arabic has one and two in the words themselves."""
        return languages.current() != "ar" or self.number > 2


def tasks(function):
    """Adds work: `function(request, site)` gives the Tasks that whoever asks may do, those of nothing to do too."""
    if function not in _tasks:
        _tasks.append(function)


def panels(function, *, is_work=False):
    """Adds something to look at: `function(request, site)` gives HTML, "" for what whoever asks may not see.

    What `is_work` stands before what is only worth knowing.
    """
    _panels[function] = is_work


def of(request, site):
    """What the first page shows to whoever asks: {"tasks": …, "panels": …}; `tasks` is None for whom no work is kept."""
    kept = [task for function in _tasks for task in function(request, site)]
    return {
        "tasks": [task for task in kept if task.number] if kept else None,
        "panels": [
            html for function in sorted(_panels, key=_panels.get, reverse=True) if (html := function(request, site))
        ],
    }
